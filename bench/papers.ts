import { pdfDrawer } from '#server/render/draw-pdf.ts'
import { drawWord } from '#server/render/draw-word.ts'
import type { PaperToDraw } from '#server/render/lay-out.ts'
import { drawPdf } from '#server/render/papers.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { EVERY_KIND, paperOf } from '#test/papers.ts'
import { percentile } from '#test/product.ts'
import { textsOf } from '#test/read-paper.ts'
import type { Figure } from './run.ts'

/** Papers of the batch; a shorter one by BENCH_PAPERS. */
const MANY = Number(process.env.BENCH_PAPERS ?? '10000')
const PAGES = 60

/** An agreement of its own: nothing of it was drawn before, so that nothing remembered makes it quick. */
const agreement = (nth: number): PaperToDraw =>
  paperOf(
    EVERY_KIND.map((block) =>
      block.kind === 'paragraph' || block.kind === 'heading'
        ? { ...block, text: `第${nth}件。${block.text}` }
        : block.kind === 'clauses'
          ? { ...block, items: block.items.map((it) => `${it}（${nth}）`) }
          : block,
    ),
    { to: `苗秀禾${nth}、王建国` },
  )

async function timed(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const megabytes = (): number => {
  globalThis.gc?.()
  return Math.round(process.memoryUsage.rss() / 1_000_000)
}

/** How long a paper takes, and whether ten thousand of them leave the memory as it was. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  tell({
    figure: 'first_paper',
    value: Math.round(await timed(() => drawPdf(agreement(0)))),
    unit: 'ms',
    note: '含启动进程、读字体',
  })
  const times: number[] = []
  for (let nth = 1; nth <= 100; nth += 1) times.push(await timed(() => drawPdf(agreement(nth))))
  tell({ figure: 'agreement_warm_p50', value: Math.round(percentile(times, 0.5)), unit: 'ms' })
  tell({ figure: 'agreement_warm_p95', value: Math.round(percentile(times, 0.95)), unit: 'ms', limit: 300 })
  await endSideProcesses(0)

  const drawer = pdfDrawer(null)
  const lines = Array.from({ length: 1_400 }, (_, nth) => ({
    who: nth % 2 ? '苗秀禾' : '王建国',
    text: `第${nth}句。${'当时说好了，墙往里让半米，水沟归集体。'.repeat(3)}`,
  }))
  let record: Buffer = Buffer.alloc(0)
  const long = await timed(() => {
    record = drawer.draw(paperOf([{ kind: 'record', lines }], { title: '调解记录' }))
  })
  const pages = (await textsOf(record)).length
  tell({
    figure: 'long_record',
    value: Math.round((long / pages) * PAGES),
    unit: 'ms',
    limit: 5_000,
    note: `${PAGES} 页（实画 ${pages} 页）`,
  })
  tell({ figure: 'word', value: Math.round(await timed(() => drawWord(agreement(1)))), unit: 'ms' })

  const warm = Math.min(500, Math.floor(MANY / 4))
  for (let nth = 0; nth < warm; nth += 1) drawer.draw(agreement(nth))
  const before = megabytes()
  const took = await timed(() => {
    for (let nth = warm; nth < MANY; nth += 1) drawer.draw(agreement(nth))
  })
  const after = megabytes()
  tell({
    figure: 'batch_per_second',
    value: Math.round((MANY - warm) / (took / 1_000)),
    unit: '份/秒',
    note: `${MANY} 份`,
  })
  tell({ figure: 'batch_memory', value: after, unit: 'MB' })
  tell({
    figure: 'batch_memory_grown',
    value: after - before,
    unit: 'MB',
    limit: 30,
    note: `第 ${warm} 份到第 ${MANY} 份`,
  })
}
