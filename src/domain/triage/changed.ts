import { LANGUAGES } from '../organisations/languages.ts'
import {
  ALREADY_WITH,
  AUDIENCES,
  DISPUTE_TYPES,
  ENTERPRISE_MATTERS,
  TRIAGE_QUESTIONS,
  type TriageFacts,
  type TriageQuestion,
} from './types.ts'

/** An answer the rules had been given that is another one now. */
export type ChangedAnswer = { fact: string; asks: string; before: string; after: string }

const ASKS: Readonly<Record<string, string>> = {
  ...TRIAGE_QUESTIONS,
  dispute_type: '纠纷类型',
  already_with: '有没有别的机关已经受理',
  amount_yuan: '争多少钱（元）',
  people_count: '涉及多少人',
  enterprise_matter: '涉企的事是哪一种',
  audiences: '本人说自己是',
  languages: '说什么话方便',
  right_known_on: '哪天知道权利受损',
  left_job_on: '哪天离职',
  accident_liability_received_on: '哪天收到事故认定书',
}
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dispute_type: DISPUTE_TYPES,
  already_with: ALREADY_WITH,
  enterprise_matter: ENTERPRISE_MATTERS,
  audiences: AUDIENCES,
  languages: LANGUAGES,
}

const isGiven = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)

function says(fact: string, value: unknown): string {
  if (!isGiven(value)) return '还不清楚'
  if (typeof value === 'boolean') return value ? '是' : '否'
  const words = WORDS[fact]
  return (Array.isArray(value) ? value : [value]).map((one) => words?.[String(one)] ?? String(one)).join('、')
}

/**
 * Which answers given before are others now. One that was not known and is known now is an answer, not a change; asked of facts of
 * an older release, what that release did not know was not known.
 */
export const changedAnswers = (before: Readonly<Record<string, unknown>>, after: TriageFacts): ChangedAnswer[] =>
  Object.entries(after).flatMap(([fact, value]) =>
    isGiven(before[fact]) && JSON.stringify(before[fact]) !== JSON.stringify(value)
      ? [
          {
            fact,
            asks: ASKS[fact as TriageQuestion] ?? fact,
            before: says(fact, before[fact]),
            after: says(fact, value),
          },
        ]
      : [],
  )
