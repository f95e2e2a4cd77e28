import { confirmItem, endItem, holdReception, reportItem, sendBackItem } from '#contract/registers.ts'
import { type Line, linesOf } from '#domain/registers/lines.ts'
import { whyNot } from '#domain/registers/rights.ts'
import type { RegisterAct } from '#domain/registers/words.ts'
import { type FieldFault, Problem } from '../http/problem.ts'
import { unitsInUse } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { filesLookedAt, filesNamed, namesIn, namesOf } from './files.ts'
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
  const why = whyNot(act, of.who, kept.item, kept.entries, line, lines)
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

/** Words under a reception name nobody of the files looked at in it, as far as who writes may see them. */
const namesUnder = async ({ trx }: Writing, { id, item }: Kept, text: string): Promise<FieldFault[]> =>
  item.kind === 'reception' ? namesIn(await namesOf(trx, await filesLookedAt(trx, id)), [{ path: 'text', text }]) : []

/** @throws Problem as `itemFor` · bad_input for a day to come, or somebody named */
export const itemReported = (world: World, asked: Given<typeof reportItem>) =>
  writing(world, reportItem, asked, async (of) => {
    const { line, ...body } = asked.body
    const kept = await itemFor(of, 'report', asked.params.item_id, line)
    refuse([...notAhead(body.on, of.today), ...(await namesUnder(of, kept, body.text))])
    return entered(of, kept, 'report', line, body)
  })

/** @throws Problem as `itemFor` · bad_input for somebody named */
export const itemConfirmed = (world: World, asked: Given<typeof confirmItem>) =>
  writing(world, confirmItem, asked, async (of) => {
    const { line, ...body } = asked.body
    const kept = await itemFor(of, 'confirm', asked.params.item_id, line)
    refuse(await namesUnder(of, kept, body.text))
    return entered(of, kept, 'confirm', line, body)
  })

/** @throws Problem as `itemFor` · bad_input for somebody named */
export const itemSentBack = (world: World, asked: Given<typeof sendBackItem>) =>
  writing(world, sendBackItem, asked, async (of) => {
    const { line, ...body } = asked.body
    const kept = await itemFor(of, 'send_back', asked.params.item_id, line)
    refuse(await namesUnder(of, kept, body.text))
    return entered(of, kept, 'send_back', line, body)
  })

/** @throws Problem as `itemFor` · bad_input for somebody named */
export const itemEnded = (world: World, asked: Given<typeof endItem>) =>
  writing(world, endItem, asked, async (of) => {
    const kept = await itemFor(of, 'end', asked.params.item_id, null)
    refuse(await namesUnder(of, kept, asked.body.text))
    return entered(of, kept, 'end', null, asked.body)
  })

/**
 * What came of a reception. The units something was promised for see it from now on.
 * @throws Problem as `itemFor` · bad_input: a day to come or before the reception's, a unit or file that is not there, somebody named
 */
export const receptionHeld = (world: World, asked: Given<typeof holdReception>) =>
  writing(world, holdReception, asked, async (of) => {
    const { codes, ...body } = asked.body
    const kept = await itemFor(of, 'hold', asked.params.item_id, null)
    const units = body.promises.map(({ unit_id }) => unit_id)
    const known = new Set((await unitsInUse(of.trx, units)).map(({ id }) => id))
    const { files, faults } = await filesNamed(of.trx, codes)
    const names = await namesOf(of.trx, files)
    refuse([
      ...notAhead(body.on, of.today),
      ...units.flatMap((id, nth) =>
        known.has(id) ? [] : [{ path: `promises.${nth}.unit_id`, says: '没有这个单位，或者已经停用：请重新选择。' }],
      ),
      ...body.promises.flatMap(({ by }, nth) =>
        by < body.on ? [{ path: `promises.${nth}.by`, says: '最晚的日子不能早于接访的那天。' }] : [],
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
