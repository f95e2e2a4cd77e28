import { HATS, type Hat } from '#domain/hats.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { OF_A_UNIT } from '../row-watch.ts'
import type { TestWorld } from '../world.ts'
import type { DryPool } from './dry-pool.ts'

/**
 * What no cell of this tour can notice: hats that nobody of the exact table wears where their steps are taken (who wears them is
 * told by src/domain/hats.test.ts), and those towards a complaint, which everybody but its own people is told is not there.
 */
const ELSEWHERE: readonly string[] = [
  ...(['assisting_mediator worn by nobody', 'grid_worker worn by nobody', 'court_desk worn by nobody'] as const),
  ...(['examiner worn by everybody', 'complainant worn by everybody'] as const),
]

type Policy = { name: string; table: string; cmd: string; using: string | null; check: string | null }
/** Asks the cells concerned; how many of them are red now. */
export type Reds = () => Promise<number>
/** What an answer is, for telling two apart. */
type Trying = () => Promise<{ statusCode: number }>

/**
 * Spoils what guards a file, one thing at a time, and counts the cells that turn red: each policy of the database dropped, each
 * hat of the table of steps put on everybody and taken from everybody. What nothing noticed is told at the end.
 */
export async function spoiler(world: Pick<TestWorld, 'owner'>, pool: DryPool) {
  const { rows: policies } = await world.owner.query<Policy>(
    `select policyname as name, tablename as table, cmd, qual as using, with_check as check from pg_policies
     where schemaname = 'public' and roles = '{public}' and permissive = 'PERMISSIVE' and tablename <> all ($1) order by 2, 3, 1`,
    [OF_A_UNIT],
  )
  const noticed = new Map<string, number>()
  const nameOf = ({ name, table, cmd }: Policy): string => `${table} ${cmd} ${name}`
  const note = (what: string, reds: number): void => void noticed.set(what, Math.max(noticed.get(what) ?? 0, reds))

  async function without(policy: Policy, work: () => Promise<void>): Promise<void> {
    const { name, table, cmd, using, check } = policy
    await world.owner.query(`drop policy ${name} on ${table}`)
    try {
      await work()
    } finally {
      const clauses = `${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''}`
      await world.owner.query(`create policy ${name} on ${table} for ${cmd}${clauses}`)
    }
  }

  /** The policies for reading, told by the rows of a file that stands here. `there`: the tables that hold rows of it. */
  async function reading(there: ReadonlySet<string>, reds: Reds): Promise<void> {
    for (const policy of policies)
      if (['SELECT', 'ALL'].includes(policy.cmd) && there.has(policy.table) && !noticed.get(nameOf(policy)))
        await without(policy, async () => note(nameOf(policy), await reds()))
  }

  /** The policies for adding and changing, told by a step that does it: refused, or other rows written than otherwise. */
  async function writing(tried: Trying): Promise<void> {
    const rightly = await pool.dry(tried)
    if (rightly.statusCode >= 400) return
    const usual = pool.written()
    for (const policy of policies) {
      const what = `${policy.cmd} ${policy.table}`
      if (!usual.has(what) || noticed.get(nameOf(policy))) continue
      await without(policy, async () => {
        const { statusCode } = await pool.dry(tried)
        const isRed = statusCode >= 400 || pool.written().get(what) !== usual.get(what)
        note(nameOf(policy), isRed ? 1 : 0)
      })
    }
  }

  /** The hats under which a step is taken, each worn by everybody and then by nobody. */
  async function hats(id: StepName, reds: Reds): Promise<void> {
    const spoilt = HATS as Record<Hat, { worn: (typeof HATS)[Hat]['worn'] }>
    for (const hat of TABLE[id].by) {
      const { worn } = spoilt[hat]
      for (const [what, wears] of [
        ['worn by everybody', true],
        ['worn by nobody', false],
      ] as const) {
        if (noticed.get(`${hat} ${what}`)) continue
        spoilt[hat].worn = () => wears
        note(`${hat} ${what}`, await reds())
        spoilt[hat].worn = worn
      }
    }
  }

  /** What was spoilt, with the cells that turned red; and what no cell was there for. */
  const found = () => ({
    reds: Object.fromEntries(noticed),
    unnoticed: [...noticed].filter(([what, reds]) => reds === 0 && !ELSEWHERE.includes(what)).map(([what]) => what),
    elsewhere: ELSEWHERE,
    untried: policies.map(nameOf).filter((it) => !noticed.has(it)),
  })
  return { reading, writing, hats, found }
}
