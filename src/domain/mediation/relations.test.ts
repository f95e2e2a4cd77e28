import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import type { PartyFacts } from '../disputes/parts.ts'
import type { PersonCard } from '../step.ts'
import { relationsOf } from './relations.ts'

const card = (name: string, unit_name = '石桥村人民调解委员会'): PersonCard => ({
  person_id: '',
  name,
  unit_id: 1,
  unit_name,
  role: 'village_mediator',
})
const found = (mediator: PersonCard, name: string, kind: PartyFacts['kind'] = 'person') => {
  const parts = [one.party(one.APPLICANT, 'applicant', { name, kind }), one.party(one.THIRD, 'third', { name })]
  return relationsOf(mediator, { parts }, one.mediation('accepted', { parties: [one.APPLICANT] })).map((it) => it.level)
}

test.each<[mediator: string, party: string, level: string[]]>([
  ['苗秀禾', '苗秀禾', ['same_person']],
  ['苗大年', '苗秀禾', ['ask']],
  ['欧阳大年', '欧阳小满', ['ask']],
  // A surname of two characters is not one of its first: 欧 is another family than 欧阳.
  ['欧大年', '欧阳小满', []],
  ['𠮷田', '𠮷秀', ['ask']],
  ['邢大山', '苗秀禾', []],
])('%s towards %s', (mediator, party, level) => {
  expect(found(card(mediator), party)).toEqual(level)
})

test('who works for a party is related to it, and an organisation shares no surname with anybody', () => {
  expect(found(card('冯有水', '石桥提灌站'), '石桥提灌站', 'organisation')).toEqual(['related'])
  expect(found(card('石有水'), '石桥提灌站', 'organisation')).toEqual([])
})

test('only the parties of this mediation are looked at, and every finding is a sentence about one of them', () => {
  const parts = [
    one.party(one.APPLICANT, 'applicant', { name: '邢大山' }),
    one.party(one.THIRD, 'third', { name: '苗秀禾' }),
  ]
  expect(relationsOf(card('苗大年'), { parts }, one.mediation('accepted', { parties: [one.APPLICANT] }))).toEqual([])
  const [finding] = relationsOf(card('苗大年'), { parts }, one.mediation('accepted', { parties: [one.THIRD] }))
  expect(finding).toEqual({ level: 'ask', party_id: one.THIRD, says: '苗大年和苗秀禾同姓，请问清是不是亲属。' })
})
