import { CompiledQuery } from 'kysely'
import type { z } from 'zod'
import type { LedgerLine } from '#contract/ledger.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { COLOURS } from '#domain/ledger/colours.ts'
import { LACKING_RESULT, LEDGER_STATES, lackingResult, ledgerStateOf } from '#domain/ledger/result.ts'
import { DISPUTE_TYPES, type DisputeType, type TriageFacts } from '#domain/triage/types.ts'
import { PERFORMANCES } from '#domain/visits/inputs.ts'
import type { Trx } from '../db/connection.ts'
import { type NamedLine, namedLines, type Staff } from '../disputes/list-line.ts'
import { maskName, maskNamesIn } from '../identity/masks.ts'
import { namesOfPeople } from '../identity/names-hidden.ts'
import { unitNames } from '../organisations/find.ts'
import type { World } from '../world.ts'

type Row = { file_id: string } & Part
type Beside = { file_id: string; found_by: string | null; papers: number; due_on: string | null }

/** All parts of these files that a ledger line is read from, in one question a table. */
const PARTS = `select file_id, 'dispute' as part, id, status, version,
    facts || jsonb_build_object('where_text', where_text, 'wish', wish, 'dispute_type', dispute_type) as facts
    from disputes where file_id = any ((select $1::uuid[])::uuid[])
  union all select file_id, 'task', id, status, version, facts || jsonb_build_object('unit_id', unit_id) from tasks where file_id = any ((select $1::uuid[])::uuid[])
  union all select file_id, 'party', id, status, version, facts || jsonb_build_object('name', name, 'side', side) from parties where file_id = any ((select $1::uuid[])::uuid[])
  union all select file_id, 'mediation', id, status, version, facts from mediations where file_id = any ((select $1::uuid[])::uuid[])
  union all select file_id, 'agreement', id, status, version, jsonb_build_object('effective_on', facts -> 'effective_on') from agreements
    where file_id = any ((select $1::uuid[])::uuid[]) and status = 'in_effect'
  union all select file_id, 'obligation', id, status, version, facts from obligations where file_id = any ((select $1::uuid[])::uuid[])
  union all select file_id, 'visit', id, status, version, facts from visits where file_id = any ((select $1::uuid[])::uuid[])
  union all select file_id, 'supervision', id, status, version, facts from supervisions where file_id = any ((select $1::uuid[])::uuid[])
  union all select file_id, 'package', id, status, version, facts from packages where file_id = any ((select $1::uuid[])::uuid[])
  order by id`

const BESIDE = `select f.id as file_id,
    (select coalesce(e.actor ->> 'unit_name' || ' ' || (e.actor ->> 'name'), '') from events e where e.file_id = f.id and e.seq = 1) as found_by,
    (select count(*)::int from papers p where p.file_id = f.id) as papers,
    (select min(c.due_on)::text from clocks c where c.file_id = f.id and c.rule = 'T-85' and c.state = 'running') as due_on
  from files f where f.id = any ((select $1::uuid[])::uuid[])`

const yes = (it: unknown): boolean => it !== null && it !== undefined
const ENDED: Readonly<Record<string, string>> = { resolved: '已化解', unresolved: '未化解', diverted: '已导入其他途径' }

/** One file as the ledger's line: every word of it from the file. */
function ledgerLine(
  { line, plain }: NamedLine,
  parts: readonly Part[],
  beside: Beside | undefined,
  units: ReadonlyMap<number, string>,
): z.input<typeof LedgerLine> {
  const people = partsOf(parts, 'party')
  const hidden = plain ? [] : namesOfPeople(people)
  const says = (text: string): string => maskNamesIn(text, hidden)
  const named = (name: string): string => (hidden.includes(name) ? maskName(name) : name)
  const [dispute] = partsOf(parts, 'dispute')
  const facts = dispute?.facts
  const tasks = partsOf(parts, 'task')
  const lead = tasks.filter((it) => !it.facts.assists).at(-1)
  const mediation = partsOf(parts, 'mediation').at(-1)
  const kept = partsOf(parts, 'package').find((it) => it.status === 'going_on') ?? partsOf(parts, 'package').at(-1)
  const visits = partsOf(parts, 'visit').flatMap((it) => (it.facts.found ? [it.facts.found] : []))
  const agreed = partsOf(parts, 'agreement').at(-1) as { facts: { effective_on?: string | null } } | undefined
  const state = ledgerStateOf(parts)
  const asked = (facts?.triage?.facts ?? {}) as Partial<TriageFacts>
  const last = facts?.progress?.at(-1)
  return {
    line,
    state,
    state_says: LEDGER_STATES[state],
    lacking: ['gone', 'struck_off', 'new', 'assigned'].includes(state)
      ? []
      : lackingResult(parts).map((it) => LACKING_RESULT[it]),
    colour: facts?.colour?.colour ?? null,
    colour_says: facts?.colour ? COLOURS[facts.colour.colour] : '',
    found_on: dayIn(line.received_at),
    found_by: beside?.found_by ?? '',
    where: says(facts?.where_text ?? ''),
    people: people.map((it) => named(it.facts.name)).join('、'),
    // Whoever triaged may know of more people than are named on the file, and the other way round.
    people_count: Math.max(
      asked.people_count ?? 0,
      people.reduce((sum, it) => sum + (it.facts.members ?? 1), 0),
    ),
    amount: asked.amount_yuan ?? '',
    type_says: facts?.dispute_type ? (DISPUTE_TYPES[facts.dispute_type as DisputeType] ?? facts.dispute_type) : '',
    wish: says(facts?.wish ?? ''),
    group: people.some((it) => it.facts.kind === 'group'),
    danger: yes(line.danger),
    lead_unit: line.unit_name,
    other_units: [...new Set(tasks.filter((it) => it.facts.assists).map((it) => units.get(it.facts.unit_id) ?? ''))]
      .filter(Boolean)
      .join('、'),
    leader: kept ? `${kept.facts.leader}（${kept.facts.leader_post}）` : '',
    handler: lead?.facts.held_by?.name ?? mediation?.facts.mediators.map((it) => it.name).join('、') ?? '',
    measures: says(kept?.facts.plan ?? last?.next ?? ''),
    due_on: beside?.due_on ?? null,
    progress: says((facts?.progress ?? []).map((it) => `${it.on} ${it.text}`).join('；')),
    how: mediation ? `调解（${STATUSES.mediation[mediation.status]}）` : '',
    result: lead ? (ENDED[lead.status] ?? '') : '',
    settled_on: agreed?.facts.effective_on ?? null,
    why_not: state === 'unresolved' || state === 'diverted' ? says(lead?.facts.outcome_note ?? '') : '',
    visits: visits
      .map((it) => `${dayIn(it.at)} ${PERFORMANCES[it.performance as keyof typeof PERFORMANCES] ?? ''}`)
      .join('；'),
    papers: beside?.papers ?? 0,
    supervised: partsOf(parts, 'supervision').some((it) => it.status === 'asked' || it.status === 'answered'),
  }
}

/** Lines of the ledger for files that are known by their identifiers, in that order; what the reader has a slip or a question of alone stands in no ledger. */
export async function ledgerLines(
  trx: Trx,
  asker: Staff,
  world: World,
  ids: readonly string[],
): Promise<z.input<typeof LedgerLine>[]> {
  if (ids.length === 0) return []
  const list = `{${ids.join(',')}}`
  const [lines, parts, beside] = await Promise.all([
    namedLines(trx, asker, world, ids),
    trx.executeQuery<Row>(CompiledQuery.raw(PARTS, [list])),
    trx.executeQuery<Beside>(CompiledQuery.raw(BESIDE, [list])),
  ])
  const of = new Map<string, Row[]>()
  for (const row of parts.rows) {
    const known = of.get(row.file_id)
    if (known) known.push(row)
    else of.set(row.file_id, [row])
  }
  const around = new Map(beside.rows.map((row) => [row.file_id, row]))
  const units = await unitNames(
    trx,
    parts.rows.flatMap((row) => (row.part === 'task' && row.facts.assists ? [row.facts.unit_id] : [])),
  )
  return lines
    .filter(({ cut_down }) => cut_down === null)
    .map((it) => ledgerLine(it, of.get(it.line.file_id) ?? [], around.get(it.line.file_id), units))
}
