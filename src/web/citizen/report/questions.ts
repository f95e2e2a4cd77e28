import { RegisterInput } from '#domain/intake/inputs.ts'
import { type Answers, bodyOf } from './draft.ts'

type FieldName = keyof typeof RegisterInput.shape

/** The six questions, in the order they are asked; the last is followed by the page to check them on. */
export const QUESTIONS = [
  { name: 'your_name', title: '您的姓名', fields: ['your_name'] },
  { name: 'reach', title: '怎样联系您', fields: ['reach'] },
  { name: 'other_side', title: '和谁有纠纷', fields: ['other_side'] },
  { name: 'place', title: '在哪里', fields: ['place_code', 'where_text'] },
  { name: 'what_happened', title: '发生了什么', fields: ['what_happened', 'dispute_type'] },
  { name: 'wish', title: '您希望怎样', fields: ['wish'] },
] as const satisfies readonly { name: keyof Answers; title: string; fields: readonly FieldName[] }[]
export type Question = (typeof QUESTIONS)[number]

export type Faults = Partial<Record<string, string>>

/** What is wrong with the answers to one question, by field, in the words of the domain; empty when nothing is. */
export function faultsOf(question: Question, answers: Answers): Faults {
  const body = bodyOf(answers)
  const faults: Faults = {}
  for (const field of question.fields) {
    if (field === 'place_code' && !answers.place) {
      faults.place_code = '请选择事情发生在哪里；说不清可以只选乡镇。'
      continue
    }
    const checked = RegisterInput.shape[field].safeParse(body[field])
    if (!checked.success) faults[field] = checked.error.issues[0]?.message ?? '这里需要修改。'
  }
  return faults
}

/** Which question a fault of the server belongs to. */
export const questionOf = (path: string): Question | undefined =>
  QUESTIONS.find((question) => (question.fields as readonly string[]).includes(path))

/** The number (from 1) of the first question not answered well yet; 7 when all are. */
export function firstOpen(answers: Answers): number {
  const at = QUESTIONS.findIndex((question) => Object.keys(faultsOf(question, answers)).length > 0)
  return at === -1 ? QUESTIONS.length + 1 : at + 1
}

/** Where in the filing we are: `start`, question 1 to 6 (perhaps only to mend it), the page to check, the receipt. */
export type Where =
  | { at: 'start' }
  | { at: 'question'; number: number; mending: boolean }
  | { at: 'check' }
  | { at: 'receipt' }

/** Reads what stands after `#`. */
export function whereOf(hash: string): Where {
  const question = /^([1-6])(m?)$/.exec(hash)
  if (question) return { at: 'question', number: Number(question[1]), mending: question[2] === 'm' }
  return hash === 'check' || hash === 'receipt' ? { at: hash } : { at: 'start' }
}

/** The address of a place in the filing: the browser's back button then walks between questions. */
export function addressOf(where: Where): string {
  if (where.at === 'question') return `/report#${where.number}${where.mending ? 'm' : ''}`
  return where.at === 'start' ? '/report' : `/report#${where.at}`
}

/** Where we may be with these answers: nobody lands on a later question with earlier ones open. */
export function allowed(where: Where, answers: Answers): Where {
  const open = firstOpen(answers)
  if (where.at === 'check' && open <= QUESTIONS.length) return { at: 'question', number: open, mending: false }
  if (where.at === 'question' && where.number > open) return { at: 'question', number: open, mending: false }
  return where
}
