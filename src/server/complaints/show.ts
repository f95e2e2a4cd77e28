import { sql } from 'kysely'
import type { z } from 'zod'
import type { complaint, complaints, myComplaint } from '#contract/complaints.ts'
import { EXAMINING_ROLES, kindSays } from '#domain/complaints/examiner.ts'
import { CONDUCTS, FINDINGS, MEASURES } from '#domain/complaints/inputs.ts'
import { inDanger } from '#domain/danger/violence.ts'
import { canTake } from '#domain/decide.ts'
import { type ComplaintFacts, type Part, partsOf, STATUSES, type StatusOf } from '#domain/disputes/parts.ts'
import { OFFERED } from '#domain/table.ts'
import { LAWFUL_ROUTES } from '#domain/triage/routes.ts'
import { clockCard } from '../clocks/card.ts'
import { clocksOf } from '../clocks/find.ts'
import { timingOf } from '../clocks/timing.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type Loaded, loadFile } from '../disputes/load.ts'
import { writeLook } from '../disputes/looks.ts'
import { hereFor } from '../disputes/page.ts'
import { papersOf } from '../documents/find.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { openSecrets } from '../identity/write.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type PartyAsker = Extract<Asker, { kind: 'party' }>
/** More than any unit examines at one time. */
const MOST = 100

/** The complaint of a file. A file of another kind, or of a complaint one may not read, is not there. */
function complaintOf(loaded: Loaded | null): { loaded: Loaded; part: Part<'complaint'> } {
  const [part] = partsOf(loaded?.parts ?? [], 'complaint')
  if (!loaded || !part) throw new Problem('not_found')
  return { loaded, part }
}

const said = (facts: ComplaintFacts) => ({
  kind: facts.kind,
  kind_says: kindSays(facts.kind),
  conducts: facts.conducts.map((it) => CONDUCTS[it]),
  whom: facts.whom,
  what: facts.what,
  about_code: facts.about_code,
  about_unit: facts.about_unit,
  because: facts.examined_because,
})
const answered = ({ answer }: ComplaintFacts) =>
  answer
    ? {
        finding: answer.finding,
        finding_says: FINDINGS[answer.finding],
        found: answer.found,
        measures: answer.measures.map((it) => MEASURES[it]),
        on: answer.on,
      }
    : null

const common = (world: World, { file, responsible, clocks }: Loaded, part: Part<'complaint'>, today: string) => {
  const [clock] = clocks
  return {
    file_id: file.id,
    complaint_id: part.id,
    short_code: file.short_code,
    received_at: file.received_at,
    status: part.status,
    status_says: STATUSES.complaint[part.status],
    unit: responsible,
    ...said(part.facts),
    clock: clock ? clockCard(clock, { kind: 'unit' as const, says: responsible.name }, today, timingOf(world)) : null,
    answer: answered(part.facts),
  }
}

/** Her own complaint, by its own link. @throws Problem not_found where the link is to something else */
export const myComplaintPage = (world: World, asker: PartyAsker): Promise<z.input<typeof myComplaint.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const { loaded, part } = complaintOf(await loadFile(trx, asker.file_id, false))
    const here = hereFor(world, loaded, asker.actor)
    const papers = await papersOf(trx, loaded.file.id)
    return {
      ...common(world, loaded, part, here.today),
      taken_up_on: part.facts.taken_up?.on ?? null,
      papers: papers.filter((it) => it.for_parties?.includes(asker.actor.party_id)).map((it) => it.paper),
      can: canTake(OFFERED, here, part),
      routes: [...LAWFUL_ROUTES],
    }
  })

/** How she is reached stands with her dispute: shown to whoever examines, where that one may be seen. */
async function reachOf(world: World, trx: Trx, partyId: string): Promise<string | null> {
  const row = await trx.selectFrom('parties').select('reach_id').where('id', '=', partyId).executeTakeFirst()
  if (!row?.reach_id) return null
  return (await openSecrets(world, trx, [row.reach_id])).get(row.reach_id) ?? null
}

/** A complaint before the unit that examines it. Opening it is a look (`opened`: as in `staffPage`). @throws Problem not_found */
export const complaintPage = (
  world: World,
  asker: Staff,
  fileId: string,
  opened = true,
): Promise<z.input<typeof complaint.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const { loaded, part } = complaintOf(await loadFile(trx, fileId, false))
    const here = hereFor(world, loaded, asker.actor)
    const { facts } = part
    // Whoever comes after the unit that examined it may be complained of: until it went over, she does not read it.
    if (facts.unit_id !== asker.actor.unit_id) throw new Problem('not_found')
    const [papers, reach, about] = await Promise.all([
      papersOf(trx, fileId),
      reachOf(world, trx, facts.by_party),
      loadFile(trx, facts.about_file, false),
    ])
    // The file looked at last is the one that counts as seen, and a look is written to that one alone.
    await sql`select set_config('app.seen', ${fileId}, true)`.execute(trx)
    if (opened) await writeLook(trx, fileId, asker, 'page')
    const [dispute] = partsOf(about?.parts ?? [], 'dispute')
    const steps = about && dispute ? canTake(OFFERED, hereFor(world, about, asker.actor), dispute) : []
    return {
      ...common(world, loaded, part, here.today),
      about_file: facts.about_file,
      by_name: facts.by_name,
      // Where somebody may be hurt, a way to reach anybody is read one by one, with a reason (反家庭暴力法 五): on the dispute's page.
      reach: about && inDanger(about.parts) ? null : reach,
      written_by: facts.written_by ?? null,
      taken_up: facts.taken_up ?? null,
      may_go_on: facts.kind === 'not_solved' && steps.includes('rebound'),
      papers: papers.map((it) => it.paper),
      can: canTake(OFFERED, here, part),
    }
  })

/** What my unit examines: those that wait for an answer first, the most urgent of them before the others. */
export const complaintsOf = (world: World, asker: Staff): Promise<z.input<typeof complaints.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const { actor } = asker
    if (!EXAMINING_ROLES.includes(actor.role)) return { lines: [] }
    const rows = await trx
      .selectFrom('complaints')
      .innerJoin('files', 'files.id', 'complaints.file_id')
      .innerJoin('units', 'units.id', 'files.responsible_unit')
      .select([
        'files.id',
        'files.short_code',
        'files.received_at',
        'units.name',
        'complaints.status',
        'complaints.facts',
      ])
      .where('files.responsible_unit', '=', actor.unit_id)
      .orderBy(sql`complaints.status in ('answered', 'withdrawn')`)
      .orderBy('files.received_at')
      .limit(MOST)
      .execute()
    const clocks = await Promise.all(rows.map(({ id }) => clocksOf(trx, id)))
    return {
      lines: rows.map((row, at) => {
        const status = row.status as StatusOf<'complaint'>
        const facts = row.facts as ComplaintFacts
        const clock = clocks[at]?.[0]
        return {
          file_id: row.id,
          short_code: row.short_code,
          received_at: row.received_at,
          status,
          status_says: STATUSES.complaint[status],
          kind_says: kindSays(facts.kind),
          about_code: facts.about_code,
          about_unit: facts.about_unit,
          clock: clock ? clockCard(clock, { kind: 'unit', says: row.name }, asker.scope.today, timingOf(world)) : null,
        }
      }),
    }
  })
