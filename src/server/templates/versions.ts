import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import type { TemplateForm } from '#domain/documents/template-forms.ts'
import type { Trx } from '../db/connection.ts'

/** Every version of every template, newest first, with what became of it. */
export const versionsIn = (trx: Trx) =>
  trx
    .selectFrom('template_versions as v')
    .innerJoin('people as p', 'p.id', 'v.by_person')
    .leftJoin('template_releases as r', (on) => on.onRef('r.form', '=', 'v.form').onRef('r.version', '=', 'v.version'))
    .leftJoin('people as d', 'd.id', 'r.by_person')
    .leftJoin('template_ends as e', (on) => on.onRef('e.form', '=', 'v.form').onRef('e.version', '=', 'v.version'))
    .leftJoin('people as q', 'q.id', 'e.by_person')
    .select(['v.form', 'v.version', 'v.name', 'v.sha256', 'v.size', 'v.lacks', 'v.effective_on', 'v.because', 'v.at'])
    .select(['v.by_person', 'p.name as by', 'r.verdict', 'r.because as decided_because', 'r.at as decided_at'])
    .select(['d.name as decided_by', 'e.at as ended_at', 'e.because as ended_because', 'q.name as ended_by'])
    .orderBy('v.version', 'desc')
    .execute()
export type VersionRow = Awaited<ReturnType<typeof versionsIn>>[number]

/** Whether a version was released, and not ended again before its day began: then it never began, and the one before it goes on. */
const began = (it: VersionRow): boolean =>
  it.verdict === 'released' && (it.ended_at === null || dayIn(it.ended_at) >= it.effective_on)

/** The version used on a day: the newest released one whose day has come; none where that one was ended while it was used. */
export function inForce(rows: readonly VersionRow[], form: TemplateForm, on: Day): VersionRow | null {
  const newest = rows.find((it) => it.form === form && began(it) && it.effective_on <= on)
  return newest && newest.ended_at === null ? newest : null
}

export const STATES = {
  in_force: '现在用的',
  to_come: '到日子起用',
  past: '以前用过',
  overtaken: '没轮到用，被后一版代替',
  waiting: '等另一位发布',
  dropped: '没有用',
  ended: '已经停用',
} as const

/** How a version stands on a day. */
export function stateOf(rows: readonly VersionRow[], row: VersionRow, today: Day): keyof typeof STATES {
  if (row.verdict === null) return 'waiting'
  if (row.verdict === 'dropped') return 'dropped'
  if (row.ended_at !== null) return 'ended'
  const form = row.form as TemplateForm
  const onItsDay = rows.find((it) => it.form === form && began(it) && it.effective_on <= row.effective_on)
  if (onItsDay?.version !== row.version) return 'overtaken'
  if (row.effective_on > today) return 'to_come'
  return inForce(rows, form, today)?.version === row.version ? 'in_force' : 'past'
}
