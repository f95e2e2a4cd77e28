import { NOT_CONNECTED, type StaffDispute } from '#contract/disputes.ts'
import { sayInstant } from '#web/lib/dates.ts'

type Message = StaffDispute['messages'][number]

/** What became of a message, where it is its own: that none of them go out is said once, above the list. */
export const stateWords = ({ state_says }: Pick<Message, 'state' | 'state_says'>): string | null =>
  state_says === NOT_CONNECTED ? null : state_says

/** As much of an instant as tells its minute. */
const MINUTE = '2026-11-22T04:33'.length

/** The latest first; what was told to several at once in the same words is one line. */
export function toLines(messages: readonly Message[]): Message[] {
  const lines: Message[] = []
  for (const message of [...messages].sort(
    (one, other) => other.at.localeCompare(one.at) || (other.id < one.id ? -1 : 1),
  )) {
    const same = lines.find(
      (it) =>
        it.wording !== '' &&
        it.wording === message.wording &&
        it.at.slice(0, MINUTE) === message.at.slice(0, MINUTE) &&
        it.state === message.state,
    )
    if (same) {
      if (!same.to.split('、').includes(message.to)) same.to = `${message.to}、${same.to}`
    } else lines.push({ ...message })
  }
  return lines
}

/** Those whose words this reader may read; what went to the police stands with the danger it is about. */
export const readable = (messages: readonly Message[]): Message[] =>
  messages.filter(({ kind, wording }) => kind === 'text_message' && wording !== '')

/** Whether each reached its person stands above, under 送达与联系: here are the words, to be read out. */
const SHOWN = 2

/** The messages to the parties, the latest first: the older ones are folded. */
export function Messages({ messages }: { messages: readonly Message[] }) {
  const toParties = readable(messages)
  const lines = toLines(toParties)
  if (lines.length === 0) return null
  return (
    <section className="card" aria-labelledby="messages">
      <h2 id="messages">
        给当事人的话 <span className="count">{lines.length} 条</span>
      </h2>
      {toParties.some(({ state_says }) => state_says === NOT_CONNECTED) && (
        <p className="messages-unsent">短信通道未接通：下面的话要由人转告。</p>
      )}
      <MessageList messages={lines.slice(0, SHOWN)} />
      {lines.length > SHOWN && (
        <details>
          <summary>更早的 {lines.length - SHOWN} 条</summary>
          <MessageList messages={lines.slice(SHOWN)} />
        </details>
      )}
    </section>
  )
}

const MessageList = ({ messages }: { messages: readonly Message[] }) => (
  <ul className="messages">
    {messages.map((message) => {
      const became = stateWords(message)
      return (
        <li key={message.id}>
          <p className="message-head">
            {message.to}
            <time dateTime={message.at}>{sayInstant(message.at)}</time>
          </p>
          <p className="verbatim">{message.wording}</p>
          {became && (
            <p className="message-state" data-state={message.state}>
              {became}
            </p>
          )}
        </li>
      )
    })}
  </ul>
)
