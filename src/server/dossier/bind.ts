import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import type { Part } from '#domain/disputes/parts.ts'
import {
  boundBack,
  boundCatalogue,
  boundCover,
  boundEvidenceList,
  boundIdentities,
  boundState,
  type KeptApart,
  keptApart,
  type Listed,
  pictureSays,
} from '#domain/documents/bound-forms.ts'
import { type DossierCode, placeOf, placeOfCode } from '#domain/documents/dossier-order.ts'
import { presentIn } from '#domain/documents/file-on-paper.ts'
import { drawn } from '#domain/documents/forms.ts'
import { dayWords } from '#domain/documents/say-time.ts'
import { fontsInUse } from '../render/papers.ts'
import { pathOfBytes, readBytes } from '../seals/kept-bytes.ts'
import { sideProcess } from '../side-process.ts'
import { previewKey } from '../storage/store.ts'
import type { World } from '../world.ts'
import type { BindJobs } from './bind-jobs.ts'
import type { Gathered, PaperInVolume } from './gather.ts'
import type { Bound, Picture, Sheet, Volume } from './sheets.ts'

const side = sideProcess<BindJobs>({
  entry: join(import.meta.dirname, 'bind-jobs.ts'),
  // Hundreds of pictures are read and laid out twice.
  limitMilliseconds: 120_000,
  mostWaiting: 20,
})
/** The process that binds, while there is one: for measuring it. */
export const bindingProcess = (): number | null => side.pid

/** Binds what was laid ready. @throws SideFailure */
export const bindSheets = (volume: Volume, left?: AbortSignal): Promise<Bound> =>
  side.ask('bind', { volume, fonts: fontsInUse() }, undefined, left)

/** What the pictures of a volume may weigh: a photo one, a page of a document three. What is beyond lies in the archive package. */
const MOST_WEIGHT = 240
const WEIGHT = { photo: 1, page: 3 } as const
const FOUR = 4
const PHOTOS = ['jpeg', 'png', 'heic']

type Item = Listed & { place: number; sheets: Sheet[] }
type Binding = { world: World; gathered: Gathered; folder: string; pictures: number; weight: number; unread: string[] }

/** A sheet of the volume's own, drawn now. */
const drawnNow = ({ gathered }: Binding, item: string | null, form: DossierCode, content: PaperContent): Sheet => ({
  ...{ kind: 'paper', own: true, item, title: content.title, foot: '' },
  paper: {
    ...{ id: gathered.loaded.file.id, form, content: drawn(content) },
    ...{ made_at: gathered.moved_at, test_time: gathered.test_time },
  },
})

/** Brings a picture from the store into the folder; null where it cannot be read, or there are too many. */
async function fetched({ world, folder, ...binding }: Binding, key: string, says: string[]): Promise<Picture | null> {
  const bytes = await world.files.store.read(key).catch(() => null)
  if (!bytes) return null
  const path = join(folder, `in-${binding.pictures}.jpg`)
  await pipeline(bytes, createWriteStream(path))
  return { path, says }
}

/** The pictures of one item of evidence, each with its number, its name and who handed it in. */
async function picturesOf(binding: Binding, { facts }: Part<'evidence'>, provider: string): Promise<Picture[]> {
  const { file, number } = facts
  const out: Picture[] = []
  for (let nth = 1; file && nth <= file.previews; nth += 1) {
    binding.weight += PHOTOS.includes(file.kind) ? WEIGHT.photo : WEIGHT.page
    if (binding.weight > MOST_WEIGHT) {
      binding.unread.push(`第 ${number} 号证据图片太多，其余的见档案包`)
      break
    }
    const of = file.previews > 1 ? `（第 ${nth} 页）` : ''
    const picture = await fetched(binding, previewKey(file.sha256, nth), pictureSays(facts, provider, of))
    if (!picture) {
      binding.unread.push(`第 ${number} 号证据的图片读不出来，见档案包里的原件`)
      break
    }
    binding.pictures += 1
    out.push(picture)
  }
  const { pages } = file ?? {}
  if (file?.kind === 'pdf' && file.previews > 0 && pages && pages > file.previews)
    binding.unread.push(`第 ${number} 号证据共 ${pages} 页，只印前 ${file.previews} 页，其余见档案包里的原件`)
  return out
}

/** D-06: the list, what cannot be printed, photos four to a page, documents page by page. */
async function evidenceItem(binding: Binding): Promise<{ item: Item | null; apart: number }> {
  const { gathered } = binding
  if (gathered.evidence.length === 0) return { item: null, apart: 0 }
  const key = 'D-06'
  const title = '人民调解证据材料'
  const common = { item: key, title, foot: '' }
  const photos: Picture[] = []
  const pages: Sheet[] = []
  const apart: KeptApart[] = []
  for (const it of gathered.evidence) {
    const { file, number, what } = it.facts
    if (!file || (it.status !== 'kept' && it.status !== 'shown')) continue
    if (file.previews === 0) apart.push({ number, what, ...file })
    const pictures = await picturesOf(binding, it, gathered.providerOf(it))
    if (PHOTOS.includes(file.kind)) photos.push(...pictures)
    else for (const picture of pictures) pages.push({ ...common, foot: picture.says.join('　'), kind: 'page', picture })
  }
  const list = boundEvidenceList(gathered.file, gathered.loaded.responsible.name, dayIn(gathered.moved_at))
  const sheets: Sheet[] = [drawnNow(binding, key, 'D-06', list)]
  if (apart.length > 0) sheets.push(drawnNow(binding, key, 'D-06', keptApart(apart)))
  for (let at = 0; at < photos.length; at += FOUR)
    sheets.push({ ...common, kind: 'photos', pictures: photos.slice(at, at + FOUR) })
  const note = apart.length > 0 ? `另存电子文件 ${apart.length} 个` : ''
  return {
    item: { key, title, on: '', note, place: placeOfCode('D-06'), sheets: [...sheets, ...pages] },
    apart: apart.length,
  }
}

/** A paper of the volume: its sealed copy as it was given out, else its words; then the pages that came back signed by hand. */
async function paperItem(binding: Binding, { paper, copy, signed }: PaperInVolume): Promise<Item> {
  const { title } = paper.content
  const common = { item: paper.id, title, foot: '' }
  const hash = copy?.sha256.toString('hex') ?? ''
  const there = copy && (await readBytes(binding.world.dataDir, copy.sha256)) !== null
  const path = pathOfBytes(binding.world.dataDir, hash)
  const whole = there && (await side.ask('isBindable', { path }))
  const sheets: Sheet[] = whole
    ? [
        {
          ...common,
          kind: 'copy',
          path,
          foot: `盖章件的影像，盖章件本身存在档案包里　SHA-256 ${hash.slice(0, 16)}…`,
        },
      ]
    : [{ ...common, kind: 'paper', own: false, paper }]
  if (copy && !whole) binding.unread.push(`${title}的盖章件${there ? '页数太多，见档案包' : '读不出来'}`)
  for (const { key, says } of signed) {
    const picture = await fetched(binding, key, [])
    if (picture) sheets.push({ ...common, kind: 'page', picture, foot: says })
    else binding.unread.push(`${title}的签名页读不出来`)
    binding.pictures += 1
  }
  const notes = [...(whole ? ['盖章件'] : []), ...(signed.length > 0 ? ['附签名页'] : [])]
  const on = dayWords(dayIn(paper.made_at))
  return { key: paper.id, title, on, note: notes.join('，'), place: placeOf(paper.form), sheets }
}

/**
 * Binds the volume of a file as one PDF/A: cover, catalogue with page numbers, every paper in the order of the set, evidence, the
 * note on the volume, the back. What is large is written to `folder`, the PDF to `to`.
 * @throws SideFailure when it was not made
 */
export async function bindVolume(
  world: World,
  gathered: Gathered,
  { folder, to }: { folder: string; to: string },
  left?: AbortSignal,
): Promise<Bound> {
  const binding: Binding = { world, gathered, folder, pictures: 0, weight: 0, unread: [...gathered.kept_back] }
  const { file } = gathered
  const items: Item[] = []
  for (const paper of gathered.papers) items.push(await paperItem(binding, paper))
  if (presentIn(gathered.here).some(({ facts }) => facts.identity_paper !== null)) {
    const content = boundIdentities(file)
    const sheets = [drawnNow(binding, 'D-04', 'D-04', content)]
    const listed = { key: 'D-04', title: content.title, on: '', note: '复印件附在纸质卷' }
    items.push({ ...listed, place: placeOfCode('D-04'), sheets })
  }
  const { item, apart } = await evidenceItem(binding)
  if (item) items.push(item)
  items.sort((one, other) => one.place - other.place)
  const note = boundState(file, { apart, steps: gathered.loaded.head.seq, unread: binding.unread })
  const sheets = [
    drawnNow(binding, null, 'D-00', boundCover(file, gathered.isOver)),
    drawnNow(binding, null, 'D-00b', boundCatalogue(items)),
    ...items.flatMap((it) => it.sheets),
    drawnNow(binding, null, 'D-14', note),
    drawnNow(binding, null, 'D-15', boundBack(file)),
  ]
  const { title, moved_at: made_at, test_time } = gathered
  const volume = { title: `${title} ${gathered.number} 卷宗`, made_at, test_time, sheets, folder, to }
  return bindSheets(volume, left)
}
