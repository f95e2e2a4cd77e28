import { expect, test } from 'vitest'
import {
  isLate,
  isLateForMe,
  isLeftToClaim,
  sayLate,
  sayLateSince,
  sayWeDo,
  waysToClaim,
  whatToDoToday,
} from './late-words.ts'

const me = { party_id: '1', name: '伍菜花', me: true }
const other = { party_id: '2', name: '麻有根', me: false }
const owed = {
  status: 'breached',
  due_on: '2026-11-16',
  days_left: -6,
  debtors: [other],
  creditors: [me],
  lasting_says: null,
  nature: 'pay',
  amount: '400' as string | null,
  can: ['confirm_performed'],
}

test('it is late from the day after its day, also before the night’s round has said so; what was claimed is not', () => {
  expect(isLate(owed)).toBe(true)
  expect(isLate({ status: 'due', days_left: -1 })).toBe(true)
  expect(isLate({ status: 'due', days_left: 0 })).toBe(false)
  expect(isLate({ status: 'claimed', days_left: -6 })).toBe(false)
})

test('late for her is only what she waits for herself', () => {
  expect(isLateForMe(owed)).toBe(true)
  expect(isLateForMe({ ...owed, debtors: [me], creditors: [other] })).toBe(false)
  expect(isLateForMe({ ...owed, creditors: [{ ...me, me: false }] })).toBe(false)
  // Several are owed to: who has said that hers came waits no longer. A sum still open nobody can confirm yet.
  expect(isLateForMe({ ...owed, can: [] })).toBe(false)
  expect(isLateForMe({ ...owed, can: [], amount: null })).toBe(true)
  expect(isLeftToClaim({ ...owed, status: 'sent_to_enforcement' })).toBe(true)
  expect(isLeftToClaim({ status: 'sent_to_enforcement', creditors: [other] })).toBe(false)
})

test('she is told what is late, since when, and what is done about it', () => {
  expect(sayLate(owed)).toBe('麻有根到期没有付')
  expect(sayLate({ ...owed, nature: 'do' })).toBe('麻有根到期没有做到')
  expect(sayLateSince(owed)).toBe('说好最晚 2026年11月16日，已经超过 6 天。')
  const office = '鹿渡镇调委会'
  const late = {
    since: '2026-11-16',
    days: 6,
    reminded: 1,
    urged: [],
    change_offered_on: null,
    left: [],
    next_says: null,
  }
  const urged = [{ on: '2026-11-18', how_says: '打电话', by: '纪长风', answer: '' }]
  expect(sayWeDo({ status: 'due', late: null }, office)).not.toContain('已经')
  // What went out by itself is a reminder; the urging letter is spoken of only once somebody has urged.
  expect(sayWeDo({ status: 'breached', late }, office)).toBe(
    '鹿渡镇调委会已经发出到期未履行提醒；接着会打电话或者上门督促，也会来回访。',
  )
  expect(sayWeDo({ status: 'breached', late: { ...late, urged } }, office)).toContain('督促过 1 次，发了履行督促书')
})

test('she is told every way to her right, and confirmation only while its days run', () => {
  const within = waysToClaim(owed, '2026-11-30').join('')
  for (const words of ['2026年11月30日以前', '一起请法院确认', '起诉', '支付令', '强制执行', '2 年', '双方都同意'])
    expect(within).toContain(words)
  const after = waysToClaim(owed, null).join('')
  expect(after).not.toContain('一起请法院确认')
  expect(after).toContain('起诉')
  // A payment order is for money (民事诉讼法 225).
  expect(waysToClaim({ nature: 'do' }, null).join('')).not.toContain('支付令')
})

test('who is late is told what to do today, whom to ask for more time, and what may follow', () => {
  const says = whatToDoToday(owed).join('')
  for (const words of ['今天就付', '改期', '双方都同意', '起诉', '强制执行']) expect(says).toContain(words)
  expect(whatToDoToday({ nature: 'do' })[0]).toContain('今天就做')
})
