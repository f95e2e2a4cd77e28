import { createPublicKey } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { cents, sumOf } from '#domain/agreements/amounts.ts'
import { UNLAWFUL } from '#domain/agreements/unlawful.ts'
import { now, setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { newApp, newWorld } from '#test/world.ts'
import { verifyAll } from '../../scripts/verify.ts'
import { driveCase, type Walked } from './case.ts'
import { realCases, reviewedCases } from './read.ts'

const real = realCases()
const reviewed = reviewedCases()
if (!real) console.log('real cases: skipped, the data beside the repository is absent')

/** A whole walk by the API (issue: A dispute walks). */
const MOST_MS = 1000
/** What is owed is not what the source adds up to, and why. */
const OTHER_SUMS: Readonly<Record<string, string>> = {
  'case-o30': '同一笔赔偿在第二个纠纷里又分给父母一份：两份协议加起来比总额多出这一份',
  'case-o36': '总额是手表的价钱：换一只，没有人付钱',
  'case-o50': '总额里有一部分在签订以前已经付清，三期加起来是余下的',
}

const part = (sorted: readonly number[], of: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0

test.skipIf(!real)(
  'each of the 55 cases walks from its door to its outcome through the front door',
  { timeout: 300_000 },
  async () => {
    const world = await newWorld()
    const app = await newApp(world)
    const { rows: people } = await world.owner.query<{ name: string; sign_in_name: string }>(
      'select name, sign_in_name from people',
    )
    const signInNameOf = (name: string): string => people.find((it) => it.name === name)?.sign_in_name ?? ''
    const walks: Walked[] = []
    const stuck: string[] = []
    let last = ''
    for (const [nth, one] of (real ?? []).entries()) {
      const read = reviewed.get(one.id)
      if (!read) throw new Error(`${one.id} is not read`)
      setNow(new Date(Date.UTC(2026, 2, 2 + nth, 1)).toISOString())
      try {
        walks.push(await driveCase(world, app, signInNameOf, one, read, nth))
      } catch (error) {
        stuck.push(error instanceof Error ? error.message : String(error))
      }
      if (now() > last) last = now()
    }
    setNow(last)
    expect(stuck).toEqual([])
    expect(walks).toHaveLength(55)
    expect(new Set(walks.flatMap((it) => it.stages))).toEqual(new Set(['closed']))

    // What may not be agreed was refused with its row and article, and is nowhere in what was signed.
    const refused = walks.flatMap((it) => it.refused)
    expect(refused.map(({ told, code }) => [told.code, code])).toEqual(refused.map(({ code }) => [code, code]))
    for (const { code, law } of refused) expect(law).toBe(UNLAWFUL[code].law)

    const read = [...reviewed.values()].flatMap((it) => it.terms.map((term) => term.class))
    const count = (kind: string): number => read.filter((it) => it === kind).length
    const sum = (of: (it: Walked) => number): number => walks.reduce((all, it) => all + of(it), 0)
    expect([refused.length, sum((it) => it.undertakings), sum((it) => it.outside_facts)]).toEqual(
      ['refused', 'undertaking', 'outside_fact'].map(count),
    )

    const sums = walks.flatMap(({ id, amounts }) => {
      const total = real?.find((it) => it.id === id)?.total_amount
      return total === null || total === undefined || cents(sumOf(amounts)) === cents(sumOf([String(total)]))
        ? []
        : [`${id}: ${sumOf(amounts)} of ${total}`]
    })
    expect(sums.map((it) => it.split(':')[0])).toEqual(Object.keys(OTHER_SUMS))

    expect(await checkInvariants(world)).toEqual([])
    const client = new pg.Client({ connectionString: world.ownerUrl })
    await client.connect()
    const verified = await verifyAll(client, createPublicKey(world.keys.head))
    await client.end()
    expect(verified.findings).toEqual([])

    const took = walks.map((it) => it.served).sort((a, b) => a - b)
    const worked = walks.map((it) => it.worked).sort((a, b) => a - b)
    console.log(
      JSON.stringify({
        real_cases: walks.length,
        files: verified.files,
        events: verified.events,
        obligation: count('obligation'),
        undertaking: count('undertaking'),
        outside_fact: count('outside_fact'),
        refused: refused.length,
        requests_a_case: Math.round(sum((it) => it.requests) / walks.length),
        p50_ms: Math.round(part(took, 0.5)),
        p95_ms: Math.round(part(took, 0.95)),
        worked_p50_ms: Math.round(part(worked, 0.5)),
        worked_p95_ms: Math.round(part(worked, 0.95)),
      }),
    )
    // By the work done: how long it took besides is the machine's other work (npm run bench measures that alone).
    expect(part(worked, 0.95)).toBeLessThanOrEqual(MOST_MS)
  },
)
