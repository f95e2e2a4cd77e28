import type { z } from 'zod'
import type { registerSheet, registers } from '#contract/registers.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { isAmong, linesOf } from '#domain/registers/lines.ts'
import { type Keeper, linesSeen, mayAdd } from '#domain/registers/rights.ts'
import { REGISTER_FILTERS, REGISTERS, type Register } from '#domain/registers/words.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import type { Staff } from '../disputes/list-line.ts'
import { placeNames, unitNames } from '../organisations/find.ts'
import { logExport } from '../organisations/log-export.ts'
import type { World } from '../world.ts'
import { townDirectors, waiting } from './duties.ts'
import { keeperOf } from './held-units.ts'
import { closedItems, type Kept, MOST_CLOSED, openItems } from './load.ts'
import { registerWorkbook } from './sheet.ts'
import { type Shown, shown } from './show.ts'

type Asked = z.output<typeof registers.query>

/** Files looked at in receptions, by reception: the rows show only those whose file the asker may see. */
async function filesOf(trx: Trx, ids: readonly string[]): Promise<Map<string, Shown['files']>> {
  const found = new Map<string, Shown['files']>()
  if (ids.length === 0) return found
  const rows = await trx
    .selectFrom('reception_files as r')
    .innerJoin('files as f', 'f.id', 'r.file_id')
    .select(['r.item_id', 'f.id as file_id', 'f.short_code', 'f.stage'])
    .where('r.item_id', 'in', [...ids])
    .orderBy('f.short_code')
    .execute()
  for (const { item_id, stage, ...file } of rows)
    found.set(item_id, [...(found.get(item_id) ?? []), { ...file, stage_says: STAGES[stage as Stage] }])
  return found
}

/** Measures by their number, sites by their place; papers and receptions the newest first. Nothing is ranked. */
function inOrder(kind: Register, kept: readonly Kept[]): Kept[] {
  const key = ({ item }: Kept): string =>
    item.kind === 'measure' ? item.body.number : item.kind === 'site' ? String(item.place_code) : item.body.on
  const by = new Intl.Collator('zh-CN', { numeric: true })
  const up = kind === 'measure' || kind === 'site' ? 1 : -1
  return [...kept].sort((one, other) => up * by.compare(key(one), key(other)))
}

/** Those a list is narrowed to: what is open whole, of what is closed the latest. */
async function narrowed(trx: Trx, who: Keeper, { kind, only }: Asked, today: Day) {
  const open = only === 'over' ? [] : await openItems(trx, kind)
  const closed = only === undefined || only === 'over' ? await closedItems(trx, kind) : []
  const kept = [...open, ...closed.slice(0, MOST_CLOSED)]
  const more = closed.length > MOST_CLOSED
  if (only === undefined) return { kept, more }
  const near = only === 'mine' ? await townDirectors(trx, today) : []
  const isAsked = (it: Kept): boolean => {
    const { item, entries } = it
    if (only !== 'mine') return isAmong(only, item, entries, linesSeen(who, item, linesOf(item, entries, today)), today)
    const { owed, to_look_at } = waiting(it, who, today, near)
    return owed + to_look_at > 0
  }
  return { kept: kept.filter(isAsked), more }
}

async function read(trx: Trx, asker: Staff, asked: Asked) {
  const { kind } = asked
  const today = dayIn(now())
  const who = await keeperOf(trx, asker)
  const { kept: found, more } = await narrowed(trx, who, asked, today)
  const kept = inOrder(kind, found)
  const units = kept.flatMap(({ item, entries }) => [
    item.unit_id,
    ...(item.kind === 'measure' ? item.body.units : []),
    ...entries.flatMap((entry) => (entry.act === 'hold' ? entry.body.promises.map(({ unit_id }) => unit_id) : [])),
  ])
  const names = await unitNames(trx, units)
  const places = new Map<number, string>()
  for (const { item } of kept)
    if (item.kind === 'site' && !places.has(item.place_code))
      places.set(item.place_code, (await placeNames(trx, item.place_code)).slice(1).join(''))
  const files = await filesOf(
    trx,
    kept.flatMap(({ id, item }) => (item.kind === 'reception' ? [id] : [])),
  )
  const items = kept.map((it) =>
    shown(it, {
      who,
      today,
      unitName: (id) => names.get(id) ?? '',
      place: (code) => places.get(code) ?? '',
      files: files.get(it.id) ?? [],
    }),
  )
  return { items, more, may_add: mayAdd(kind, who), near: who.place_code }
}

/** One register as whoever asks may see it: of her own unit, and of the area she supervises. */
export const registerOf = (world: World, asker: Staff, asked: Asked): Promise<z.input<typeof registers.reply>> =>
  inScope(world.pool, asker.scope, (trx) => read(trx, asker, asked))

/** The same as a workbook with its query printed on it; that it left stands in the log. */
export const registerSheetOf = (
  world: World,
  asker: Staff,
  asked: Asked,
): Promise<z.input<typeof registerSheet.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const { items, more } = await read(trx, asker, asked)
    const at = now()
    const query: [string, string][] = [
      ['清单', REGISTERS[asked.kind]],
      ...(asked.only ? [['只看', REGISTER_FILTERS[asked.only]] satisfies [string, string]] : []),
    ]
    const said = query.map(([label, text]) => `${label} ${text}`).join('；')
    await logExport(trx, asker, { at, query: said, lines: items.length })
    const by = `${asker.actor.unit_name} ${asker.actor.name}`
    const bytes = await registerWorkbook(asked.kind, items, { query, by, at, more })
    const name = `${REGISTERS[asked.kind]}-${dayIn(at)}.xlsx`
    return { name, base64: bytes.toString('base64'), count: items.length, more }
  })
