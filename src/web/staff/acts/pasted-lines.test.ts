import { expect, test } from 'vitest'
import { membersIn, representativesIn } from './pasted-lines.ts'

test('a pasted list is read whatever parts its cells, and empty lines fall away', () => {
  expect(membersIn('苗得水，13900000000，3500\n\n苗得金\t\t1200.50元\r\n苗得银').members).toEqual([
    { name: '苗得水', reach: '13900000000', amount: '3500' },
    { name: '苗得金', amount: '1200.50' },
    { name: '苗得银', amount: null },
  ])
})

test('what is wrong is told with its line', () => {
  expect(membersIn('').fault).toBe('请至少写一行。')
  expect(membersIn('苗得水，，三千').fault).toContain('第 1 行的金额')
  expect(membersIn('苗得水\n，13900000000').fault).toBe('第 2 行没有写姓名。')
  expect(representativesIn('宋春生，推选书，13900000000').fault).toBeNull()
  expect(representativesIn('宋春生').fault).toBe('第 1 行没有写推选的凭据。')
  expect(representativesIn(Array.from({ length: 6 }, () => '宋春生，推选书').join('\n')).fault).toContain('最多 5 位')
})
