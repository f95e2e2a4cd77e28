import { expect, test } from 'vitest'
import { drawn, routesBlock } from '../documents/forms.ts'
import { LAWFUL_ROUTES } from './routes.ts'

test('every lawful route says when it fits, where to go, which limit runs and the article', () => {
  for (const route of LAWFUL_ROUTES) {
    for (const text of [route.name, route.fits, route.where, route.limit])
      expect(text, route.code).toMatch(/\p{Script=Han}.*。?$/u)
    expect(route.law, route.code).toMatch(/第.+条/)
  }
  expect(new Set(LAWFUL_ROUTES.map((route) => route.code)).size).toBe(LAWFUL_ROUTES.length)
})

test('the court stands first and says that nobody has to try mediation before', () => {
  expect(LAWFUL_ROUTES[0]).toMatchObject({ code: 'court', fits: expect.stringContaining('不需要先经过调解') })
  expect(LAWFUL_ROUTES[0]?.limit).toContain('3 年')
})

test('courts, arbitration, review, police, legal aid and petition are all on the list', () => {
  expect(LAWFUL_ROUTES.map((route) => route.code)).toEqual([
    'court',
    'labour_arbitration',
    'land_arbitration',
    'administrative_review',
    'police',
    'legal_aid',
    'petition',
  ])
})

test('the list on a paper holds every route whole', () => {
  const [block] = drawn({ title: '', to: '', blocks: [routesBlock()] }).blocks
  if (block?.kind !== 'list') throw new Error('not a list')
  expect(block.items).toHaveLength(LAWFUL_ROUTES.length)
  for (const [at, { name, fits, where, limit, law }] of LAWFUL_ROUTES.entries()) {
    for (const text of [name, fits, where, limit, law]) expect(block.items[at]).toContain(text)
  }
})
