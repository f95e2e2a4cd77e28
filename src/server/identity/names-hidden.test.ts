import { expect, test } from 'vitest'
import type { Part } from '#domain/disputes/parts.ts'
import * as one from '#test/parts.ts'
import { namesOfPeople } from './names-hidden.ts'

const [person] = one.PARTIES
const withPeople = (facts: object): Part<'party'> => {
  if (person?.part !== 'party') throw new Error('nobody')
  return { ...person, facts: { ...person.facts, ...facts } }
}

test('whoever stands beside a party is hidden by name as the party is; an organisation’s own name is not', () => {
  const beside = {
    speaks: '温言清',
    guardian: { name: '温守正' },
    agents: [{ name: '骆代言' }],
    helpers: [{ name: '骆扶持' }],
    representatives: [{ name: '骆众望' }],
  }
  const others = ['温言清', '温守正', '骆代言', '骆扶持', '骆众望']
  expect(namesOfPeople([withPeople({ name: '温小满', kind: 'person', ...beside })])).toEqual(['温小满', ...others])
  expect(namesOfPeople([withPeople({ name: '枫溪水管站', kind: 'organisation', ...beside })])).toEqual(others)
})
