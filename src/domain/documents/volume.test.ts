import { expect, test } from 'vitest'
import type { Part } from '../disputes/parts.ts'
import { ALL_PAGES, pagesOf, withPages } from './bound-forms.ts'
import { FORMS } from './forms.ts'
import { papersInVolume, volumeOf } from './volume.ts'

test('every form lies somewhere; a form nobody knows is bound nowhere', () => {
  for (const form of Object.keys(FORMS)) expect(['main', 'side', 'shut'], form).toContain(volumeOf(form))
  for (const form of ['F-25', 'F-45', 'F-45r', 'F-99', 'toString']) expect(volumeOf(form), form).toBe('shut')
  for (const form of ['D-02m', 'D-07', 'D-08', 'D-12', 'D-20']) expect(volumeOf(form), form).toBe('main')
})

const made = (form: string, made_at: string, part_id = 'mediation') => ({
  ...{ id: `${form} ${made_at}`, form, title: form, made_at, part_id, step: 'accept_mediation' },
  ...{ unit_id: 1, opened_agreement: null },
})

test('of a register made again under another number the newest is bound; records and notices each by itself', () => {
  const papers = [made('D-07', '3'), made('D-02m', '1'), made('D-02m', '2'), made('D-07', '4'), made('F-05', '0')]
  expect(papersInVolume({ parts: [] }, papers).map(({ id }) => id)).toEqual(['D-02m 2', 'D-07 3', 'D-07 4'])
})

test('an agreement that was laid out and never came into effect is in no volume', () => {
  const laidOut = { ...made('D-08', '1', 'agreement'), step: 'lay_out_agreement' }
  const inEffect = { ...made('D-08', '2', 'agreement'), step: 'put_in_effect' }
  const facts = { unit_id: 1, mediation_id: 'mediation' }
  const parts = [{ part: 'agreement', id: 'agreement', status: 'in_effect', version: 1, facts }] as unknown as Part[]
  expect(papersInVolume({ parts: [] }, [laidOut, inEffect])).toEqual([])
  expect(papersInVolume({ parts }, [laidOut])).toEqual([])
  expect(papersInVolume({ parts }, [laidOut, inEffect]).map(({ id }) => id)).toEqual([inEffect.id])
})

test('page numbers stand where they were asked for, and nowhere else', () => {
  const numbers = new Map([
    ['a', '3—4'],
    [ALL_PAGES, '20'],
  ])
  expect(withPages(`${pagesOf('a')}/${pagesOf(ALL_PAGES)}/${pagesOf('b')}`, numbers)).toBe('3—4/20/')
})
