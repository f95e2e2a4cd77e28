import { randomUUID } from 'node:crypto'
import { percentile, startProduct, withDataDir } from '#test/product.ts'
import { type Ask, mediated, type Reply } from '../harness/mediated.ts'
import type { Figure } from './run.ts'

const WALKS = 40
const WARMING = 10
const PLACE = 990326100210000
/** The director of the village's committee in the demo: she receives, mediates, visits and closes. */
const MEDIATOR = 'tian.youyu'

type Spent = { ms: number; requests: number }

/** Asks one request after the other; every answer counts towards `spent`. */
const asker =
  (url: string, spent: Spent): Ask =>
  async (headers, { path, method, body }) => {
    const began = performance.now()
    const posted = { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const answer = await fetch(
      url + path,
      method === 'GET' ? { headers } : { method, headers: posted, body: JSON.stringify(body) },
    )
    const reply = (await answer.json()) as Reply
    spent.ms += performance.now() - began
    spent.requests += 1
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(reply)}`)
    return reply
  }

async function enterDemo(url: string): Promise<{ cookie: string; name: string }> {
  const answer = await fetch(`${url}/api/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ sign_in_name: MEDIATOR }),
  })
  const cookie = /__Host-fengqiao=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
  if (!cookie) throw new Error(`the demo let nobody in: ${answer.status}`)
  const me = (await (await fetch(`${url}/api/session`, { headers: { cookie } })).json()) as { name: string }
  return { cookie, name: me.name }
}

/** One dispute from a villager's phone to a closed file, every step its own request; the milliseconds the server took in all. */
async function walk(url: string, { cookie, name }: { cookie: string; name: string }, nth: number): Promise<Spent> {
  const spent = { ms: 0, requests: 0 }
  const ask = asker(url, spent)
  const body = {
    your_name: `走访人${nth}`,
    reach: `1000${String(5_000_000 + nth)}`,
    other_side: '邢家',
    place_code: PLACE,
    where_text: '老槐树往东',
    what_happened: `第 ${nth} 次：院墙占了水沟，雨水流进灶房。`,
    wish: '让出水沟，赔两百块。',
  }
  const filed = await ask({}, { id: 'register', path: '/api/disputes/steps/register', method: 'POST', body })
  await mediated({ ask, filed, director: { name, headers: { cookie } }, nth })
  return spent
}

/** A whole walk by the API: the sum of what its requests took, one after the other, nobody else on the machine. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  await withDataDir(async (dataDir) => {
    const product = await startProduct(dataDir)
    try {
      const mediator = await enterDemo(product.url)
      const times: number[] = []
      let requests = 0
      for (let n = 0; n < WALKS + WARMING; n += 1) {
        const spent = await walk(product.url, mediator, n)
        if (n >= WARMING) times.push(spent.ms)
        requests = spent.requests
      }
      const say = (figure: string, at: number, limit?: number) =>
        tell({
          figure,
          value: Math.round(percentile(times, at)),
          unit: 'ms',
          ...(limit === undefined ? {} : { limit }),
          note: `${requests} requests, ${times.length} walks counted`,
        })
      say('whole_walk_p50', 0.5)
      say('whole_walk_p95', 0.95, 1000)
    } finally {
      await product.stop()
    }
  })
}
