import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { drawn, effectBlock, FORMS, limitationBlock, paper, rightsBlock, routesBlock } from './forms.ts'
import { RELEASED, wordingOf } from './wordings.ts'

/** Papers name a piece and its version: what was ever released reads the same for ever. New words are a new version. */
const PINNED: Record<string, string> = {
  'limitation_interrupted 1': '80aea44d457878ec',
  'rights_and_duties 1': 'c660315cb977ca44',
  'effect_of_agreement 1': 'f35ad25bf317363e',
  'about_mediation 1': '11f4e907d1dc5d83',
  'confidential_and_personal 1': '87422d2e93ee8d9b',
  'sincerity 1': 'e9ebef18d798ac78',
  'signing_on_screen 1': 'bf588a6af594d315',
  'other_routes 1': '9d0b3d768e2a8e27',
}
const digest = (piece: string, version: number): string =>
  createHash('sha256')
    .update(JSON.stringify(wordingOf(piece, version)))
    .digest('hex')
    .slice(0, 16)

test('every released piece of wording reads as it did on the day it was released', () => {
  expect(
    Object.fromEntries(RELEASED.map(([piece, version]) => [`${piece} ${version}`, digest(piece, version)])),
  ).toEqual(PINNED)
})

test('a paper that names what was never released is a fault of ours', () => {
  expect(() => wordingOf('other_routes', 99)).toThrow('there is no wording')
  expect(() => wordingOf('nothing', 1)).toThrow('there is no wording')
})

test('blocks name only released wording, and are drawn in full', () => {
  const blocks = [routesBlock(), rightsBlock(), effectBlock(), limitationBlock()]
  const read = drawn(paper('D-08', '甲', blocks))
  expect(read.title).toBe(FORMS['D-08'])
  expect(read.blocks.map((block) => block.kind)).toEqual(['list', 'list', 'list', 'paragraph'])
})

test('the rights read before a mediation say that it is free, voluntary, open to leave, and no gate to the court', () => {
  const [block] = drawn(paper('D-03', '甲', [rightsBlock()])).blocks
  const text = block?.kind === 'list' ? block.items.join('') : ''
  for (const word of ['自愿', '随时可以退出', '不收任何费用', '调解不是起诉的前提', '选择调解员'])
    expect(text).toContain(word)
})
