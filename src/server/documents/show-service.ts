import { sql } from 'kysely'
import type { z } from 'zod'
import type { ServiceView } from '#contract/service.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import {
  type MessageState,
  SERVED_HOWS,
  SERVED_RESULTS,
  SERVICE_STATES,
  type Served,
  serviceOf,
} from '#domain/documents/service.ts'
import type { Here } from '#domain/step.ts'
import { question, type Trx } from '../db/connection.ts'
import { withMarks } from '../exchange/filled.ts'

/** What one step sent to one person: the papers for her and the messages that went with them. */
type Sent = { seq: number; at: string; papers: { id: string; title: string }[]; messages: Message[] }
type Message = { id: string; wording: string; state: MessageState }

/** What there is to be brought to people on a file: papers for parties, and messages that are no one-time codes. */
export async function sentOn(trx: Trx, fileId: string) {
  const [papers, messages, looks] = await Promise.all([
    papersFor(trx, fileId),
    messagesTo(trx, fileId),
    looksOfParties(trx, fileId),
  ])
  return { papers, messages, looks }
}

const papersFor = question((trx, fileId: string) =>
  trx
    .selectFrom('papers')
    .select(['id', 'event_seq', sql<string>`content ->> 'title'`.as('title'), 'made_at', 'for_parties'])
    .where('file_id', '=', fileId)
    // A record for the office alone is brought to nobody.
    .where(sql<boolean>`(for_parties is null or cardinality(for_parties) > 0)`)
    .orderBy('id'),
)
const messagesTo = question((trx, fileId: string) =>
  trx
    .selectFrom('effects')
    .innerJoin('events', (on) =>
      on.onRef('events.file_id', '=', 'effects.file_id').onRef('events.seq', '=', 'effects.event_seq'),
    )
    .select([
      'effects.id',
      'effects.event_seq',
      'effects.to_party',
      'effects.wording',
      'effects.state',
      'events.recorded_at',
    ])
    .where('effects.file_id', '=', fileId)
    .where('effects.to_party', 'is not', null)
    .where('effects.code_id', 'is', null)
    .orderBy('effects.id'),
)
const looksOfParties = question((trx, fileId: string) =>
  trx
    .selectFrom('looks')
    .select(['party_id', sql<string>`max(at)`.as('at')])
    .where('file_id', '=', fileId)
    .where('party_id', 'is not', null)
    .where('what', '=', sql.lit('page'))
    .groupBy('party_id'),
)

/** For each person of the file, each thing that was for her, newest first: how it reached her, or what to do so that it does. */
export function serviceView(
  here: Here,
  { papers, messages, looks }: Awaited<ReturnType<typeof sentOn>>,
  named: (name: string) => string,
): z.input<typeof ServiceView> {
  return partsOf(here.parts, 'party').map((party) => {
    const sent = new Map<number, Sent>()
    const at = (seq: number, when: string): Sent => {
      const known = sent.get(seq) ?? { seq, at: when, papers: [], messages: [] }
      sent.set(seq, known)
      return known
    }
    for (const { id, event_seq, title, made_at, for_parties } of papers) {
      const hers = for_parties?.includes(party.id) ?? party.facts.side === 'applicant'
      if (hers) at(event_seq, made_at).papers.push({ id, title })
    }
    for (const { id, event_seq, to_party, wording, state, recorded_at } of messages)
      if (to_party === party.id)
        at(event_seq, recorded_at).messages.push({ id, wording: withMarks(wording), state: state as MessageState })
    const served = party.facts.served ?? []
    const opened_at = looks.find((it) => it.party_id === party.id)?.at ?? null
    const inTime = [...sent.values()].sort((one, other) => other.seq - one.seq)
    const reached = inTime.filter(({ papers, messages }) =>
      [...papers, ...messages].some(({ id }) =>
        served.some((it) => it.result === 'received' && it.notices.includes(id)),
      ),
    )
    const notices = inTime.map((it) => {
      const ids = [...it.papers, ...it.messages].map(({ id }) => id)
      const { state, todo } = serviceOf({
        made_at: it.at,
        ids,
        message: it.messages.at(-1)?.state ?? null,
        served,
        opened_at,
        replaced: isReplaced(it, inTime, reached),
      })
      return {
        seq: it.seq,
        ids,
        at: it.at,
        papers: it.papers.map(({ title }) => title),
        wording: it.messages.at(-1)?.wording ?? null,
        ...{ state, state_says: SERVICE_STATES[state], todo },
        tries: served.filter((one) => one.notices.some((id) => ids.includes(id))).map(tryOf),
      }
    })
    return { party_id: party.id, name: named(party.facts.name), opened_at, notices }
  })
}

/** A paper is replaced by a later one of its title; a mere message by anything later that reached her. */
function isReplaced({ seq, papers }: Sent, all: readonly Sent[], reached: readonly Sent[]): boolean {
  if (papers.length === 0) return reached.some((it) => it.seq > seq)
  return papers.every(({ title }) => all.some((it) => it.seq > seq && it.papers.some((later) => later.title === title)))
}

const tryOf = ({ at, how, result, received_by, post_number, by, unit, note }: Served) => ({
  at,
  how_says: SERVED_HOWS[how],
  result_says: SERVED_RESULTS[result],
  ...{ received_by, post_number, note },
  by: `${unit} ${by}`,
})
