import { randomUUID } from 'node:crypto'
import { percentile, startProduct, withDataDir } from '#test/product.ts'
import type { Figure } from './run.ts'

const WALKS = 40
const WARMING = 10
const PLACE = 990326100210000
/** The director of the village's committee in the demo: she receives, mediates, visits and closes. */
const MEDIATOR = 'tian.youyu'

type Reply = Record<string, unknown> & { parts?: { part: string; id: string }[] }
type Asking = { method?: 'GET' | 'POST'; body?: object }

/** Somebody who asks, one request after the other; every answer counts towards `spent`. */
function speaker(url: string, headers: Record<string, string>, spent: { ms: number; requests: number }) {
  return async (path: string, { method = 'POST', body = {} }: Asking = {}): Promise<Reply> => {
    const began = performance.now()
    const answer = await fetch(url + path, {
      method,
      headers:
        method === 'GET'
          ? headers
          : { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
    const reply = (await answer.json()) as Reply
    spent.ms += performance.now() - began
    spent.requests += 1
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(reply)}`)
    return reply
  }
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

const newest = (reply: Reply, part: string): string => reply.parts?.filter((it) => it.part === part).at(-1)?.id ?? ''
const secretOf = (link: unknown): Record<string, string> => ({
  authorization: `Link ${String(link).split('#')[1] ?? ''}`,
})

/** One dispute from a villager's phone to a closed file, every step its own request; the milliseconds the server took in all. */
async function walk(
  url: string,
  { cookie, name }: { cookie: string; name: string },
  n: number,
): Promise<{ ms: number; requests: number }> {
  const spent = { ms: 0, requests: 0 }
  const office = speaker(url, { cookie }, spent)
  const filed = await speaker(
    url,
    {},
    spent,
  )('/api/disputes/steps/register', {
    body: {
      your_name: `走访人${n}`,
      reach: `1000${String(5_000_000 + n)}`,
      other_side: '邢家',
      place_code: PLACE,
      where_text: '老槐树往东',
      what_happened: `第 ${n} 次：院墙占了水沟，雨水流进灶房。`,
      wish: '让出水沟，赔两百块。',
    },
  })
  const at = `/api/disputes/${filed.file_id}`
  const applicant = speaker(url, secretOf(filed.link), spent)
  await office(`${at}/steps/triage`, { body: { dispute_type: 'M02' } })
  const accepted = await office(`${at}/steps/accept_here`)
  const named = await office(`${at}/steps/name_party`, {
    body: { side: 'respondent', name: `邢某${n}`, reach: `1000${String(6_000_000 + n)}` },
  })
  const parties = (named.parts ?? []).filter((it) => it.part === 'party').map((it) => it.id)
  const [first = '', second = ''] = parties
  const proposed = await office(`${at}/tasks/${newest(accepted, 'task')}/steps/propose_mediation`, {
    body: { parties, matter: '院墙和水沟' },
  })
  const mediation = `${at}/mediations/${newest(proposed, 'mediation')}/steps`
  await office(`${mediation}/invite`, { body: { party_id: second, how: 'qr' } })
  const invitation = await office(`${at}/parties/${second}/invitation`, { method: 'GET' })
  const respondent = speaker(url, secretOf(invitation.link), spent)
  await applicant(`${mediation}/agree_to_mediation`)
  await respondent(`${mediation}/agree_to_mediation`)
  await office(`${mediation}/accept_mediation`)
  const choices = (await office(`${mediation.replace('/steps', '')}/mediators`, { method: 'GET' })) as unknown as {
    mediators: { person_id: string; name: string }[]
  }
  const mediators = [choices.mediators.find((it) => it.name === name)?.person_id ?? '']
  await office(`${mediation}/assign_mediator`, { body: { mediators, chosen_by: 'parties' } })
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  const offered = await office(`${mediation}/offer_times`, { body: { times: [{ at: soon, place: '村部' }] } })
  if (!offered.file_id) throw new Error('no times were offered')
  await office(`${mediation}/notify_session`, { body: { at: soon, place: '村部', mode: 'joint' } })
  await office(`${mediation}/begin_session`, { body: { rights_told: true, present: parties } })
  await office(`${mediation}/record_session`, {
    body: { mode: 'joint', place: '村部', present: parties, text: '双方到现场看了水沟，谈妥了。', result: 'agreed' },
  })
  const drafted = await office(`${mediation}/draft_agreement`, {
    body: {
      dispute_facts: '院墙占了水沟。',
      clauses: [
        {
          nature: 'pay',
          debtors: [{ party_id: second }],
          creditors: [first],
          what: '赔偿灶房损失',
          amount: '200',
          due: { kind: 'at_signing' },
        },
      ],
    },
  })
  const agreement = `${at}/agreements/${newest(drafted, 'agreement')}/steps`
  await office(`${agreement}/lay_out_agreement`)
  for (const party_id of parties)
    await office(`${agreement}/record_signature`, { body: { party_id, edition: 1, known_by: 'known_in_person' } })
  await office(`${agreement}/sign_as_mediator`, { body: { edition: 1 } })
  const inEffect = await office(`${agreement}/put_in_effect`, { body: { sealed: true } })
  await applicant(`${at}/obligations/${newest(inEffect, 'obligation')}/steps/confirm_performed`)
  await office(`${at}/visits/${newest(inEffect, 'visit')}/steps/record_visit`, {
    body: {
      how: 'visit',
      visited: parties,
      performance: 'all',
      satisfaction: 'satisfied',
      satisfaction_by: parties[0],
      satisfaction_words: '满意。',
      account: '都满意。',
    },
  })
  await office(`${at}/steps/close`)
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
