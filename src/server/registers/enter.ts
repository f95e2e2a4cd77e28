import { confirmItem, endItem, holdReception, reportItem, sendBackItem } from '#contract/registers.ts'
import { type Line, linesOf } from '#domain/registers/lines.ts'
import { whyNot } from '#domain/registers/rights.ts'
import type { RegisterAct } from '#domain/registers/words.ts'
import { type FieldFault, Problem } from '../http/problem.ts'
import { unitsInUse } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { itemById, type Kept } from './load.ts'
import { concern, type Given, refuse, type Writing, writeEntry, writeFiles, writing } from './write.ts'

/**
 * The item, and the line it is about, where this may be written under it.
 * @throws Problem not_found · not_yours · register_over · line_done · own_result · nothing_to_confirm · already_held
 */
async function itemFor(of: Writing, act: RegisterAct, id: string, nth: number | null): Promise<Kept> {
  const kept = await itemById(of.trx, id)
  if (!kept) throw new Problem('not_found')
  const lines = linesOf(kept.item, kept.entries, of.today)
  const line: Line | null = nth === null ? null : (lines[nth] ?? null)
  if (nth !== null && line === null) throw new Problem('not_found')
  const why = whyNot(act, of.who, kept.item, kept.entries, line)
  if (why) throw new Problem(why)
  return kept
}

const entered = async (of: Writing, kept: Kept, act: RegisterAct, line: number | null, body: object) => {
  await writeEntry(of, kept.id, { nth: kept.entries.length + 1, act, line, body })
  return kept.id
}

/** Nothing is written down before it happened. */
const notAhead = (on: string, today: string): FieldFault[] =>
  on > today ? [{ path: 'on', says: '这一天还没有到。' }] : []

/** @throws Problem as `itemFor` · bad_input for a day to come */
export const itemReported = (world: World, asked: Given<typeof reportItem>) =>
  writing(world, reportItem, asked, async (of) => {
    const { line, ...body } = asked.body
    const kept = await itemFor(of, 'report', asked.params.item_id, line)
    refuse(notAhead(body.on, of.today))
    return entered(of, kept, 'report', line, body)
  })

/** @throws Problem as `itemFor` */
export const itemConfirmed = (world: World, asked: Given<typeof confirmItem>) =>
  writing(world, confirmItem, asked, async (of) => {
    const { line, ...body } = asked.body
    return entered(of, await itemFor(of, 'confirm', asked.params.item_id, line), 'confirm', line, body)
  })

/** @throws Problem as `itemFor` */
export const itemSentBack = (world: World, asked: Given<typeof sendBackItem>) =>
  writing(world, sendBackItem, asked, async (of) => {
    const { line, ...body } = asked.body
    return entered(of, await itemFor(of, 'send_back', asked.params.item_id, line), 'send_back', line, body)
  })

/** @throws Problem as `itemFor` */
export const itemEnded = (world: World, asked: Given<typeof endItem>) =>
  writing(world, endItem, asked, async (of) =>
    entered(of, await itemFor(of, 'end', asked.params.item_id, null), 'end', null, asked.body),
  )

/** Files by their codes, as far as who writes may see them, with the names of their parties. */
async function filesNamed({ trx }: Writing, codes: readonly string[]) {
  if (codes.length === 0) return { files: [], faults: [], names: [] }
  const files = await trx
    .selectFrom('files')
    .select(['id', 'short_code', 'code'])
    .where((eb) => eb.or([eb('short_code', 'in', [...codes]), eb('code', 'in', [...codes])]))
    .where('kind', '=', 'dispute')
    .execute()
  const faults = codes.flatMap((code, nth) =>
    files.some((file) => file.short_code === code || file.code === code)
      ? []
      : [{ path: `codes.${nth}`, says: `${code}：没有找到，或者您无权查看。请核对编号。` }],
  )
  const ids = files.map(({ id }) => id)
  const names = ids.length ? await trx.selectFrom('parties').select('name').where('file_id', 'in', ids).execute() : []
  return { files: ids, faults, names: names.map(({ name }) => name).filter((name) => name.length > 1) }
}

/** Words many offices read name nobody who came: the parties of the files it names are looked for in them. */
function namesIn(names: readonly string[], said: readonly { path: string; text: string }[]): FieldFault[] {
  return said
    .filter(({ text }) => names.some((name) => text.includes(name)))
    .map(({ path }) => ({ path, says: '这里写了当事人的姓名：很多单位看得到，请改成“来访人”。' }))
}

/**
 * What came of a reception. The units something was promised for see it from now on.
 * @throws Problem as `itemFor` · bad_input: a day to come, a unit or file that is not there, a party named
 */
export const receptionHeld = (world: World, asked: Given<typeof holdReception>) =>
  writing(world, holdReception, asked, async (of) => {
    const { codes, ...body } = asked.body
    const kept = await itemFor(of, 'hold', asked.params.item_id, null)
    const units = body.promises.map(({ unit_id }) => unit_id)
    const known = new Set((await unitsInUse(of.trx, units)).map(({ id }) => id))
    const { files, faults, names } = await filesNamed(of, codes)
    refuse([
      ...notAhead(body.on, of.today),
      ...units.flatMap((id, nth) =>
        known.has(id) ? [] : [{ path: `promises.${nth}.unit_id`, says: '没有这个单位，或者已经停用：请重新选择。' }],
      ),
      ...faults,
      ...namesIn(names, [
        { path: 'text', text: body.text },
        ...body.promises.map(({ what }, nth) => ({ path: `promises.${nth}.what`, text: what })),
      ]),
    ])
    await concern(of.trx, kept.id, units)
    await writeFiles(of, kept.id, files)
    return entered(of, kept, 'hold', null, body)
  })
