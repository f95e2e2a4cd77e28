import { expect, test } from 'vitest'
import { OnTheSpotInput } from '#domain/agreements/on-the-spot.ts'
import { ALL, firstRow, mustBeWritten, type SpotValues, spotBody } from './spot.ts'

const now = '2026-11-20T02:30:30.000Z'
const page: SpotValues = {
  channel: 'CH03',
  place_code: 990_101_001_000_000,
  parties: [
    { side: 'applicant', name: '苗秀禾' },
    { side: 'respondent', name: '' },
    { side: 'respondent', name: '邢大山' },
  ],
  what_happened: '鸡吃了菜。',
  lasted: '30',
  agreed: true,
  clauses: [{ ...firstRow, from: '2', amount: '80' }],
}

test('a page filled by hand is what the step takes, with the people at their places in the list that is sent', () => {
  const { body, rows } = spotBody(page, now)
  const read = OnTheSpotInput.parse(body)
  expect(rows).toEqual([0, 2])
  expect(read.clauses[0]).toMatchObject({
    debtors: [{ party: 1, amount: null }],
    creditors: [0],
    what: '付款',
    amount: '80',
    due: { kind: 'at_signing' },
    done_now: true,
  })
  expect([read.came_at, read.settled_at]).toEqual(['2026-11-20T01:59:30.000Z', '2026-11-20T02:29:30.000Z'])
  expect(read.form).toBe('oral')
})

test('what is not done there and then is written on paper, and the page says why', () => {
  const later: SpotValues = {
    ...page,
    clauses: [{ ...firstRow, from: '2', amount: '80', done: false, by: '2026-12-01' }],
  }
  expect(mustBeWritten(page)).toBeNull()
  expect(mustBeWritten(later)?.says).toContain('没有当场做完')
  const { body } = spotBody({ ...later, form: 'oral', sealed: true }, now)
  expect(OnTheSpotInput.parse(body)).toMatchObject({ form: 'written', sealed: true, known_by: 'known_in_person' })
  expect(mustBeWritten({ ...page, dispute_type: 'M01' })?.says).toContain('婚姻')
})

test('both sides may promise each other to leave off something, and nothing of that is called done', () => {
  const { body } = spotBody(
    { ...page, clauses: [{ from: ALL, to: ALL, nature: 'refrain', what: '互相骂人', done: true }] },
    now,
  )
  const [clause] = OnTheSpotInput.parse(body).clauses
  expect(clause).toMatchObject({ creditors: [0, 1], due: { kind: 'ongoing' }, done_now: false, amount: null })
  expect(clause?.debtors.map(({ party }) => party)).toEqual([0, 1])
})

test('without the tick for consent and rights nothing is sent', () => {
  const { body } = spotBody({ ...page, agreed: false }, now)
  const paths = OnTheSpotInput.safeParse(body).error?.issues.map(({ path }) => path.join('.'))
  expect(paths).toEqual(['everybody_agreed', 'rights_told'])
})
