import type pg from 'pg'
import { residentMegabytes } from '#test/product.ts'
import { type Asked, arrivals, faultsOf, sumOf } from '../harness/arrivals.ts'
import { startRig } from '../harness/rig.ts'
import type { Figure } from './run.ts'

/** Ten times the nation's average of some 17 million disputes a year, in office hours, on one installation. */
const RATE = 24
const SECONDS = Number(process.env.BENCH_LOAD_SECONDS ?? 600)
/** How long each rate on the way to the knee is kept up, and the overload beyond it. */
const STEP_SECONDS = Math.min(20, SECONDS)
/** Seconds: no message waits longer to be sent. */
const LAG = 5
const PROMISED = { share: 0.99, ms: 400 }
const KNEE_FLOOR = 48
const STEEPER = 1.25
/** How long those who come after the overload are looked at. */
const SECONDS_AFTER = 20
/** A server that has been up for a while has its plans; memory is compared from the end of the first third on. */
const WARMING = { rate: 10, seconds: Math.min(20, SECONDS), patience: 'finish' } as const

/** Whole seconds from `since` until answers are again as promised and stay so; as many as were looked at where they never are. */
function recovered(asked: readonly Asked[], since: number, seconds: number): number {
  const inSecond = (nth: number) => asked.filter(({ at }) => at >= since + nth * 1000 && at < since + (nth + 1) * 1000)
  let last = seconds
  while (last > 0 && faultsOf(inSecond(last - 1), PROMISED).length === 0) last -= 1
  return last
}

/** Seconds from when the latest of all messages was due until the gateway took it; of those not yet taken, until now. */
async function lagOf(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ lag: string }>(
    `select coalesce(max(extract(epoch from coalesce(settled_at, $1) - due_at)), 0) as lag from effects
      where kind = 'text_message' and due_at < $1`,
    [new Date().toISOString()],
  )
  return Math.round(Number(rows[0]?.lag) * 10) / 10
}

/**
 * What two servers, the database and those who ask bear together: people come whether or not those before them were answered.
 * The load that is promised, the rate at which it is no longer kept, three times that, and how soon it is over.
 */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  const rig = await startRig({ servers: 2 })
  try {
    await Promise.all([...rig.servers, rig.worker].map((each) => each.start()))
    await rig.serverAnswers()
    const people = await arrivals(rig)
    const during = async (rate: number, seconds: number, patience: 'finish' | 'go_away'): Promise<Asked[]> => {
      const from = people.asked.length
      await people.come({ rate, seconds, patience })
      return people.asked.slice(from)
    }
    const memory = () => rig.servers.reduce((sum, { pid }) => sum + residentMegabytes(pid), 0)
    await people.come(WARMING)

    const third = await during(RATE, SECONDS / 3, 'finish')
    const before = memory()
    const steady = [...third, ...(await during(RATE, (SECONDS * 2) / 3, 'finish'))]
    const sum = sumOf(steady)
    const note = `${RATE} filings a second for ${SECONDS} s, each with its life; ${steady.length} requests`
    tell({ figure: 'steady_p50', value: sum.p50, unit: 'ms', note })
    tell({ figure: 'steady_p99', value: sum.p99, unit: 'ms', limit: PROMISED.ms, note })
    tell({ figure: 'steady_filing_p99', value: sum.intake_p99, unit: 'ms', limit: PROMISED.ms, note })
    const away = steady.filter(({ status }) => status === 503).length
    tell({ figure: 'steady_errors', value: sum.errors + away, unit: 'requests', limit: 0, note })
    const { begun, closed, wrong: amiss } = people.wholes
    tell({
      figure: 'steady_mediated',
      value: begun ? Math.round((closed / begun) * 1000) / 1000 : 0,
      unit: 'share closed of those that went through mediation',
      floor: 1,
      note: [`${begun} of them, each of 25 requests`, ...[...amiss].slice(0, 3)].join('; '),
    })
    tell({
      figure: 'messages_lag',
      value: await lagOf(rig.owner),
      unit: 's',
      limit: LAG,
      note: 'from when a message was due',
    })
    const grown = Math.round(memory() - before)
    tell({ figure: 'memory_grown', value: grown, unit: 'MB', limit: 60, note: 'two servers, over the last two thirds' })

    // A machine that does not bear the promised load has no knee above it; what it does beyond is looked at all the same.
    let knee = faultsOf(steady, PROMISED).length ? 0 : RATE
    for (let rate = KNEE_FLOOR; ; rate = Math.round(rate * STEEPER)) {
      if (faultsOf(await during(rate, STEP_SECONDS, 'finish'), PROMISED).length) break
      knee = rate
    }
    tell({
      figure: 'knee',
      value: knee,
      unit: 'filings a second, each with its life',
      floor: KNEE_FLOOR,
      note: `the last rate of ${STEP_SECONDS} s that was answered as promised; each next is ${STEEPER} times as many`,
    })

    const tooMany = 3 * Math.max(knee, RATE)
    const { wave, drained } = await people.begin({ rate: tooMany, seconds: STEP_SECONDS, patience: 'go_away' })
    // From the last arrival on: what of the overload is still under way stands in the way of those who come after it.
    const since = performance.now()
    const after = await people.begin({ rate: RATE, seconds: SECONDS_AFTER, patience: 'finish' })
    await Promise.all([drained, after.drained])
    const over = sumOf(wave.asked)
    const share = wave.filed / wave.came
    const wrong = wave.asked.filter((it) => it.urgency === 'always' && ![200, 201].includes(it.status)).length
    const at = `${tooMany} filings a second for ${STEP_SECONDS} s`
    tell({ figure: 'overload_filed', value: Math.round(share * 1000) / 1000, unit: 'share', floor: 0.95, note: at })
    tell({ figure: 'overload_filing_p99', value: over.intake_p99, unit: 'ms', note: at })
    tell({ figure: 'overload_errors', value: over.errors, unit: 'requests', note: at })
    tell({ figure: 'overload_always_not_done', value: wrong, unit: 'requests', limit: 0, note: at })
    for (const urgency of ['later', 'work', 'always'] as const)
      tell({
        figure: `overload_turned_away_${urgency}`,
        value: Math.round(over.turned_away[urgency] * 1000) / 1000,
        unit: 'share',
        ...(urgency === 'always' ? { limit: 0 } : {}),
        note: at,
      })
    tell({ figure: 'recovery', value: recovered(after.wave.asked, since, SECONDS_AFTER), unit: 's', limit: 10 })
    people.end()
  } finally {
    await rig.stop()
  }
}
