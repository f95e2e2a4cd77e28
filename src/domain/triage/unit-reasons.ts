import { canSay, LANGUAGES, type Language } from '../organisations/languages.ts'
import { levelOf } from '../organisations/places.ts'
import type { Receiver } from '../step.ts'
import { unitsLike } from './choose-unit.ts'
import { type Choice, LOCAL } from './rows.ts'
import type { AtHand, MatrixVersion, Proposal, Reason, TriageFacts, UnitCandidate } from './types.ts'

/** From so many files in hand on it is said as a reason against: that work is spread, not that units are compared. */
const MANY = 20
/** So many others are named beside the one proposed. */
const NAMED = 4

const local = (says: string): Reason => ({ says, law: LOCAL })

type Both = { for: Reason[]; against: Reason[] }

/** Each candidate with its level and what was looked up of it; one of which nothing was, as it is. */
export const withAtHand = (
  units: readonly Pick<Receiver, 'id' | 'kind' | 'name' | 'place_code'>[],
  atHand: readonly (AtHand & { unit_id: number })[],
): UnitCandidate[] =>
  units.map(({ id, kind, name, place_code }) => {
    const unit = { id, kind, name, ...(place_code === undefined ? {} : { level: levelOf(place_code) }) }
    const known = atHand.find((it) => it.unit_id === id)
    if (!known) return unit
    const { open, on_duty, languages } = known
    return { ...unit, open, on_duty, languages }
  })

function ofOpen(open: number | undefined, into: Both): void {
  if (open === undefined) return
  if (open >= MANY) into.against.push(local(`手上还有 ${open} 件没有办结。`))
  else into.for.push(local(open === 0 ? '手上没有没办结的。' : `手上有 ${open} 件没有办结。`))
}

function ofDuty(duty: AtHand['on_duty'] | undefined, into: Both): void {
  if (!duty) return
  const { morning, afternoon } = duty
  if (morning > 0 && afternoon > 0) into.for.push(local('研判当天有人值班。'))
  else if (morning > 0) into.for.push(local('研判当天上午有人值班，下午没有登记。'))
  else if (afternoon > 0) into.for.push(local('研判当天下午有人值班，上午没有登记。'))
  else into.against.push(local('研判当天没有登记值班。'))
}

const wished = (language: Language): string =>
  language === 'sign_language' ? '当事人说用手语方便' : `当事人说讲${LANGUAGES[language]}方便`
const helpFor = (language: Language): string => (language === 'sign_language' ? '手语翻译' : '口译')

function ofLanguages(spoken: readonly Language[] | undefined, wanted: readonly Language[], into: Both): void {
  if (spoken === undefined) return
  for (const language of wanted)
    if (spoken.includes(language)) into.for.push(local(`有人${canSay(language)}，${wished(language)}。`))
    else
      into.against.push(local(`没有登记${canSay(language)}的人，可以转介${helpFor(language)}；${wished(language)}。`))
}

/** What speaks for and what against a unit from what was known of it that day; never how its cases ended. */
export function unitReasons({ open, on_duty, languages }: UnitCandidate, facts: TriageFacts): Both {
  const both: Both = { for: [], against: [] }
  ofOpen(open, both)
  ofLanguages(languages, facts.languages, both)
  ofDuty(on_duty, both)
  return both
}

/** A trade committee that was found by a word of its name. */
const ofItsTrade = (choice: Choice): Reason[] =>
  choice.route === 'peoples_mediation_trade' && (choice.words ?? []).length > 0
    ? [local(`专门调解这一类纠纷（${(choice.words ?? []).join('、')}）。`)]
    : []

type Compared = Pick<Proposal, 'unit_for' | 'unit_against' | 'unit_also'>
const NOTHING: Compared = { unit_for: [], unit_against: [], unit_also: [] }

/**
 * What the fourth matrix says more of the unit proposed, and the others of its kind that could do it as well, from near to
 * far, those as near in the order of the list. Which unit is proposed does not change by it: numbers and rosters are told to whoever decides, they do not decide.
 */
export function comparing(
  { choice, unit }: { choice: Choice; unit: { id: number } | null },
  units: readonly UnitCandidate[],
  facts: TriageFacts,
  version: MatrixVersion,
): Compared {
  const proposed = units.find(({ id }) => id === unit?.id)
  if (version < 4 || !proposed) return NOTHING
  const own = unitReasons(proposed, facts)
  const trade = ofItsTrade(choice)
  return {
    unit_for: [...trade, ...own.for],
    unit_against: own.against,
    unit_also: unitsLike(proposed, choice, units)
      .slice(0, NAMED)
      .map((it) => {
        const its = unitReasons(it, facts)
        return {
          unit: { id: it.id, name: it.name },
          for: [local('也管事情发生的地方。'), ...trade, ...its.for],
          against: its.against,
        }
      }),
  }
}

/** Where somebody speaks something else than Mandarin: what has to be seen to whoever takes it. */
export function understoodFirst({ languages }: TriageFacts, version: MatrixVersion): Reason[] {
  if (version < 4) return []
  return languages.map((language) =>
    local(
      language === 'sign_language'
        ? '有人用手语方便：告知权利、调解、念协议的时候，请会手语的人或者手语翻译在场。'
        : `有人讲${LANGUAGES[language]}方便：告知权利、调解、念协议的时候，请会说的人或者翻译在场。`,
    ),
  )
}
