import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import { ALL_PAGES, withPages } from '#domain/documents/bound-forms.ts'
import { dataOf, EVERYDAY } from '../render/draw-pdf.ts'
import { type Fonts, loadFonts } from '../render/fonts.ts'
import { momentOf, type PaperToDraw } from '../render/lay-out.ts'
import { printable } from '../render/printable.ts'
import { pagesOfCopy } from './copy-pages.ts'
import type { Bound, Picture, Sheet, Volume } from './sheets.ts'

const HERE = import.meta.dirname
const MAIN = join(HERE, 'dossier.typ')
const PAPER = join(HERE, '../render/paper.typ')
/** How close a paper of so few pages is drawn where that saves one, as it is alone (draw-pdf.ts). */
const FEW_PAGES = 4
const CLOSER = ['0.82', '0.66'] as const
type Air = '1' | (typeof CLOSER)[number]
// Each picture is read once.
sharp.cache(false)

/** What one laying out is told. */
type Pass = { numbers: Numbers; airs: readonly Air[] }
/** What all of them are made from. `has`: the letters it may draw; `kept`: what was worked out already, by the sheet. */
type Ready = {
  sheets: Unfolded[]
  spoiled: ReadonlySet<string>
  has: (point: number) => boolean
  kept: Map<number, ReturnType<typeof dataOf>>
}
type Unfolded = Exclude<Sheet, { kind: 'copy' }>
type Numbers = ReadonlyMap<string, string>
type Mark = { nth: number; item: string | null; page: number }
export type Binder = { bind(volume: Volume): Promise<Bound> }

/**
 * Longest sides, in dots. The renderer unpacks every picture of a volume: four to a page a photo has 300 dots an inch of its
 * place with these, and a page of a document stays as it is shown on the screen unless there are many.
 */
const SIDE = { photo: 1_000, page: 2_000, one_of_many: 1_500 } as const
const MANY_PAGES = 20

/** How large each picture of a volume may be, by its path. */
function sidesIn(sheets: readonly Sheet[]): Map<string, number> {
  const pages = sheets.filter((it) => it.kind === 'page' && !it.whole).length
  const page = pages > MANY_PAGES ? SIDE.one_of_many : SIDE.page
  return new Map(
    sheets.flatMap((sheet): [string, number][] =>
      sheet.kind === 'photos'
        ? sheet.pictures.map(({ path }) => [path, SIDE.photo])
        : sheet.kind === 'page'
          ? [[sheet.picture.path, sheet.whole ? Number.POSITIVE_INFINITY : page]]
          : [],
    ),
  )
}

/** A picture no larger than it may be; null where it is none: what the disc spoiled leaves a line in its place, and all else stands. */
async function fitted(path: string, side: number): Promise<Buffer | null> {
  const bytes = readFileSync(path)
  try {
    const { format, width, height } = await sharp(bytes).metadata()
    if (format !== 'jpeg') return null
    if (Math.max(width, height) <= side) return bytes
    return await sharp(bytes).resize(side, side, { fit: 'inside' }).jpeg({ quality: 80 }).toBuffer()
  } catch {
    return null
  }
}

/** Copies become pages; everything else is as it came. */
async function unfolded({ sheets, folder }: Volume): Promise<Unfolded[]> {
  const out: Unfolded[] = []
  for (const [nth, sheet] of sheets.entries()) {
    if (sheet.kind !== 'copy') out.push(sheet)
    else {
      const { path, ...rest } = sheet
      for (const picture of await pagesOfCopy(path, folder, nth))
        out.push({ ...rest, kind: 'page', whole: true, picture })
    }
  }
  return out
}

/** Puts page numbers where a form of the volume's own asks for them. */
const numberedPaper = (paper: PaperToDraw, numbers: Numbers): PaperToDraw => ({
  ...paper,
  content: JSON.parse(JSON.stringify(paper.content), (_, value: unknown) =>
    typeof value === 'string' ? withPages(value, numbers) : value,
  ) as PaperToDraw['content'],
})

/**
 * Makes the binder: holds the fonts, and is made once a process.
 * @param fontFolder a county's own licensed fonts, searched first; null where it has none
 */
export function volumeBinder(fontFolder: string | null): Binder {
  const fonts: Fonts = loadFonts(fontFolder)
  const compiler = NodeCompiler.create({
    workspace: HERE,
    fontArgs: [{ fontBlobs: fonts.blobs }, { fontPaths: fonts.folders }],
  })
  fonts.blobs = []
  const main = readFileSync(MAIN, 'utf8')

  /** What `dossier.typ` draws from, with these numbers filled in. */
  function dataFor(volume: Volume, { sheets, spoiled, kept, has }: Ready, { numbers, airs }: Pass) {
    const using = { ...fonts, has }
    const plain = (text: string): string => printable(text, has).text
    const shown = ({ path, says }: Picture, alt: string) => {
      const file = spoiled.has(path) ? null : basename(path)
      return { file, alt: plain([alt, ...says].join('，')), says: says.map(plain) }
    }
    const first = sheets.findIndex(({ item }) => item !== null)
    const seen = new Set<string>()
    const drawn = sheets.map((sheet, nth) => {
      const { item, title, foot } = sheet
      const common = {
        item,
        numbered: item !== null,
        air: airs[nth] ?? '1',
        cover: false,
        begins: nth === first,
        first: item === null || !seen.has(`${item} ${sheet.kind}`),
        title: plain(title),
        title_is_long: [...title].length > 18,
        pictures: [] as object[],
        blocks: [] as object[],
      }
      seen.add(`${item} ${sheet.kind}`)
      const feet = (lines: string[]) => [...lines, ...(foot ? [foot] : [])].map(plain)
      if (sheet.kind === 'photos')
        return {
          ...common,
          kind: 'photos',
          foot: feet([title]),
          pictures: sheet.pictures.map((it) => shown(it, title)),
        }
      if (sheet.kind === 'page')
        return { ...common, kind: 'page', foot: feet([title]), pictures: [shown(sheet.picture, title)] }
      const paper = item === null ? numberedPaper(sheet.paper, numbers) : sheet.paper
      // What no number stands on is worked out once, however often it is laid out.
      const data = (item !== null && kept.get(nth)) || dataOf(paper, {}, using, new Map())
      kept.set(nth, data)
      // The volume's own sheets are no papers of a day: they are drawn with it, and say so nowhere.
      const blocks = (data.blocks as { kind: string }[]).filter(({ kind }) => !sheet.own || kind !== 'day')
      const own = sheet.own
        ? item === null
          ? []
          : [title]
        : [`${plain(title)}　${sheet.paper.id}`, String(data.foot_made)]
      const cover = ['D-00', 'D-15'].includes(sheet.paper.form)
      return { ...common, kind: 'paper', cover, title: data.title, foot: feet(own), blocks }
    })
    const made = momentOf(volume.made_at)
    // The fields below `made` are paper.typ's: it is read for its kinds of block, and draws nothing itself.
    return {
      ...{ fonts: fonts.families, plain_title: plain(volume.title), title: '', title_is_long: false, cover: false },
      ...{
        made,
        air: 1,
        marks: { qr: null, line: null },
        foot_form: '',
        foot_id: '',
        foot_made: '',
        blocks: [],
        sheets: drawn,
      },
    }
  }

  function layOut(data: object): NodeTypstDocument {
    compiler.mapShadow(join(HERE, 'data.json'), Buffer.from(JSON.stringify(data)))
    const made = compiler.compile({ mainFileContent: main, resetRead: true })
    if (!made.result)
      throw new Error(`the volume was not laid out: ${JSON.stringify(made.takeDiagnostics()?.shortDiagnostics ?? [])}`)
    return made.result
  }

  type Places = { bound: Bound; lengths: Map<number, number> }
  /** On which pages the items lie, and how many each sheet takes. */
  function placesIn(laid: NodeTypstDocument): Places {
    const marks = compiler.query(laid, { selector: '<at>', field: 'value' }) as Mark[]
    const at = new Map<string, [number, number]>()
    const lengths = new Map<number, number>()
    const from = new Map<number, number>()
    for (const { nth, item, page } of marks) {
      lengths.set(nth, page - (from.get(nth) ?? page) + 1)
      from.set(nth, from.get(nth) ?? page)
      if (item === null) continue
      const known = at.get(item)
      at.set(item, [Math.min(known?.[0] ?? page, page), Math.max(known?.[1] ?? page, page)])
    }
    const numbered = Math.max(0, ...[...at.values()].map(([, to]) => to))
    const items = [...at].map(([item, [first, to]]): [string, number, number] => [item, first, to])
    return { bound: { numbered, pages: laid.numOfPages, at: items }, lengths }
  }
  /** Draws closer what so saves a page: of the tries the loosest that does. */
  function drawnCloser(first: Places, lay: (airs: readonly Air[]) => Places, count: number): Air[] {
    const airs = Array.from({ length: count }, (): Air => '1')
    const waiting = new Set([...first.lengths].flatMap(([nth, n]) => (n > 1 && n <= FEW_PAGES ? [nth] : [])))
    for (const air of CLOSER) {
      if (waiting.size === 0) break
      const { lengths } = lay(airs.map((it, nth) => (waiting.has(nth) ? air : it)))
      for (const nth of waiting)
        if ((lengths.get(nth) ?? 0) < (first.lengths.get(nth) ?? 0)) {
          airs[nth] = air
          waiting.delete(nth)
        }
    }
    return airs
  }
  const numbersOf = ({ at, numbered }: Bound): Numbers =>
    new Map([
      ...at.map(([item, from, to]): [string, string] => [item, from === to ? `${from}` : `${from}—${to}`]),
      [ALL_PAGES, String(numbered)],
    ])

  /** First with as many letters where the numbers will stand, in the end with the numbers themselves. */
  function attempt(volume: Volume, ready: Ready): Bound {
    const guess = ready.sheets.flatMap(({ item }) => (item === null ? [] : [[item, '000—000'] as const]))
    const guessed: Numbers = new Map([...guess, [ALL_PAGES, '000']])
    const lay = (airs: readonly Air[], numbers: Numbers = guessed) => layOut(dataFor(volume, ready, { numbers, airs }))
    const loose = placesIn(lay([]))
    const airs = drawnCloser(loose, (tried) => placesIn(lay(tried)), ready.sheets.length)
    const bound = airs.every((it) => it === '1') ? loose.bound : placesIn(lay(airs)).bound
    const laid = lay(airs, numbersOf(bound))
    const found = placesIn(laid).bound
    if (JSON.stringify(found.at) !== JSON.stringify(bound.at)) throw new Error('the pages moved')
    writeFileSync(volume.to, compiler.pdf(laid, { pdfStandard: 'a-2b', pdfTags: true }))
    return found
  }

  return {
    async bind(volume) {
      try {
        const paper = readFileSync(PAPER, 'utf8')
        for (const [name, air] of [
          ['paper.typ', '1'],
          ['paper-closer.typ', CLOSER[0]],
          ['paper-closest.typ', CLOSER[1]],
        ] as const)
          compiler.mapShadow(join(HERE, name), Buffer.from(paper.replace('#let air = data.air', `#let air = ${air}`)))
        const sheets = await unfolded(volume)
        const spoiled = new Set<string>()
        for (const [path, side] of sidesIn(sheets)) {
          const picture = await fitted(path, side)
          if (picture) compiler.mapShadow(join(HERE, basename(path)), picture)
          else spoiled.add(path)
        }
        try {
          return attempt(volume, { sheets, spoiled, has: fonts.has, kept: new Map() })
        } catch {
          // A cluster of marks may have no form, a county's font not what it promises: then with the letters of everyday writing.
          const has = (point: number) => EVERYDAY.test(String.fromCodePoint(point)) && fonts.has(point)
          return attempt(volume, { sheets, spoiled, has, kept: new Map() })
        }
      } finally {
        compiler.resetShadow()
        compiler.evictCache(0)
      }
    },
  }
}
