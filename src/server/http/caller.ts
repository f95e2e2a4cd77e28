import type { FastifyRequest } from 'fastify'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { Link } from '#domain/disputes/parts.ts'
import { inForce } from '#domain/identity/beside.ts'
import { areaOf } from '#domain/organisations/places.ts'
import { AREA_ROLES, GUARDIANS, OWN_FILES_ROLES } from '#domain/organisations/words.ts'
import type { Actor } from '#domain/step.ts'
import { now } from '../clock.ts'
import { inScope, NO_AREA, nobody, type Scope } from '../db/scope.ts'
import { partiesOf } from '../identity/find.ts'
import { hashOfToken, holderOfLink, isOver } from '../identity/links.ts'
import { type Session, sessionOf } from '../identity/sessions.ts'
import { unitById } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { Problem } from './problem.ts'

/** Who is asking, and what she may see: established anew for every request, from the database alone. */
export type Asker =
  | { kind: 'anyone'; actor: Extract<Actor, { kind: 'anyone' }>; scope: Scope }
  | { kind: 'party'; actor: Extract<Actor, { kind: 'party' }>; scope: Scope; file_id: string; purpose: Link['purpose'] }
  /** A party's agent, by a link of his own: who acts is the party, through him. An endpoint that does not name him is closed. */
  | {
      kind: 'agent'
      actor: Extract<Actor, { kind: 'party' }> & { agent_id: string }
      scope: Scope
      file_id: string
      purpose: 'agent'
    }
  | { kind: 'staff'; actor: Extract<Actor, { kind: 'staff' }>; scope: Scope; session: Session }

export const COOKIE = '__Host-fengqiao'

export function cookieToken(request: FastifyRequest): string | null {
  const header = request.headers.cookie ?? ''
  const pair = header.split(';').find((part) => part.trim().startsWith(`${COOKIE}=`))
  return pair ? pair.trim().slice(COOKIE.length + 1) : null
}

const LINK = /^Link ([2-9a-z]{26})$/

/** The scope of a post: its area where the role works area-wide, its unit's and its own involvements; guardians see none. */
export function scopeOf({ actor, giving_way = [] }: Session, today: string): Scope {
  if (GUARDIANS.includes(actor.role)) return nobody(today)
  const area = AREA_ROLES.includes(actor.role) ? areaOf(actor.place_code) : NO_AREA
  return {
    ...nobody(today),
    ...area,
    units: OWN_FILES_ROLES.includes(actor.role) ? [] : [actor.unit_id, ...giving_way],
    person: actor.person_id,
  }
}

/** To the holder of a link that is over: whom to call, by name and number, since a villager knows no other way in. */
const linkOver = (world: World, fileId: string, today: string): Promise<Problem> =>
  inScope(world.pool, { ...nobody(today), holder_of: fileId }, async (trx) => {
    const file = await trx
      .selectFrom('files')
      .select('responsible_unit')
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow()
    const { name, phone, address } = await unitById(trx, file.responsible_unit)
    const call = phone ? `请拨打${name}的电话 ${phone}` : `请联系${name}`
    const come = address ? `到${address}办理` : '到窗口办理'
    return new Problem('link_over', { next: `${call}，请他们发一个新的链接，或者带身份证件${come}。` })
  })

/**
 * Whether an agent acts at this moment: his authority holds, and the party has not left. The links end with it as well; this is
 * looked at for every request, so that no way of ending it can be forgotten.
 */
const actsStill = (world: World, scope: Scope, fileId: string, partyId: string, agentId: string): Promise<boolean> =>
  inScope(world.pool, scope, async (trx) => {
    const [parties, merged] = await Promise.all([
      partiesOf(trx, fileId),
      trx
        .selectFrom('disputes')
        .select('id')
        .where('file_id', '=', fileId)
        .where('status', '=', 'merged')
        .executeTakeFirst(),
    ])
    // Where the matter goes on in another file he acts there, by a link of that file; merging ends his link here, since 0.5.0.
    if (merged) return false
    const party = parties.find((it) => it.id === partyId)
    const agent = party?.status === 'present' ? party.facts.agents?.find((it) => it.id === agentId) : undefined
    return agent !== undefined && inForce(agent, now())
  })

async function agencyOver(world: World, fileId: string, today: string): Promise<Problem> {
  const { next } = await linkOver(world, fileId, today)
  return new Problem('agency_over', { next: `请联系委托您的人；要了解情况，${next}` })
}

async function askingParty(world: World, token: string): Promise<Asker> {
  const today = dayIn(now())
  const hash = hashOfToken(token)
  const holder = await inScope(world.pool, { ...nobody(today), link: hash.toString('hex') }, (trx, _, end) => {
    const found = holderOfLink(trx, hash)
    end()
    return found
  })
  if (!holder) throw new Problem('link_not_valid')
  if (isOver(holder, today)) throw await linkOver(world, holder.file_id, today)
  const actor = { kind: 'party', party_id: holder.party_id, name: '' } as const
  if (holder.agent_id !== null) {
    const scope = { ...nobody(today), holder_of: holder.file_id }
    if (!(await actsStill(world, scope, holder.file_id, holder.party_id, holder.agent_id)))
      throw await agencyOver(world, holder.file_id, today)
    return {
      kind: 'agent',
      actor: { ...actor, agent_id: holder.agent_id },
      scope,
      file_id: holder.file_id,
      purpose: 'agent',
    }
  }
  return {
    kind: 'party',
    actor,
    scope: { ...nobody(today), holder_of: holder.file_id },
    file_id: holder.file_id,
    purpose: holder.purpose as Link['purpose'],
  }
}

/** The session, or none where it is over and the endpoint is open to anyone: a stale cookie must not keep its owner from signing in. */
const sessionFor = (world: World, token: string, open: boolean): Promise<Session | null> =>
  sessionOf(world, token).catch((error: unknown) => {
    if (open && error instanceof Problem && error.code === 'rights_changed') return null
    throw error
  })

/**
 * Resolves the asker of a request. A secret link wins over a session: the person at the screen acts as who she shows.
 * `open`: the endpoint serves anyone.
 * @throws Problem link_not_valid · link_over · rights_changed where the endpoint is not open
 */
export async function askerOf(world: World, request: FastifyRequest, open: boolean): Promise<Asker> {
  const link = LINK.exec(request.headers.authorization ?? '')
  if (request.headers.authorization?.startsWith('Link ')) {
    if (!link?.[1]) throw new Problem('link_not_valid')
    return askingParty(world, link[1])
  }
  const token = cookieToken(request)
  if (token) {
    const session = await sessionFor(world, token, open)
    if (session) return { kind: 'staff', actor: session.actor, scope: scopeOf(session, dayIn(now())), session }
  }
  return { kind: 'anyone', actor: { kind: 'anyone' }, scope: nobody(dayIn(now())) }
}
