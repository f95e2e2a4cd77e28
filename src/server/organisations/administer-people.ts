import type { z } from 'zod'
import {
  addPerson,
  addPost,
  changePerson,
  endPerson,
  endPost,
  giveCode,
  type Slip,
} from '#contract/administration-changes.ts'
import type { Day } from '#domain/clocks/calendar.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import {
  faultsOfPost,
  HAS_LEFT,
  LAST_ADMINISTRATOR,
  lastDayOf,
  NOT_TO_ONESELF,
  staysAdministered,
} from '#domain/organisations/administration.ts'
import { type Language, saysLanguages } from '#domain/organisations/languages.ts'
import { INTAKE_ROLES, ROLES, type Role, type UnitKind } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import { hashOfActivation, resetAccess } from '../identity/activation.ts'
import { leave, raiseEpoch, renamePerson, setLanguages, writePeople } from '../identity/people.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'
import { administer, codeOfRequest, guardian, refuseFaults } from './administer.ts'
import { receivingPeople } from './administer-units.ts'
import { nothingLeftBehind } from './work-left.ts'

/** @throws Problem not_found */
export async function personOf(trx: Trx, id: string) {
  const person = await trx
    .selectFrom('people')
    .select(['id', 'name', 'sign_in_name', 'languages', 'left_on'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) throw new Problem('not_found')
  return person
}

/** Somebody who works here. @throws Problem not_found · may_not_change when she has left */
async function personHere(trx: Trx, id: string) {
  const person = await personOf(trx, id)
  if (person.left_on !== null) refuseFaults([HAS_LEFT])
  return person
}

export const called = (person: { name: string; sign_in_name: string }): string =>
  `${person.name}（${person.sign_in_name}）`

export async function postsHeld(trx: Trx, personId: string) {
  const rows = await trx
    .selectFrom('posts')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['posts.id', 'posts.unit_id', 'posts.role', 'posts.from_on', 'posts.until', 'units.name as unit_name'])
    .where('posts.person_id', '=', personId)
    .orderBy('posts.id')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** @throws Problem may_not_change when nobody but this person could administer the county */
async function keepAdministered(trx: Trx, personId: string, today: Day): Promise<void> {
  const rows = await trx
    .selectFrom('posts')
    .innerJoin('people', 'people.id', 'posts.person_id')
    .select(['people.id as person_id', 'people.password_hash', 'people.is_demo', 'people.left_on', 'from_on', 'until'])
    .where('posts.role', '=', 'system_administrator')
    .execute()
  const administrators = rows.map(({ password_hash, is_demo, left_on, ...post }) => ({
    ...post,
    // People of the demo have no password: they are entered by a click.
    can_act: left_on === null && (password_hash !== null || is_demo),
  }))
  if (!staysAdministered(administrators, personId, today)) refuseFaults([LAST_ADMINISTRATOR])
}

/** Refuses to end the only one who can administer; whoever is no administrator may always be ended. */
export async function mayEnd(trx: Trx, personId: string, roles: readonly Role[], today: Day): Promise<void> {
  if (roles.includes('system_administrator')) await keepAdministered(trx, personId, today)
}

const unitFor = async (trx: Trx, id: number) =>
  (await trx
    .selectFrom('units')
    .select(['id', 'name', 'place_code'])
    .select((eb) => eb.ref('kind').$castTo<UnitKind>().as('kind'))
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst()) ?? null

/** What must be seen to where a unit that receives requests has nobody left to receive them. */
export async function leftUnstaffed(
  trx: Trx,
  posts: readonly { unit_id: number; role: Role }[],
  today: Day,
): Promise<string[]> {
  const notes: string[] = []
  const units = new Set(posts.filter(({ role }) => INTAKE_ROLES.includes(role)).map(({ unit_id }) => unit_id))
  for (const id of units) {
    const unit = await trx
      .selectFrom('units')
      .select(['name', 'takes_requests'])
      .where('id', '=', id)
      .where('until', 'is', null)
      .executeTakeFirst()
    if (unit?.takes_requests && (await receivingPeople(trx, id, today)) === 0)
      notes.push(`“${unit.name}”受理群众诉求，现在没有受理人员了：请马上安排人。`)
  }
  return notes
}

/** The slip of a request, made anew for a repeated one; null where its code has been used or replaced since. */
async function slipOf(trx: Trx, personId: string, code: string): Promise<z.input<typeof Slip> | null> {
  const person = await trx
    .selectFrom('people')
    .select(['name', 'sign_in_name', 'activation_until'])
    .where('id', '=', personId)
    .where('activation_hash', '=', hashOfActivation(code))
    .executeTakeFirst()
  if (!person?.activation_until) return null
  const today = dayIn(now())
  const posts = (await postsHeld(trx, personId)).filter((post) => post.until === null || post.until >= today)
  return {
    name: person.name,
    sign_in_name: person.sign_in_name,
    unit_name: [...new Set(posts.map((post) => post.unit_name))].join('、'),
    role_says: [...new Set(posts.map((post) => ROLES[post.role]))].join('、'),
    activation_code: code,
    until: person.activation_until,
  }
}

/** Shows the slip after the change is committed: the kept answer holds no code. */
const withSlip = (world: World, { id, notes }: { id: string; notes: string[] }, code: string) =>
  inScope(world.pool, nobody(dayIn(now())), async (trx) => ({ id, notes, slip: await slipOf(trx, id, code) }))

export async function personAdded(world: World, { asker, key, body }: Asked<typeof addPerson>) {
  const code = codeOfRequest(world, guardian(asker).actor.person_id, key)
  const done = await administer(world, { endpoint: addPerson, asker, key, of: null, body }, async (changing) => {
    const { trx, at, today, log } = changing
    const { name, sign_in_name, role, unit_id, languages } = body
    const [taken, unit, county] = await Promise.all([
      trx.selectFrom('people').select('name').where('sign_in_name', '=', sign_in_name).executeTakeFirst(),
      unitFor(trx, unit_id),
      trx.selectFrom('county').select('is_demo').executeTakeFirstOrThrow(),
    ])
    const wanted = { unit_id, role, from_on: today, until: null }
    refuseFaults([
      ...(taken ? [{ path: 'sign_in_name', says: `登录名 ${sign_in_name} 已经是“${taken.name}”的：请换一个。` }] : []),
      ...faultsOfPost({ wanted, unit, held: [], today }),
    ])
    const isDemo = county.is_demo && !body.real_person
    const ids = await writePeople(trx, [{ name, sign_in_name, languages, posts: [] }], {
      isDemo,
      now: at,
      activation: () => null,
    })
    const person_id = ids.get(sign_in_name) ?? ''
    await resetAccess(trx, sign_in_name, code, at)
    await trx
      .insertInto('posts')
      .values({ id: newId(at), person_id, ...wanted })
      .execute()
    const spoken = languages.length > 0 ? { languages: saysLanguages(languages) } : {}
    const after = { name, sign_in_name, role, unit: unit?.name, from_on: today, ...spoken }
    await log({ change: 'add_person', about: called(body), of: { person_id }, before: null, after })
    return { id: person_id, notes: [] }
  })
  return withSlip(world, done, code)
}

export const personChanged = (world: World, { asker, key, params, body }: Asked<typeof changePerson>) =>
  administer(world, { endpoint: changePerson, asker, key, of: params, body }, async ({ trx, log }) => {
    const { id, name, sign_in_name, languages } = await personHere(trx, params.person_id)
    await renamePerson(trx, id, body.name)
    if (body.languages) await setLanguages(trx, id, body.languages)
    const about = called({ name: body.name, sign_in_name })
    const spoken = (list: readonly Language[]) => (body.languages ? { languages: saysLanguages(list) || null } : {})
    await log({
      change: 'change_person',
      about,
      of: { person_id: id },
      before: { name, ...spoken(languages as Language[]) },
      after: { name: body.name, ...spoken(body.languages ?? []) },
    })
    return { id, notes: [] }
  })

export async function codeGiven(world: World, { asker, key, params, body }: Asked<typeof giveCode>) {
  const code = codeOfRequest(world, guardian(asker).actor.person_id, key)
  const done = await administer(world, { endpoint: giveCode, asker, key, of: params, body }, async (changing) => {
    const { trx, at, today, log } = changing
    const person = await personHere(trx, params.person_id)
    const held = (await postsHeld(trx, person.id)).filter((post) => post.until === null || post.until >= today)
    // A lost slip would lock the county out; at the server the operator can do it by `npm run activation`.
    await mayEnd(
      trx,
      person.id,
      held.map((post) => post.role),
      today,
    )
    await resetAccess(trx, person.sign_in_name, code, at)
    await log({ change: 'give_code', about: called(person), of: { person_id: person.id }, before: null, after: null })
    return { id: person.id, notes: [] }
  })
  return withSlip(world, done, code)
}

export const personEnded = (world: World, { asker, key, params, body }: Asked<typeof endPerson>) =>
  administer(world, { endpoint: endPerson, asker, key, of: params, body }, async ({ trx, today, log }) => {
    const person = await personHere(trx, params.person_id)
    const held = (await postsHeld(trx, person.id)).filter((post) => post.until === null || post.until >= today)
    await mayEnd(
      trx,
      person.id,
      held.map((post) => post.role),
      today,
    )
    await nothingLeftBehind(trx, person.id, held, held, today)
    for (const post of held) {
      const last = lastDayOf(post, null, today)
      if ('until' in last) await trx.updateTable('posts').set(last).where('id', '=', post.id).execute()
    }
    await leave(trx, person.id, today)
    const posts = held.map((post) => `${post.unit_name} · ${ROLES[post.role]}`)
    const of = { person_id: person.id }
    await log({ change: 'end_person', about: called(person), of, before: { posts }, after: { left_on: today } })
    return { id: person.id, notes: await leftUnstaffed(trx, held, today) }
  })

export const postAdded = (world: World, { asker, key, params, body }: Asked<typeof addPost>) =>
  administer(world, { endpoint: addPost, asker, key, of: params, body }, async ({ trx, by, at, today, log }) => {
    const person = await personHere(trx, params.person_id)
    if (person.id === by.person_id) refuseFaults([NOT_TO_ONESELF])
    const { unit_id, role, from_on = today, until = null } = body
    const [unit, held] = await Promise.all([unitFor(trx, unit_id), postsHeld(trx, person.id)])
    const wanted = { unit_id, role, from_on, until }
    refuseFaults(faultsOfPost({ wanted, unit, held, today }))
    await trx
      .insertInto('posts')
      .values({ id: newId(at), person_id: person.id, ...wanted })
      .execute()
    await raiseEpoch(trx, person.id)
    const after = { role, unit: unit?.name, from_on, until }
    await log({ change: 'add_post', about: called(person), of: { person_id: person.id }, before: null, after })
    return { id: person.id, notes: [] }
  })

export const postEnded = (world: World, { asker, key, params, body }: Asked<typeof endPost>) =>
  administer(world, { endpoint: endPost, asker, key, of: params, body }, async ({ trx, today, log }) => {
    const post = await trx
      .selectFrom('posts')
      .innerJoin('units', 'units.id', 'posts.unit_id')
      .select(['posts.person_id', 'posts.unit_id', 'posts.role', 'from_on', 'posts.until', 'units.name as unit'])
      .where('posts.id', '=', params.post_id)
      .executeTakeFirst()
    if (!post) throw new Problem('not_found')
    const { person_id, unit_id, unit, from_on } = post
    const role = post.role as Role
    const last = lastDayOf(post, body.last_day ?? null, today)
    if ('fault' in last) refuseFaults([last.fault])
    else {
      await mayEnd(trx, person_id, [role], today)
      const held = await postsHeld(trx, person_id)
      const ending = held.filter((it) => it.id === params.post_id)
      await nothingLeftBehind(trx, person_id, ending, held, today)
      await trx.updateTable('posts').set(last).where('id', '=', params.post_id).execute()
      await raiseEpoch(trx, person_id)
      const about = `${called(await personOf(trx, person_id))} · ${unit} · ${ROLES[role]}`
      await log({
        change: 'end_post',
        about,
        of: { person_id },
        before: { from_on, until: post.until },
        after: { from_on, ...last },
      })
    }
    const left = (await postsHeld(trx, person_id)).filter((one) => one.until === null || one.until >= today)
    const nothingLeft = '这个人没有别的岗位了，不能再登录；不再来工作的，请办“离岗”。'
    const notes = await leftUnstaffed(trx, [{ unit_id, role }], today)
    return { id: person_id, notes: left.length === 0 ? [...notes, nothingLeft] : notes }
  })
