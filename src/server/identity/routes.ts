import type { FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import {
  beginActivation,
  demoPeople,
  enterDemo,
  finishActivation,
  type Me,
  me,
  signIn,
  signOut,
  switchPost,
} from '#contract/identity.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { AREA_ROLES, GUARDIANS, ROLES, type Role } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import { inScope, nobody } from '../db/scope.ts'
import { COOKIE } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import { qrSvg } from '../render/qr.ts'
import type { World } from '../world.ts'
import { activate, whoActivates } from './activation.ts'
import { demoFaces, demoOpenTo } from './demo.ts'
import { demoParties } from './demo-parties.ts'
import { beginSession, changePost, endSession, IDLE_MINUTES, postsOf, sessionOf } from './sessions.ts'
import { newTotpSecret, signIn as signPersonIn, totpAddress } from './sign-in.ts'

const setCookie = (reply: FastifyReply, token: string, seconds?: number) =>
  reply.header(
    'set-cookie',
    `${COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Strict${seconds === undefined ? '' : `; Max-Age=${seconds}`}`,
  )

const card = (post: { id: string; role: string; unit_name: string }) => {
  const role = post.role as Role
  return { id: post.id, role, role_says: ROLES[role], unit_name: post.unit_name }
}

async function whoIs(world: World, token: string): Promise<z.input<typeof Me>> {
  const session = await sessionOf(world, token)
  if (!session) throw new Problem('not_signed_in')
  return about(world, session)
}

async function about(
  world: World,
  { actor }: NonNullable<Awaited<ReturnType<typeof sessionOf>>>,
): Promise<z.input<typeof Me>> {
  const today = dayIn(now())
  const posts = await inScope(world.pool, nobody(today), (trx) => postsOf(trx, actor.person_id, today))
  return {
    person_id: actor.person_id,
    name: actor.name,
    post: card({ id: actor.post_id, role: actor.role, unit_name: actor.unit_name }),
    posts: posts.map(card),
    sees_cases: !GUARDIANS.includes(actor.role),
    works_area: AREA_ROLES.includes(actor.role),
    idle_minutes: IDLE_MINUTES,
  }
}

/** Signing in and out, first use of an account, the demo's entry. */
export function identityRoutes(app: FastifyInstance, world: World): void {
  const enter = async (reply: FastifyReply, token: string) => {
    setCookie(reply, token)
    return whoIs(world, token)
  }
  serve(app, world, me, ({ asker }) => about(world, staff(asker).session))
  serve(app, world, signIn, async ({ body, request, reply }) =>
    enter(reply, await signPersonIn(world, body, request.ip)),
  )
  serve(app, world, signOut, async ({ asker, reply }) => {
    await endSession(world, staff(asker).session)
    setCookie(reply, '', 0)
    return { ended: true as const }
  })
  serve(app, world, switchPost, async ({ asker, body }) => {
    const { session } = staff(asker)
    await changePost(world, session, body.post_id)
    const posts = await inScope(world.pool, nobody(dayIn(now())), (trx) =>
      postsOf(trx, session.actor.person_id, dayIn(now())),
    )
    const post = posts.find((it) => it.id === body.post_id)
    if (!post) throw new Problem('not_yours')
    const { id: post_id, unit_id, unit_name, place_code } = post
    const actor = { ...session.actor, post_id, unit_id, unit_name, place_code, role: post.role as Role }
    return about(world, { ...session, actor })
  })
  serve(app, world, beginActivation, async ({ body }) => {
    const person = await whoActivates(world, body.code)
    const totp_secret = newTotpSecret()
    const totp_qr_svg = qrSvg(totpAddress(totp_secret, person.sign_in_name))
    return {
      name: person.name,
      sign_in_name: person.sign_in_name,
      totp_secret,
      totp_qr_svg,
      until: person.activation_until,
    }
  })
  serve(app, world, finishActivation, async ({ body, request, reply }) =>
    enter(reply, await activate(world, body, request.ip)),
  )
  serve(app, world, demoPeople, async ({ request }) => {
    const people = await inScope(world.pool, nobody(dayIn(now())), async (trx) => {
      if (!(await demoOpenTo(world, trx, request))) throw new Problem('not_in_demo')
      return demoFaces(trx)
    })
    return { people, parties: await demoParties(world) }
  })
  serve(app, world, enterDemo, async ({ body, request, reply }) => {
    const token = await inScope(world.pool, nobody(dayIn(now())), async (trx) => {
      if (!(await demoOpenTo(world, trx, request))) throw new Problem('not_in_demo')
      const person = await trx
        .selectFrom('people')
        .select(['id', 'epoch'])
        .where('sign_in_name', '=', body.sign_in_name)
        .where('is_demo', '=', true)
        .where('left_on', 'is', null)
        .executeTakeFirst()
      if (!person) throw new Problem('not_in_demo')
      return beginSession(trx, person.id, person.epoch, request.ip)
    })
    return enter(reply, token)
  })
}
