import type { StaffDispute } from '#contract/disputes.ts'
import { sayInstant } from '#web/lib/dates.ts'

type Message = StaffDispute['messages'][number]

/** What state a message is in; where there is no channel somebody has to telephone, and is told so. */
export const stateWords = ({ state, state_says }: Pick<Message, 'state' | 'state_says'>): string =>
  state === 'no_channel' ? '短信未接通，请电话告知' : state_says

const SHOWN = 4

/** The messages to the parties, the latest first: the older ones are folded. */
export function Messages({ messages }: { messages: readonly Message[] }) {
  // What went to the police stands with the danger it is about.
  const toParties = messages.filter(({ kind }) => kind === 'text_message')
  const latest = toParties.sort((one, other) => other.at.localeCompare(one.at))
  return (
    <section className="card" aria-labelledby="messages">
      <h2 id="messages">给当事人的通知</h2>
      {toParties.length === 0 && <p className="quiet">还没有通知。</p>}
      <MessageList messages={latest.slice(0, SHOWN)} />
      {latest.length > SHOWN && (
        <details>
          <summary>更早的 {latest.length - SHOWN} 条</summary>
          <MessageList messages={latest.slice(SHOWN)} />
        </details>
      )}
    </section>
  )
}

const MessageList = ({ messages }: { messages: readonly Message[] }) => (
  <ul className="messages">
    {messages.map((message) => (
      <li key={message.id}>
        <div className="message-head">
          <span>
            {message.to}，{sayInstant(message.at)}
          </span>
        </div>
        <p className="verbatim">{message.wording}</p>
        <p className="message-state" data-state={message.state}>
          {stateWords(message)}
        </p>
      </li>
    ))}
  </ul>
)
