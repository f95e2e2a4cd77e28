import { expect, test } from 'vitest'
import { nameOfPaper } from './paper-name.ts'

const sheet = (form: string, ...fields: [string, string][]) => ({
  form,
  content: {
    title: '调解协议书',
    to: '甲、乙',
    blocks: fields.map(([label, text]) => ({ kind: 'field' as const, label, text })),
  },
})

test('of two sheets of one agreement each says which it is', () => {
  expect(nameOfPaper(sheet('D-08', ['编号', 'A'], ['甲（签名、指印）', '　']))).toBe('调解协议书（签字稿）')
  expect(nameOfPaper(sheet('D-08', ['当事人签名', '甲'], ['生效日期', '2026-11-07']))).toBe('调解协议书（已生效）')
  // Before whom its words are closed it has only its title.
  expect(nameOfPaper(sheet('D-08'))).toBe('调解协议书')
  expect(nameOfPaper({ ...sheet('D-07'), content: { ...sheet('D-07').content, title: '调解记录' } })).toBe('调解记录')
})
