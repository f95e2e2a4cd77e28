import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'
import { UNIT_KINDS, type UnitKind } from '../organisations/words.ts'
import { DISPUTE_TYPES, type DisputeType } from './types.ts'

/** Where a road through the questions ends, as stored, with the words of its button. */
export const LEAF_ENDS = {
  file_here: '在这里提交',
  right_door: '该去这个门',
  sue: '可以起诉',
} as const
export type LeafEnd = keyof typeof LEAF_ENDS

const ENDS = Object.keys(LEAF_ENDS) as [LeafEnd, ...LeafEnd[]]
const KINDS = Object.keys(UNIT_KINDS) as [UnitKind, ...UnitKind[]]
const TYPES = Object.keys(DISPUTE_TYPES) as [DisputeType, ...DisputeType[]]

const Id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, '代号用小写字母开头，只写小写字母、数字和下划线，最多 40 个字。')

const Question = z.strictObject({
  id: Id,
  asks: written(80, '请写下问题，用老百姓的话。'),
  answers: z
    .array(z.strictObject({ says: written(40, '请写下回答。'), to: Id }))
    .min(2, '每个问题至少要有两个回答。')
    .max(9, '一个问题最多九个回答，多了看不过来。'),
})

const Leaf = z.strictObject({
  id: Id,
  ends: z.enum(ENDS, { error: '请选择结论是哪一种。' }),
  title: written(40, '请写下结论。'),
  says: written(600, '请写下该怎么做。'),
  law: written(200, '每个结论都要写依据的条文；没有条文的写“本县约定”。'),
  dispute_type: z.enum(TYPES).nullable().default(null),
  /** Which door of this county: a kind of unit, and where several are of it a word of its name. */
  door_kind: z.enum(KINDS).nullable().default(null),
  door_word: noted(20),
})

/** An edition of the questions as a justice office sends it. */
export const SelfHelpBody = z
  .strictObject({
    questions: z.array(Question).min(1, '至少要有一个问题。').max(60, '最多 60 个问题。'),
    leaves: z.array(Leaf).min(1, '至少要有一个结论。').max(90, '最多 90 个结论。'),
  })
  .superRefine((body, check) => {
    for (const { path, says } of selfHelpFaults(body))
      check.addIssue({ code: 'custom', message: says, path: [...path] })
  })
export type SelfHelpTree = {
  questions: z.output<typeof Question>[]
  leaves: z.output<typeof Leaf>[]
}

type Fault = { path: readonly (string | number)[]; says: string }

/** A villager does not answer a questionnaire. */
const MOST_QUESTIONS = 6

/**
 * What is wrong with a tree as a whole, each beside its field: every answer leads on, no road turns in a circle or is longer than
 * six questions, nothing stands there that no road reaches, and a leaf that names a door says which. The first question is the start.
 */
export function selfHelpFaults({ questions, leaves }: SelfHelpTree): Fault[] {
  const faults: Fault[] = []
  const ids = [...questions, ...leaves].map(({ id }) => id)
  const twice = new Set(ids.filter((id, at) => ids.indexOf(id) !== at))
  const nodeOf = new Map(questions.map((question) => [question.id, question]))
  const ends = new Set(leaves.map(({ id }) => id))
  questions.forEach(({ id, answers }, at) => {
    if (twice.has(id)) faults.push({ path: ['questions', at, 'id'], says: `代号“${id}”用了两次。` })
    answers.forEach(({ to }, nth) => {
      if (!nodeOf.has(to) && !ends.has(to))
        faults.push({ path: ['questions', at, 'answers', nth, 'to'], says: `没有代号是“${to}”的问题或者结论。` })
    })
  })
  leaves.forEach(({ id, ends: how, door_kind }, at) => {
    if (twice.has(id)) faults.push({ path: ['leaves', at, 'id'], says: `代号“${id}”用了两次。` })
    if (how === 'right_door' && door_kind === null)
      faults.push({ path: ['leaves', at, 'door_kind'], says: '请选择是哪一类单位，页面上会写出它的地址。' })
  })
  if (faults.length > 0) return faults
  const reached = new Set<string>()
  const walk = (id: string, before: readonly string[]): void => {
    const at = questions.findIndex((question) => question.id === id)
    if (before.includes(id) || (at !== -1 && before.length >= MOST_QUESTIONS)) {
      if (!faults.some((fault) => fault.path[1] === at))
        faults.push({
          path: ['questions', at, 'asks'],
          says: before.includes(id)
            ? '回答绕回到了前面的问题。'
            : `问到这里已经超过 ${MOST_QUESTIONS} 个问题，请少问几个。`,
        })
      return
    }
    reached.add(id)
    for (const { to } of nodeOf.get(id)?.answers ?? []) walk(to, [...before, id])
  }
  walk(questions[0]?.id ?? '', [])
  // What lies beyond a road that is cut off is not lonely by itself.
  if (faults.length > 0) return faults
  questions.forEach(({ id }, at) => {
    if (!reached.has(id)) faults.push({ path: ['questions', at, 'id'], says: '没有回答通到这个问题。' })
  })
  leaves.forEach(({ id }, at) => {
    if (!reached.has(id)) faults.push({ path: ['leaves', at, 'id'], says: '没有回答通到这个结论。' })
  })
  return faults
}
