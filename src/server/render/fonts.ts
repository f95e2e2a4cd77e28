import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Face, facesIn, facesOfBytes, unpackWoff } from './font-tables.ts'

/** Families by what they are for, the first that has a character draws it; and what there is to draw at all. */
export type Fonts = {
  /** Folders of font files, as the renderer reads them. */
  folders: string[]
  /** Fonts that are in memory only. */
  blobs: Buffer[]
  families: { body: string[]; title: string[]; kai: string[]; strong: string[] }
  has: (point: number) => boolean
}

const { resolve } = createRequire(import.meta.url)
const SERIF = dirname(resolve('@expo-google-fonts/noto-serif-sc/package.json'))
const WEIGHTS = ['400Regular', '600SemiBold', '900Black'] as const
const KAI = join(dirname(resolve('@fontsource/lxgw-wenkai/package.json')), 'files/lxgw-wenkai-latin-500-normal.woff')

const OURS = { serif: 'Noto Serif SC', kai: 'LXGW WenKai' } as const

const FONT_FILE = /\.(ttf|otf|ttc)$/i
/** What a county's own fonts are called: 仿宋_GB2312, 方正小标宋简体, 楷体_GB2312 and their kin. */
const ROLES = [
  ['title', /小标宋|xiao ?biao ?song|FZXBS/i],
  ['body', /仿宋|fang ?song/i],
  ['kai', /楷|kai ?ti|\bkai\b/i],
] as const

/** The county's faces in its folder, with what each is for; a file that is no font is passed over. */
function facesInFolder(folder: string | null): Face[] {
  if (!folder) return []
  let files: string[]
  try {
    files = readdirSync(folder).filter((it) => FONT_FILE.test(it))
  } catch {
    return []
  }
  return files.flatMap((file) => {
    try {
      return facesIn(join(folder, file))
    } catch {
      return []
    }
  })
}

/** What a face of these names is for; null where it only lends characters the others lack. */
export const roleOf = (families: readonly string[]): 'title' | 'body' | 'kai' | null =>
  ROLES.find(([, called]) => families.some((it) => called.test(it)))?.[0] ?? null

/**
 * The fonts papers are drawn with: those in the county's own folder first, by their names; then those that come with the
 * product. Reads the tables of names and characters, and unpacks 楷体: about a third of a second, once a process.
 */
export function loadFonts(folder: string | null): Fonts {
  const own = facesInFolder(folder)
  const kai = unpackWoff(readFileSync(KAI))
  const [regular] = facesIn(join(SERIF, '400Regular', 'NotoSerifSC_400Regular.ttf'))
  const [wenkai] = facesOfBytes(kai)
  if (!regular || !wenkai) throw new Error('the fonts that come with the product cannot be read')
  const names = own.flatMap((it) => it.families)
  // A face goes by several names, and the renderer may know it by any of them.
  const called = (role: 'title' | 'body' | 'kai') =>
    own.flatMap(({ families }) => (roleOf(families) === role ? families : []))
  // Whatever is first, all of them stand behind it: a rare name is drawn by whichever has it.
  const all = [OURS.serif, OURS.kai, ...names]
  const list = (...first: string[]) => [...new Set([...first, ...all])]
  const faces = [regular, wenkai, ...own]
  return {
    folders: [...(own.length && folder ? [folder] : []), ...WEIGHTS.map((it) => join(SERIF, it))],
    blobs: [kai],
    families: {
      body: list(...called('body')),
      title: list(...called('title')),
      kai: list(...called('kai'), OURS.kai),
      strong: list(OURS.serif),
    },
    has: (point) => faces.some((face) => face.has(point)),
  }
}
