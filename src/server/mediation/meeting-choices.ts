import type { z } from 'zod'
import type { meetingChoices } from '#contract/mediation.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { comesAs } from '#domain/mediation/officials.ts'
import { ROLES } from '#domain/organisations/words.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { handles } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { officialsFor } from './officials.ts'
import { roomsFor, takenThen } from './taken.ts'

type Asked = { at: string; minutes: number }

/** The rooms a mediation may meet in at a time, and when its mediators have something else. @throws Problem not_found · not_yours */
export const meetingsFor = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  { file_id, part_id }: { file_id: string; part_id: string },
  { at, minutes }: Asked,
): Promise<z.input<typeof meetingChoices.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, file_id, false)
    const mediation = loaded && partsOf(loaded.parts, 'mediation').find((it) => it.id === part_id)
    if (!loaded || !mediation || loaded.file.place_code === null) throw new Problem('not_found')
    if (!handles(asker.actor, loaded)) throw new Problem('not_yours')
    const rooms = await roomsFor(trx, loaded.file.place_code)
    const { mediators } = mediation.facts
    const officials = await officialsFor(trx, loaded, mediation, loaded.file.place_code)
    const taken = await takenThen(trx, {
      rooms: rooms.map(({ id }) => Number(id)),
      people: [...mediators, ...officials].map(({ person_id }) => person_id),
      ...{ at, minutes, but: part_id, hold: false },
    })
    return {
      rooms: rooms.map(({ id, name, unit_name, address }) => {
        const now = taken.find((it) => it.room_id === Number(id))
        return {
          ...{ id: Number(id), name, unit_name, address },
          taken: now ? { at: now.at, minutes: now.minutes } : null,
        }
      }),
      busy: taken.flatMap((it) => {
        const person = mediators.find(({ person_id }) => person_id === it.person_id)
        return person ? [{ person_id: person.person_id, name: person.name, at: it.at, minutes: it.minutes }] : []
      }),
      officials: officials.map(({ role, unit_kind, unit_id: _, ...it }) => {
        const now = taken.find(({ person_id }) => person_id === it.person_id)
        return {
          ...{ ...it, role_says: ROLES[role], as_what: comesAs({ role, unit_kind }) ?? 'office' },
          taken: now ? { at: now.at, minutes: now.minutes } : null,
        }
      }),
    }
  })
