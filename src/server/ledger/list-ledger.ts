import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { ledger, ledgerSheet } from '#contract/ledger.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { COLOURS } from '#domain/ledger/colours.ts'
import { LEDGER_STATES } from '#domain/ledger/result.ts'
import { DISPUTE_TYPES } from '#domain/triage/types.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { idsListed, PAGE } from '../disputes/list-files.ts'
import { plannedAnew, type Staff } from '../disputes/list-line.ts'
import { placeNames, placeNow, unitNames } from '../organisations/find.ts'
import { logExport } from '../organisations/log-export.ts'
import type { World } from '../world.ts'
import { ledgerLines } from './lines.ts'
import { ledgerWorkbook } from './sheet.ts'

type Asked = z.output<typeof ledger.query>
/** More rows than anybody reads; where there are more, the sheet says so. */
export const MOST_ROWS = 5_000
const AT_ONCE = 500

/** What the ledger is narrowed by beside what every list is. */
const alsoAsked = ({ state, colour, mark }: Pick<Asked, 'state' | 'colour' | 'mark'>): RawBuilder<SqlBool>[] => [
  sql<SqlBool>`files.kind = 'dispute'`,
  ...(state ? [sql<SqlBool>`files.ledger = any (${state}::text[])`] : []),
  ...(colour ? [sql<SqlBool>`files.colour = ${colour}`] : []),
  ...(mark === 'supervised'
    ? [sql<SqlBool>`files.id in (select s.file_id from supervisions s where s.status in ('asked', 'answered'))`]
    : []),
  ...(mark === 'packaged'
    ? [sql<SqlBool>`files.id in (select k.file_id from packages k where k.status = 'going_on')`]
    : []),
]

async function idsOf(trx: Trx, asker: Staff, asked: Asked, most: number): Promise<string[]> {
  const place = asked.place === undefined ? undefined : await placeNow(trx, asked.place)
  await plannedAnew(trx)
  return idsListed(trx, asker, asked, place, alsoAsked(asked), most)
}

/** A page of the working ledger, newest first: a view over the files, never a second entry (S0-20). */
export const ledgerOf = (world: World, asker: Staff, asked: Asked): Promise<z.input<typeof ledger.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const ids = await idsOf(trx, asker, asked, PAGE + 1)
    return { lines: await ledgerLines(trx, asker, world, ids.slice(0, PAGE)), more: ids.length > PAGE }
  })

/** The query in words, as it is printed on the sheet. */
async function queryWords(trx: Trx, asked: z.output<typeof ledgerSheet.query>): Promise<[string, string][]> {
  const [place, units] = await Promise.all([
    asked.place === undefined ? [] : placeNames(trx, asked.place),
    unitNames(trx, asked.unit === undefined ? [] : [asked.unit]),
  ])
  const said: [string, string | undefined][] = [
    ['范围', asked.scope === 'area' ? '本辖区' : '我参与的'],
    ['地方', place.join('') || undefined],
    ['单位', asked.unit === undefined ? undefined : units.get(asked.unit)],
    ['类型', asked.type && DISPUTE_TYPES[asked.type]],
    ['状态', asked.state?.map((it) => LEDGER_STATES[it]).join('、')],
    ['颜色', asked.colour && COLOURS[asked.colour]],
    ['收到', asked.from || asked.to ? `${asked.from ?? '最早'} 至 ${asked.to ?? '今天'}` : undefined],
    ['只看', asked.mark && { supervised: '督办中的', packaged: '包案中的' }[asked.mark]],
    ['只看', asked.overdue && '超期的'],
    ['只看', asked.enterprise && '涉企的'],
  ]
  return said.flatMap(([label, words]) => (words ? [[label, words] satisfies [string, string]] : []))
}

/** What the reader sees of the ledger under this query as a workbook, with the query printed on it; that it left stands in the log. */
export const sheetOf = (
  world: World,
  asker: Staff,
  asked: z.output<typeof ledgerSheet.query>,
): Promise<z.input<typeof ledgerSheet.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const ids = await idsOf(trx, asker, { ...asked, before: undefined, before_id: undefined }, MOST_ROWS + 1)
    const shown = ids.slice(0, MOST_ROWS)
    const lines = []
    for (let at = 0; at < shown.length; at += AT_ONCE)
      lines.push(...(await ledgerLines(trx, asker, world, shown.slice(at, at + AT_ONCE))))
    const more = ids.length > MOST_ROWS
    const at = now()
    const query = await queryWords(trx, asked)
    const said = query.map(([label, words]) => `${label} ${words}`).join('；')
    await logExport(trx, asker, { at, query: said, files: lines.length })
    const bytes = await ledgerWorkbook(lines, {
      query,
      by: `${asker.actor.unit_name} ${asker.actor.name}`,
      at,
      more,
    })
    return { name: `台账-${dayIn(at)}.xlsx`, base64: bytes.toString('base64'), count: lines.length, more }
  })
