import { dayIn } from '../clocks/calendar.ts'
import { amountWords, type RuleBook, ruleInForce } from '../clocks/rule-book.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, openLink, startClock } from '../disputes/make.ts'
import { type DisputeFacts, type PartyFacts, partsOf, type Sealed, type StatusOf } from '../disputes/parts.ts'
import { responsibleUnit } from '../disputes/people.ts'
import { field, limitationBlock, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { box, cell } from '../documents/pieces.ts'
import { momentWords } from '../documents/say-time.ts'
import { CENTRE_KINDS } from '../organisations/words.ts'
import type { Here } from '../step.ts'
import { isLane } from './channels.ts'
import type { PartyEntry } from './desk-inputs.ts'
import { ownStart } from './earliest-start.ts'

/** A party as an input has her once her way to be reached is sealed. */
export type SealedParty = Omit<PartyEntry, 'reach'> & { reach?: Sealed | undefined }

export const partyFacts = (entry: SealedParty): PartyFacts => ({
  side: entry.side,
  name: entry.name,
  reach_id: entry.reach?.sealed ?? null,
  identity_paper: null,
  identity_id: null,
  kind: entry.kind,
  reach_from: entry.reach_from,
  ...(entry.speaks ? { speaks: entry.speaks } : {}),
  ...(entry.members ? { members: entry.members } : {}),
  ...(entry.is_enterprise ? { is_enterprise: true } : {}),
})

/** Sooner, never before others: what it means is said on the receipt in so many words. */
const laneSays = (rules: RuleBook): string => {
  const { amount, unit } = ruleInForce(rules, 'T-06e')
  return `${amountWords(amount, unit)}内决定受理或者分流交办（本县约定，可以调整）。`
}

/** The file and its dispute, answered for by the unit that received it. */
export function openFile(here: Here, next: () => string, status: StatusOf<'dispute'>, facts: DisputeFacts) {
  const { opening } = here
  if (!opening) throw new Error('a step that opens a file needs its codes')
  const unit = responsibleUnit(here)
  const [file, dispute] = [next(), next()]
  const consequences: Consequence[] = [
    {
      kind: 'open_part',
      part: 'file',
      id: file,
      facts: {
        kind: 'dispute',
        code: opening.code,
        short_code: opening.short_code,
        place_code: opening.place_code,
        responsible_unit: unit.id,
        // When she asked, not when somebody wrote it down (诉讼时效规定 12; INV-8).
        received_at: here.occurred_at,
      },
    },
    { kind: 'open_part', part: 'dispute', id: dispute, status, facts },
    { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'responsible', until: null },
  ]
  return { file, dispute, unit, opening, consequences }
}

/** Her place in the file; and her own door to it, where it was she who asked: to the other side one opens with her consent. */
export function bringIn(
  next: () => string,
  facts: PartyFacts,
  id = next(),
): { id: string; consequences: Consequence[] } {
  return {
    id,
    consequences: [
      { kind: 'involve', id, who: { party: facts } },
      ...(facts.side === 'applicant' ? [openLink(next(), { id }, 'own')] : []),
    ],
  }
}

/**
 * What the receiving unit owes first: a centre passes on, a committee decides whether to take it in (T-02, T-06); what came
 * by the enterprises' green lane has a shorter day of its own at either (T-06e). `channel`: of a file being opened. Begun
 * again, it runs from the day it first ran: nothing moves a start (threats I22).
 */
export const firstClock = (here: Here, id: string, dispute: string, channel?: string): Consequence => {
  const unit = responsibleUnit(here)
  const on = { part: 'dispute', id: dispute } as const
  // A day that came from another file, while that one was merged in here, is not this one's.
  const facts = partsOf(here.parts, 'dispute')[0]?.facts ?? {}
  const [since = here.today] = here.clocks
    .filter((clock) => clock.rule === 'T-02' || clock.rule === 'T-06' || clock.rule === 'T-06e')
    .map((clock) => ownStart(facts, clock))
    .sort()
  const act = CENTRE_KINDS.includes(unit.kind) ? 'triage' : 'accept_here'
  if (isLane(channel ?? partsOf(here.parts, 'dispute')[0]?.facts.channel))
    return startClock(here, id, 'T-06e', on, { unit: unit.id }, act, since)
  return startClock(here, id, act === 'triage' ? 'T-02' : 'T-06', on, { unit: unit.id }, act, since)
}

/** Written down the day she came, or late for ever (T-01, 首问负责). */
export function firstContact(here: Here, id: string, dispute: string): Consequence[] {
  const unit = responsibleUnit(here)
  const came = dayIn(here.occurred_at)
  const clock = startClock(here, id, 'T-01', { part: 'dispute', id: dispute }, { unit: unit.id }, 'take_down', came)
  const late = clock.kind === 'start_clock' && clock.due_on < here.today
  return [clock, { kind: 'stop_clock', id, as: late ? 'met_late' : 'met' }]
}

/** The receipt (收件回执): with the time nobody can change, whom to call, and every other way. */
export const receiptPaper = (here: Here, id: string, to: string, channel?: string): Consequence => {
  const unit = responsibleUnit(here)
  return askPaper(
    id,
    'D-02r',
    to,
    notice(here, unit.name, [
      box([
        cell('编号', here.opening?.short_code),
        cell('收到请求的时间', momentWords(here.occurred_at)),
        cell('受理单位', unit.name),
        cell('一案一码', here.opening?.code),
      ]),
      ...(isLane(channel) ? [field('涉企绿色通道', laneSays(here.rules))] : []),
      limitationBlock(),
      whomToCall(unit),
      routesBlock(),
    ]),
  )
}
