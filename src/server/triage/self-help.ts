import type { z } from 'zod'
import type { selfHelp } from '#contract/editions.ts'
import type { SelfHelpTree } from '#domain/triage/self-help.ts'
import { FIRST_SELF_HELP } from '#domain/triage/self-help-first.ts'
import type { Trx } from '../db/connection.ts'
import { currentEdition } from './editions.ts'

/** The questions that hold now, and which edition they are. */
export async function selfHelpNow(trx: Trx): Promise<{ version: number; body: SelfHelpTree }> {
  const { version, body } = await currentEdition(trx, 'self_help')
  return { version, body: version === 0 ? FIRST_SELF_HELP : (body as SelfHelpTree) }
}

/** More addresses than these nobody reads on a telephone. */
const MOST_DOORS = 3
/** Of a police station a villager's own is the right one, and it need not be among the first. */
const OWN_STATION = '找您住的地方的派出所；不知道就打 110。'

/**
 * The questions as a citizen walks them: each leaf with the doors of this county it leads to, by their addresses. Who runs the
 * county's offices is public; nothing is asked of her and nothing of her answers is kept.
 */
export async function selfHelpShown(trx: Trx): Promise<z.input<typeof selfHelp.reply>> {
  const { version, body } = await selfHelpNow(trx)
  const kinds = [...new Set(body.leaves.flatMap(({ door_kind }) => (door_kind ? [door_kind] : [])))]
  const units =
    kinds.length === 0
      ? []
      : await trx
          .selectFrom('units')
          .select(['kind', 'name', 'address', 'phone', 'hours'])
          .where('kind', 'in', kinds)
          .where('until', 'is', null)
          .orderBy('place_code')
          .orderBy('id')
          .execute()
  return {
    version,
    start: body.questions[0]?.id ?? '',
    questions: body.questions,
    leaves: body.leaves.map(({ door_kind, door_word, ...leaf }) => {
      const doors = units.filter(({ kind, name }) => kind === door_kind && name.includes(door_word))
      return {
        ...leaf,
        which_door: door_kind === 'police_station' && doors.length > 1 ? OWN_STATION : '',
        doors: doors.slice(0, MOST_DOORS).map(({ name, address, phone, hours }) => ({ name, address, phone, hours })),
      }
    }),
  }
}
