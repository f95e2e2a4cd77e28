import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { docx, hugePng, jpeg, pdf } from '#test/files.ts'
import { percentile, residentMegabytes, startProduct, withDataDir } from '#test/product.ts'
import type { Figure } from './run.ts'

const ROUNDS = Number(process.env.BENCH_FILES ?? 40)
const PLACE = 990326100210000
const PIECE = 256 * 1024

/** What must be refused, and one that is taken, as they come from outside. */
async function files(): Promise<[name: string, bytes: Buffer][]> {
  return [
    ['大.png', hugePng(65_000, 65_000)],
    ['展开.docx', docx({ name: 'word/media/a.png', bytes: Buffer.alloc(150_000_000) })],
    ['断的.pdf', pdf().subarray(0, 60)],
    ['不是图.jpg', Buffer.alloc(3_000_000, 7)],
    ['照片.jpg', await jpeg()],
  ]
}

/** Somebody with a link of her own, by the front door. */
async function party(url: string): Promise<{ file_id: string; link: string }> {
  const answer = await fetch(`${url}/api/disputes/steps/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      ...{ your_name: '试验人', reach: '10000000001', other_side: '隔壁', place_code: PLACE, where_text: '村口' },
      ...{ what_happened: '邻居砌墙占了两家中间的水沟。', wish: '把水沟让出来。' },
    }),
  })
  const { file_id, link } = (await answer.json()) as { file_id: string; link: string }
  return { file_id, link: String(link).split('#')[1] ?? '' }
}

/** Memory of the server while files of every kind, most of them bad, are sent one after the other. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  const all = await files()
  await withDataDir(async (dataDir) => {
    const product = await startProduct(dataDir)
    const times: number[] = []
    const answers = new Map<string, number>()
    const send = async (name: string, bytes: Buffer) => {
      const { file_id, link } = await party(product.url)
      const ask = async (path: string, body: object | Buffer) => {
        const raw = Buffer.isBuffer(body)
        const answer = await fetch(`${product.url}/api/disputes/${file_id}/uploads${path}`, {
          method: 'POST',
          headers: {
            authorization: `Link ${link}`,
            'idempotency-key': randomUUID(),
            'content-type': raw ? 'application/octet-stream' : 'application/json',
          },
          body: raw ? new Uint8Array(body) : JSON.stringify(body),
        })
        return (await answer.json()) as Record<string, unknown>
      }
      const { id } = await ask('', { name, size: bytes.length })
      for (let at = 0; at < bytes.length; at += PIECE) await ask(`/${id}/pieces/${at}`, bytes.subarray(at, at + PIECE))
      const began = performance.now()
      const { state, code } = await ask(`/${id}/finish`, {})
      times.push(performance.now() - began)
      const said = `${name} ${state ?? code}`
      answers.set(said, (answers.get(said) ?? 0) + 1)
    }
    for (const [name, bytes] of all) await send(name, bytes)
    await sleep(2_000)
    const before = residentMegabytes(product.mainPid)
    let most = before
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, bytes] of all) {
        await send(name, bytes)
        most = Math.max(most, residentMegabytes(product.mainPid))
      }
    const note = [...answers].map(([said, n]) => `${said} ${n}`).join('；')
    tell({ figure: 'server_memory_before', value: Math.round(before), unit: 'MB' })
    tell({ figure: 'server_memory_grown_most', value: Math.round(most - before), unit: 'MB', limit: 200, note })
    tell({ figure: 'look_at_a_file_p95', value: Math.round(percentile(times, 0.95)), unit: 'ms' })
    await product.stop()
  })
}
