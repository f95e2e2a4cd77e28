import { expect, test } from 'vitest'
import { SelfHelpBody, type SelfHelpTree, selfHelpFaults } from './self-help.ts'
import { FIRST_SELF_HELP } from './self-help-first.ts'

const says = (body: SelfHelpTree): string[] =>
  selfHelpFaults(body).map((fault) => `${fault.path.join('.')} ${fault.says}`)
const changed = (change: (body: SelfHelpTree) => void): SelfHelpTree => {
  const body = structuredClone(FIRST_SELF_HELP)
  change(body)
  return body
}
const question = (body: SelfHelpTree, at: number) => {
  const found = body.questions[at]
  if (!found) throw new Error('no such question')
  return found
}

test('the questions a county starts with are ones that a justice office could have sent', () => {
  expect(SelfHelpBody.safeParse(FIRST_SELF_HELP).error?.issues.slice(0, 3)).toBeUndefined()
})

test('every road ends in one of the three ends, after at most four questions, with an article', () => {
  const depth = (id: string): number =>
    1 +
    Math.max(0, ...(FIRST_SELF_HELP.questions.find((it) => it.id === id)?.answers.map(({ to }) => depth(to)) ?? [-1]))
  expect(depth('danger') - 1).toBe(4)
  expect(new Set(FIRST_SELF_HELP.leaves.map(({ ends }) => ends))).toEqual(new Set(['file_here', 'right_door', 'sue']))
  for (const { id, law } of FIRST_SELF_HELP.leaves) expect([id, law]).toEqual([id, expect.stringMatching(/第.+条/)])
})

test('whoever may sue is told how, and nobody is told that she must mediate first', () => {
  for (const { id, ends, says } of FIRST_SELF_HELP.leaves)
    if (ends === 'sue') expect([id, says]).toEqual([id, expect.stringMatching(/法院|起诉/)])
  expect(JSON.stringify(FIRST_SELF_HELP)).not.toMatch(/必须先调解|应当先调解/)
})

test('danger is asked before everything else and leads to the police', () => {
  const start = question(FIRST_SELF_HELP, 0)
  const end = FIRST_SELF_HELP.leaves.find(({ id }) => id === start.answers[0]?.to)
  expect(start.id).toBe('danger')
  expect(end).toMatchObject({ ends: 'right_door', door_kind: 'police_station' })
  expect(end?.says).toContain('110')
})

test.each([
  ['status', '亲自', '撤回'],
  ['title', '30 日', '60 日'],
  ['in_arbitration', '15 日', '30 日', '一裁终局'],
  ['wages', '先仲裁', '离职一年内'],
  ['wage_iou', '被告住的地方', '履行地'],
  ['injury', '先打 110', '父母就是伤人的', '都可以报'],
])('the leaf %s names what would else be lost: %s, %s', (id, ...pieces) => {
  const leaf = FIRST_SELF_HELP.leaves.find((it) => it.id === id)
  for (const piece of pieces) expect(leaf?.says).toContain(piece)
})

test('an arbitration that has begun is of any kind: no door of one kind is shown for it', () => {
  expect(FIRST_SELF_HELP.leaves.find(({ id }) => id === 'in_arbitration')?.door_kind).toBe('legal_service_centre')
})

test.each<[fault: string, change: (body: SelfHelpTree) => void, says: string[]]>([
  [
    'an answer that leads nowhere',
    (body) => {
      question(body, 0).answers[1] = { says: '没有', to: 'nowhere' }
    },
    ['questions.0.answers.1.to 没有代号是“nowhere”的问题或者结论。'],
  ],
  [
    'a road that turns in a circle',
    (body) => {
      question(body, 2).answers.push({ says: '从头再来', to: 'danger' })
    },
    ['questions.0.asks 回答绕回到了前面的问题。'],
  ],
  [
    'a leaf nobody reaches',
    (body) => {
      body.leaves.push({ ...(body.leaves[0] as SelfHelpTree['leaves'][number]), id: 'lonely' })
    },
    ['leaves.30.id 没有回答通到这个结论。'],
  ],
  [
    'the same name twice',
    (body) => {
      body.leaves.push(body.leaves[0] as SelfHelpTree['leaves'][number])
    },
    ['leaves.0.id 代号“call_police”用了两次。', 'leaves.30.id 代号“call_police”用了两次。'],
  ],
  [
    'a door that is none',
    (body) => {
      const [leaf] = body.leaves
      if (leaf) leaf.door_kind = null
    },
    ['leaves.0.door_kind 请选择是哪一类单位，页面上会写出它的地址。'],
  ],
  [
    'more questions than anybody answers',
    (body) => {
      for (let nth = 1; nth <= 6; nth++)
        body.questions.push({
          id: `more_${nth}`,
          asks: '还有呢？',
          answers: [
            { says: '是', to: nth < 6 ? `more_${nth + 1}` : 'tell_us' },
            { says: '否', to: 'tell_us' },
          ],
        })
      question(body, 0).answers.push({ says: '还有别的', to: 'more_1' })
    },
    ['questions.15.asks 问到这里已经超过 6 个问题，请少问几个。'],
  ],
])('refused in words: %s', (_, change, expected) => {
  expect(says(changed(change))).toEqual(expected)
})
