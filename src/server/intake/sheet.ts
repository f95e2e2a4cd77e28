import type { z } from 'zod'
import type { Sheet } from '#contract/intake.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { confirmationWindows, nextClock } from '#domain/clocks/what-next.ts'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { type Standing, statusSheet } from '#domain/disputes/status-sheet.ts'
import { isTestTime, now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type Loaded, loadFile } from '../disputes/load.ts'
import { writeLook } from '../disputes/looks.ts'
import { conflicted, handles } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { isApplicant, partyView } from './party-view.ts'

type Reply = z.input<typeof Sheet>
type View = Awaited<ReturnType<typeof partyView>>

/** What is still to be done under an agreement. */
const TO_DO: readonly string[] = ['waiting', 'due', 'claimed', 'breached']

const names = (people: View['obligations'][number]['debtors']): string =>
  people.map((it) => (it.me ? '您' : it.name)).join('、')

function dueWords(it: View['obligations'][number]): Standing['dues'][number] {
  const whom = names(it.creditors)
  const sum = it.rest ?? it.amount
  return {
    says: `${names(it.debtors)}${whom ? `对${whom}` : ''}：${it.what}${sum ? `（${sum} 元）` : ''}`,
    due_on: it.due_on,
  }
}

function nextOf({ clocks }: View): Standing['next'] {
  const it = nextClock(clocks)
  if (!it) return null
  const { says, owed_by, due_on, owes, still_because } = it
  return { says, owed_by, due_on, hers: owes === 'party', still_because }
}

async function sheetFor(world: World, trx: Trx, loaded: Loaded, me: Part<'party'>): Promise<Reply> {
  const view = await partyView(world, trx, loaded, me)
  return {
    made_at: view.here.now,
    test_time: isTestTime(),
    content: statusSheet({
      to: me.facts.name,
      asked: isApplicant(me),
      short_code: loaded.file.short_code,
      code: loaded.file.code,
      stage: view.stage,
      stage_says: view.stage_says,
      unit: view.unit,
      next: nextOf(view),
      // One that is over is no day to keep.
      meetings: view.mediations.flatMap(({ meeting }) =>
        meeting && meeting.at >= view.here.now ? [{ at: meeting.at, place: meeting.place }] : [],
      ),
      dues: view.obligations.filter((it) => TO_DO.includes(it.status)).map(dueWords),
      confirmations: confirmationWindows(view.clocks).map(({ due_on }) => ({ until: due_on })),
      right: view.right,
      limits: view.limits,
    }),
  }
}

/** Her own sheet, to print. @throws Problem not_found */
export const ownSheet = (world: World, asker: Extract<Asker, { kind: 'party' }>): Promise<Reply> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, asker.file_id, false)
    const me = loaded && partsOf(loaded.parts, 'party').find((it) => it.id === asker.actor.party_id)
    if (!me) throw new Problem('not_found')
    return sheetFor(world, trx, loaded, me)
  })

/**
 * The sheet of one party, printed for her by who handles the file: it says what stands on her own page, and is a look that she can
 * read. @throws Problem not_found, not_yours, relation_found
 */
export const partySheet = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  of: { file_id: string; party_id: string },
): Promise<Reply> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, of.file_id, false)
    const party = loaded && partsOf(loaded.parts, 'party').find((it) => it.id === of.party_id)
    if (!party || cutDownFor(asker.actor, asker.scope.units, { ...loaded, today: dayIn(now()) }) === 'slip')
      throw new Problem('not_found')
    if (conflicted(asker.actor, loaded)) throw new Problem('relation_found')
    if (!handles(asker.actor, loaded)) throw new Problem('not_yours')
    await writeLook(trx, of.file_id, asker, 'page')
    return sheetFor(world, trx, loaded, party)
  })
