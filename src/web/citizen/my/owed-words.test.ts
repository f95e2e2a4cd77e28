import { expect, test } from 'vitest'
import { sayWhoOwes, verbsFor } from './owed-words.ts'

const me = { party_id: '1', name: '苗秀禾', me: true }
const other = { party_id: '2', name: '邢大山', me: false }
const third = { party_id: '3', name: '邢小山', me: false }

test('who owes whom is said to the reader herself', () => {
  expect(sayWhoOwes({ debtors: [me], creditors: [other], joint: false, nature: 'pay' })).toBe('您要付给邢大山')
  expect(sayWhoOwes({ debtors: [other], creditors: [me], joint: false, nature: 'deliver' })).toBe('邢大山要交给您')
  expect(sayWhoOwes({ debtors: [other], creditors: [me], joint: false, nature: 'refrain' })).toBe('邢大山要对您做到')
  expect(sayWhoOwes({ debtors: [other], creditors: [], joint: false, nature: 'do' })).toBe('邢大山要做到')
})

test('a promise both make to each other names each of them once', () => {
  const both = [me, other]
  expect(sayWhoOwes({ debtors: both, creditors: both, joint: false, nature: 'refrain' })).toBe('您、邢大山互相要做到')
})

test('whoever owes the whole together is told so; one alone is not', () => {
  expect(sayWhoOwes({ debtors: [other, third], creditors: [me], joint: true, nature: 'pay' })).toBe(
    '邢大山、邢小山（每一位都要对全部负责）要付给您',
  )
  expect(sayWhoOwes({ debtors: [other], creditors: [me], joint: true, nature: 'pay' })).toBe('邢大山要付给您')
})

test('what is paid is received, what is done is done', () => {
  expect(verbsFor('pay').got).toBe('收到了')
  expect(verbsFor('refrain').got).toBe('做到了')
})
