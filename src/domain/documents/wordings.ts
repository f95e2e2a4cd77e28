import { ROUTES } from '../triage/routes.ts'

/** A piece of fixed wording as it is drawn. */
export type Wording = { kind: 'paragraph'; text: string } | { kind: 'list'; label: string; items: string[] }

/**
 * Fixed wording by piece and version. A paper names the piece and version it was made with, so a version that was ever
 * released is never edited (a test pins each): new words are a new version.
 */
const WORDINGS = {
  limitation_interrupted: {
    1: (): Wording => ({
      kind: 'paragraph',
      text: '属于民事纠纷、还没有过诉讼时效的，从收到之日起诉讼时效中断、重新计算（最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定 第十二条）。申请仲裁、行政复议的期限另算，不一定因此延长，请不要耽误。收到的时间任何人都不能改动。',
    }),
  },
  other_routes: {
    1: (): Wording => ({
      kind: 'list',
      label: '您还可以走的途径（不必先调解）',
      items: ROUTES[1].map((route) => `${route.name}：${route.fits}${route.where}${route.limit}（${route.law}）`),
    }),
  },
} as const
export type Piece = keyof typeof WORDINGS

/** Every released piece and version, for the test that pins them. */
export const RELEASED: readonly [Piece, number][] = Object.entries(WORDINGS).flatMap(([piece, versions]) =>
  Object.keys(versions).map((version): [Piece, number] => [piece as Piece, Number(version)]),
)

/** The words of a piece at a version. @throws when a paper names what was never released: that is a fault of ours */
export function wordingOf(piece: string, version: number): Wording {
  const make = (WORDINGS as Record<string, Record<number, () => Wording>>)[piece]?.[version]
  if (!make) throw new Error(`there is no wording ${piece} of version ${version}`)
  return make()
}
