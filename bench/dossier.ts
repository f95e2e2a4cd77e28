import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { ALL_PAGES, pagesOf } from '#domain/documents/bound-forms.ts'
import { bindingProcess, bindSheets } from '#server/dossier/bind.ts'
import type { Bound, Picture, Sheet, Volume } from '#server/dossier/sheets.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { EVERY_KIND, paperOf } from '#test/papers.ts'
import type { Figure } from './run.ts'

/** Volumes bound one after another for the memory; fewer by BENCH_VOLUMES. */
const MANY = Number(process.env.BENCH_VOLUMES ?? '30')
const [PAPERS, PHOTOS, SCANS] = [16, 32, 12]
/** What a volume is measured with: so many photos and scanned pages, made by `picture`. */
type Of = { photos: number; scans: number; picture: (nth: number, width: number, height: number) => Promise<Buffer> }

/** A photograph as a telephone takes it, no two alike: noise does not shrink. */
const photo = (nth: number, width: number, height: number): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 110 + nth, sigma: 8 } },
  })
    .jpeg({ quality: 80 })
    .toBuffer()

/** A dossier of some sixty pages: papers, photos four to a page, scanned pages. @param nth no two are alike */
export async function sixtyPages(
  folder: string,
  nth: number,
  { photos: PHOTOS_OF, scans: SCANS_OF, picture: made }: Of = { photos: PHOTOS, scans: SCANS, picture: photo },
): Promise<Volume> {
  const picture = async (name: string, at: number, width: number, height: number): Promise<Picture> => {
    const path = join(folder, `${name}.jpg`)
    if (!existsSync(path)) writeFileSync(path, await made(at, width, height))
    return { path, says: [`第 ${at + 1} 号 现场照片`, '提供人：苗秀禾'] }
  }
  const papers = Array.from({ length: PAPERS }, (_, at): Sheet => {
    const blocks = [...EVERY_KIND, { kind: 'paragraph' as const, text: `第${nth}卷第${at}份。`.repeat(20) }]
    const paper = paperOf(blocks, { to: `苗秀禾${nth}、王建国`, title: '调解记录' })
    return { kind: 'paper', own: false, item: `p${at}`, title: '调解记录', foot: '', paper }
  })
  const photos: Picture[] = []
  for (let at = 0; at < PHOTOS_OF; at += 1)
    photos.push(await picture(`photo-${at}`, at, at % 3 ? 2000 : 1500, at % 3 ? 1500 : 2000))
  const scans: Sheet[] = []
  for (let at = 0; at < SCANS_OF; at += 1)
    scans.push({
      ...{ kind: 'page', item: 'D-06', title: '人民调解证据材料', foot: '' },
      picture: await picture(`scan-${at}`, at, 1414, 2000),
    })
  const own = (form: string, title: string, item: string | null): Sheet => ({
    ...{ kind: 'paper', own: true, item, title, foot: '' },
    paper: paperOf([{ kind: 'paragraph', text: `共 ${pagesOf(ALL_PAGES)} 页，第一份在 ${pagesOf('p0')} 页` }], {
      form,
      title,
    }),
  })
  return {
    ...{ title: `第 ${nth} 卷`, made_at: '2026-11-22T02:00:00.000Z', test_time: false, folder },
    to: join(folder, 'volume.pdf'),
    sheets: [
      own('D-00', '人民调解卷宗封面', null),
      own('D-00b', '卷内目录', null),
      ...papers,
      ...Array.from(
        { length: Math.ceil(PHOTOS_OF / 4) },
        (_, at): Sheet => ({
          ...{ kind: 'photos', item: 'D-06', title: '人民调解证据材料', foot: '' },
          pictures: photos.slice(at * 4, at * 4 + 4),
        }),
      ),
      ...scans,
      own('D-15', '卷宗封底', null),
    ],
  }
}

const residentOf = (pid: number | null): number => {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000)
  } catch {
    return 0
  }
}

/** How long a dossier of sixty pages takes, and whether binding many leaves the memory as it was. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-'))
  try {
    let most = 0
    const looking = setInterval(() => {
      most = Math.max(most, residentOf(bindingProcess()))
    }, 50)
    looking.unref()
    const timed = async (nth: number): Promise<{ took: number; bound: Bound }> => {
      const volume = await sixtyPages(folder, nth)
      const from = performance.now()
      const bound = await bindSheets(volume)
      return { took: performance.now() - from, bound }
    }
    const first = await timed(0)
    const note = `${first.bound.pages} 页，含启动进程、读字体`
    tell({ figure: 'first_dossier', value: Math.round(first.took), unit: 'ms', limit: 5_000, note })
    const before = Math.round(process.memoryUsage.rss() / 1_000_000)
    let slowest = 0
    for (let nth = 1; nth <= MANY; nth += 1) {
      slowest = Math.max(slowest, (await timed(nth)).took)
    }
    clearInterval(looking)
    tell({ figure: 'dossier_warm_slowest', value: Math.round(slowest), unit: 'ms', limit: 5_000, note: `${MANY} 卷` })
    tell({ figure: 'memory_of_the_binding_process', value: most, unit: 'MB', limit: 700 })
    tell({
      figure: 'memory_grown_here',
      value: Math.round(process.memoryUsage.rss() / 1_000_000) - before,
      unit: 'MB',
      limit: 60,
    })
  } finally {
    await endSideProcesses(0)
    rmSync(folder, { recursive: true, force: true })
  }
}
