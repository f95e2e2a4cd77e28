import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { setRooms } from '#server/organisations/rooms.ts'
import { writeCounty } from '#server/organisations/write.ts'
import type { World } from '#server/world.ts'
import { county } from './county.ts'
import { PICTURED, sendPicture } from './evidence.ts'
import { handOver } from './hand-over.ts'
import { layDownRegisters } from './registers.ts'
import { keepRosters } from './rosters.ts'
import { writeDownSheet } from './sheet.ts'
import { STORIES } from './stories.ts'
import { dayFrom } from './story.ts'
import { tellStories } from './tell.ts'
import { putTemplates } from './templates.ts'
import { writeWording } from './wordings.ts'

/** Everybody has held her post since well before the first story. */
const DAYS_IN_OFFICE = 400
/** The story whose file the leader looked at when he went there. */
const LOOKED_AT = '砂石车过村道'

/** Fills an empty database with 枫溪县 and its stories, through the same door as everybody. */
export async function loadDemo(world: World): Promise<void> {
  const at = now()
  await inScope(world.pool, nobody(dayIn(at)), (trx) =>
    writeCounty(trx, county, { isDemo: true, now: at, today: dayFrom(at, -DAYS_IN_OFFICE), activation: () => null }),
  )
  await inScope(world.pool, nobody(dayIn(at)), async (trx) => {
    const units = await trx
      .selectFrom('units')
      .select('id')
      .where('kind', 'in', ['county_centre', 'town_centre'])
      .execute()
    for (const { id } of units) await setRooms(trx, id, ['第一调解室', '第二调解室'], dayIn(at))
  })
  await keepRosters(world)
  const files = await tellStories(world)
  const fileOf = (story: string): string => files[STORIES.findIndex((it) => it.name === story)] ?? ''
  await sendPicture(world, fileOf(PICTURED))
  await handOver(world)
  await writeDownSheet(world)
  await writeWording(world)
  await putTemplates(world)
  await layDownRegisters(world, fileOf(LOOKED_AT))
}
