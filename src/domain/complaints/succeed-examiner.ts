import { addDays } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { ENDED_COMPLAINT } from '../disputes/parts.ts'
import { idsOf, namedUnit } from '../disputes/people.ts'
import { type SucceedUnit, SucceedUnitInput } from '../organisations/succession-inputs.ts'
import { step } from '../step.ts'
import { shortCodeOf } from '../triage/asking.ts'
import { examinerAfter } from './examiner.ts'
import { GUIDING } from './steps.ts'

/** Why the new unit examines: the reason it had, and that the old one is no more; or the reason it is chosen anew. */
const becauseNow = (before: string, anew: string | null, { from_name }: SucceedUnit, name: string): string =>
  anew === null
    ? `${before}；“${from_name}”因机构调整由“${name}”接替`
    : `${anew}；机构调整后，原来接替的单位不能查自己，改由“${name}”查`

export const succeed_examiner = step({
  on: 'complaint',
  // Those that are answered or taken back too: whoever asks about them is answered, and by nobody who was complained of.
  from: ['received', 'examining', 'answered', 'withdrawn'],
  to: null,
  by: ['system'],
  needs: ['unit_known', 'complaint_goes', 'another_examines'],
  asks: ['unit', 'complained'],
  input: SucceedUnitInput,
  then: (here, part, input) => {
    const { facts } = part
    const complained = here.named.complained
    const found = complained && examinerAfter(facts.kind, complained, input, namedUnit(here))
    if (!found) throw new Error('a complaint without who examines it')
    const next = idsOf(here)
    const { unit, because } = found
    const goesOn = !ENDED_COMPLAINT.includes(part.status)
    return [
      { kind: 'change_facts', part: 'file', id: here.file?.id ?? '', facts: { responsible_unit: unit.id } },
      {
        kind: 'change_facts',
        part: 'complaint',
        id: part.id,
        facts: {
          unit_id: unit.id,
          examined_because: becauseNow(facts.examined_because, because, input, unit.name),
        },
      },
      // Nobody but who examines it sees it, from this very moment: the old unit's people may be the successor's already.
      ...here.involvements
        .filter((it) => it.until === null)
        .map((it): Consequence => ({ kind: 'involve', ...it, until: addDays(here.today, -1) })),
      { kind: 'involve', id: next(), who: { unit: unit.id }, as_what: 'responsible', until: null },
      // Who owes the answer changes; since when and until when do not (threats I22).
      ...here.clocks
        .filter(({ state }) => state === 'running' || state === 'paused')
        .map((it): Consequence => ({ kind: 'owe', id: it.id, owes: { unit: unit.id } })),
      ...(goesOn
        ? [
            {
              kind: 'send_effect' as const,
              id: next(),
              effect: 'text_message' as const,
              to_party: facts.by_party,
              wording: `${unit.name}：您提的意见（编号 ${shortCodeOf(here)}）因机构调整由本单位接着查，期限不变，不用重新说一遍。请打开意见回执上的链接查看，或拨打 ${unit.phone}。`,
            },
          ]
        : []),
    ]
  },
  law: [GUIDING, '本县约定：查意见的单位合并、撤销的，由接替的单位接着查；接替的单位被说到的，另定单位，可以调整'],
  carries_out: {
    because: '查意见的单位没有了，意见和答复的期限不能没有人管，也不能落到被说的单位手里（本县约定；threats I8）',
  },
  says: '单位变动，意见移交',
})
