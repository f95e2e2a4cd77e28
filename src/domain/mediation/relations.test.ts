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
  const parts = [one.party(one.APPLICANT, 'applicant', { name, kind })]
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

test('a trader whose sign is her own name is the same person until somebody says otherwise', () => {
  expect(found(card('苗秀禾'), '苗秀禾', 'organisation')).toEqual(['same_person'])
})

test('whoever is in the file is looked at, in this mediation or not, and every finding is a sentence about one of them', () => {
  const third = one.party(one.THIRD, 'third', { name: '苗秀禾' })
  const parts = [one.party(one.APPLICANT, 'applicant', { name: '邢大山' }), third]
  const between = one.mediation('accepted', { parties: [one.APPLICANT] })
  const gone = [...parts.slice(0, 1), { ...third, status: 'left' as const }]
  expect(relationsOf(card('苗大年'), { parts: gone }, between)).toEqual([])
  const [finding] = relationsOf(card('苗大年'), { parts }, between)
  expect(finding).toEqual({ level: 'ask', party_id: one.THIRD, says: '苗大年和苗秀禾同姓，请问清是不是亲属。' })
})

test('who speaks for a party is related to it, and so is who said so herself, to the one she named', () => {
  const parts = [one.party(one.APPLICANT, 'applicant', { kind: 'organisation', name: '石桥提灌站', speaks: '冯有水' })]
  const between = one.mediation('accepted', { parties: [one.APPLICANT] })
  expect(relationsOf(card('冯有水'), { parts }, between).map((it) => it.level)).toEqual(['related'])
  const declared = [{ person_id: '', party_id: one.APPLICANT, says: '是表亲', by: '', at: '' }]
  const told = one.mediation('accepted', { parties: [one.APPLICANT], declared })
  expect(relationsOf(card('钱多多'), { parts }, told)).toEqual([
    { level: 'related', party_id: one.APPLICANT, says: '钱多多：是表亲。' },
  ])
})

test('somebody who is written down as speaking for herself is still the same person first', () => {
  const parts = [one.party(one.APPLICANT, 'applicant', { name: '苗秀禾', speaks: '苗秀禾' })]
  const between = one.mediation('accepted', { parties: [one.APPLICANT] })
  expect(relationsOf(card('苗秀禾'), { parts }, between).map((it) => it.level)).toEqual(['same_person'])
})
