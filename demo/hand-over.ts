import { v7 } from 'uuid'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { beginSession, endSession, sessionOf } from '#server/identity/sessions.ts'
import { personHandedOver } from '#server/organisations/hand-over.ts'
import type { World } from '#server/world.ts'
import { instantFrom, type When } from './story.ts'

const ADMINISTRATOR = 'mao.yiming'
/** Who moves to the county and leaves the mediation of `换人接着办` in the middle, and who goes on with it. */
export const LEAVER = 'mi.zhixia'
export const SUCCESSOR = 'luo.chunxiao'
const WHEN: When = '-1 16:40'

/** Somebody left yesterday: what she had in hand went over in one act, as the administrator does it on the page. */
export async function handOver(world: World): Promise<void> {
  const at = instantFrom(now(), WHEN)
  setNow(at)
  try {
    const { people, unit_id, token } = await inScope(world.pool, nobody(dayIn(at)), async (trx) => {
      const rows = await trx
        .selectFrom('people')
        .innerJoin('posts', 'posts.person_id', 'people.id')
        .select(['people.id', 'people.epoch', 'people.sign_in_name', 'posts.unit_id'])
        .where('people.sign_in_name', 'in', [ADMINISTRATOR, LEAVER, SUCCESSOR])
        .execute()
      const people = (name: string) => {
        const found = rows.find((it) => it.sign_in_name === name)
        if (!found) throw new Error(`the hand-over names ${name}, who is not there`)
        return found
      }
      const { id, epoch } = people(ADMINISTRATOR)
      return { people, unit_id: people(LEAVER).unit_id, token: await beginSession(trx, id, epoch, '') }
    })
    const session = await sessionOf(world, token)
    if (!session) throw new Error('the administrator could not enter')
    await personHandedOver(world, {
      asker: { kind: 'staff', actor: session.actor, scope: nobody(dayIn(at)), session },
      key: v7(),
      params: { person_id: people(LEAVER).id },
      body: { unit_id, successor: people(SUCCESSOR).id, leaves: true, reason: '调到县里工作，镇上的事移交。' },
    })
    await endSession(world, session)
  } finally {
    setNow(null)
  }
}
