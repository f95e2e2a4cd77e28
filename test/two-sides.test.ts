import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { CANARIES, type Canary, liveThrough } from './canaries.ts'
import type { CrewName } from './crew.ts'
import { speaker } from './make.ts'
import { type Walks, walks } from './walks.ts'
import { OTHER_SIDE, type Walk, type Who } from './ways.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let on: Walk
let secrets: Record<string, string>
let answers: string[]

beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  ;({ on, secrets, answers } = await liveThrough(door))
})

/** All that somebody can read of this file, in one text. */
async function readBy(who: Who | 'respondent by her own link'): Promise<string> {
  const by =
    who === 'respondent by her own link'
      ? speaker(app, { link: secrets['his own link'] ?? '' })
      : await door.as(who, on)
  if (who === 'applicant' || who.startsWith('respondent'))
    return (await Promise.all(['/api/my-dispute', '/api/my-dispute/looks'].map((url) => by.get(url))))
      .map((answer) => answer.body)
      .join()
  const urls = ['', '/similar', `/mediations/${on.ids.mediation}/mediators`].map(
    (end) => `/api/disputes/${on.file_id}${end}`,
  )
  const lists = ['/api/desk', '/api/disputes?scope=area', '/api/disputes?scope=mine']
  const found = [CANARIES['her phone'], CANARIES['his name'], on.short_code].map((words) =>
    by.post('/api/find', { words }),
  )
  const told = await Promise.all([...[...urls, ...lists].map((url) => by.get(url)), ...found])
  return told.map((answer) => answer.body).join()
}
const seenBy = (text: string): Canary[] =>
  (Object.keys(CANARIES) as Canary[]).filter((canary) => text.includes(CANARIES[canary]))

/** Not even that somebody was heard apart: no line, no word of it. */
const tellsOfApart = (text: string): boolean => /背靠背|back_to_back/.test(text)

const BOTH_KNOW: Canary[] = [
  'her name',
  'his name',
  'what was said together',
  'a clause',
  'a helper’s promise',
  'the facts agreed on',
  'what he says he did',
]

test('the other side reads what both know, and nothing the applicant told the office: not her words, phone, papers, nor what was said apart', async () => {
  for (const link of ['respondent', 'respondent by her own link'] as const) {
    const text = await readBy(link)
    expect(seenBy(text).sort(), link).toEqual([...BOTH_KNOW, 'what a mediator disclosed' as const].sort())
    expect(tellsOfApart(text), link).toBe(false)
    const { story, mediations } = (await (await door.as('respondent', on)).get('/api/my-dispute')).json()
    expect(story.filter((line: { step: string }) => line.step === 'record_session')).toHaveLength(1)
    expect(mediations[0].sessions).toHaveLength(1)
    for (const step of ['record_contact', 'record_identity', 'name_party', 'invite'])
      expect(text.includes(`"step":"${step}"`), step).toBe(false)
  }
})

test('the applicant reads her own words and what both know, and neither the other side’s phone nor what he said apart', async () => {
  const text = await readBy('applicant')
  const hers: Canary[] = ['her words', 'her wish', 'her phone', 'what a mediator disclosed']
  expect(seenBy(text).sort()).toEqual([...BOTH_KNOW, ...hers].sort())
  expect(tellsOfApart(text)).toBe(false)
})

test('those who handle it read it plainly, but papers masked, what was said apart only whoever wrote it down, and what is sealed nobody on any page', async () => {
  const never: Canary[] = ['her passport', 'his passport', 'a sealed note']
  const apart: Canary[] = ['what he said apart', 'what she said apart']
  const rest = (Object.keys(CANARIES) as Canary[]).filter((it) => !never.includes(it) && !apart.includes(it))
  const own: Partial<Record<CrewName, Canary[]>> = {
    peer: ['what he said apart'],
    director: ['what she said apart'],
    second: [],
  }
  for (const [who, note] of Object.entries(own))
    expect(seenBy(await readBy(who as CrewName)).sort(), who).toEqual([...rest, ...note].sort())
})

test('area staff who do not handle it see that it is and where it stands: no names, no phones, no words of a session, an agreement or a visit', async () => {
  for (const who of ['town', 'town_director', 'county', 'dispatcher', 'justice', 'leader'] as const) {
    const text = await readBy(who)
    expect(text.includes(on.short_code), who).toBe(true)
    expect(seenBy(text).sort(), who).toEqual(['her wish', 'her words'])
  }
  for (const who of ['near', 'far', 'grid', 'police', 'department', 'admin', 'auditor', 'privacy'] as const)
    expect(seenBy(await readBy(who)), who).toEqual([])
})

test('where an office wrote down who the other side is, area staff read the name masked, on the page and in the lists', async () => {
  const taken = await door.walkTo('taken_down')
  for (const who of ['town', 'county', 'leader'] as const) {
    const by = await door.as(who)
    const urls = [`/api/disputes/${taken.file_id}`, '/api/disputes?scope=area']
    const told = await Promise.all([
      ...urls.map((url) => by.get(url)),
      by.post('/api/find', { words: taken.short_code }),
    ])
    for (const answer of told) {
      expect(answer.body.includes(taken.short_code)).toBe(true)
      expect(answer.body.includes(OTHER_SIDE.name), who).toBe(false)
    }
  }
})

test('a party who clicks herself said it herself; only what an office wrote down says whose word it was', async () => {
  const { story } = (await (await door.as('applicant', on)).get('/api/my-dispute')).json()
  const notes = story.filter((line: { step: string }) => line.step === 'agree_to_mediation')
  expect(notes.map((line: { note: string | null }) => line.note)).toEqual([null, null])
})

/** Who of the crew reads which notes by SQL alone, under the policies of the database. */
async function notesReadBySql(): Promise<Record<string, number>> {
  const read = async (person: string | null): Promise<number> =>
    inScope(world.pool, { ...wholeCounty(dayIn(now())), person }, async (trx) => {
      const found = sql<{ id: string }>`select id from sealed_values where kind = 'private_note'`
      return (await found.execute(trx)).rows.length
    })
  const { peer, director, second, admin } = door.crew
  return {
    peer: await read(peer.person_id),
    director: await read(director.person_id),
    second: await read(second.person_id),
    admin: await read(admin.person_id),
    'the worker': await read(null),
  }
}

test('the database itself gives a private note to nobody but its author; without its policy it would give it to all', async () => {
  const right = { peer: 1, director: 1, second: 0, admin: 0, 'the worker': 0 }
  expect(await notesReadBySql()).toEqual(right)
  const { rows } = await world.owner.query<{ using: string }>(
    "select qual as using from pg_policies where policyname = 'private_notes_are_their_authors'",
  )
  await world.owner.query('drop policy private_notes_are_their_authors on sealed_values')
  expect(await notesReadBySql()).toEqual({ peer: 2, director: 2, second: 2, admin: 2, 'the worker': 2 })
  await world.owner.query(
    `create policy private_notes_are_their_authors on sealed_values as restrictive for select using (${rows[0]?.using})`,
  )
  expect(await notesReadBySql()).toEqual(right)
})

test('links and codes stand in no row, and in no answer but the one that hands them over', async () => {
  const { rows: tables } = await world.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  let whole = ''
  for (const { name } of tables) {
    const { rows } = await world.owner.query<{ row: string }>(`select t::text as row from ${name} t`)
    whole += rows.map(({ row }) => row).join('\n')
  }
  const pages: Record<string, string> = {}
  for (const who of ['applicant', 'respondent', 'director', 'second', 'peer', 'town'] as const)
    pages[who] = await readBy(who)
  expect(Object.keys(secrets)).toHaveLength(5)
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(7)
    expect(whole.includes(secret), `${what} in a row`).toBe(false)
    expect(
      answers.some((answer) => answer.includes(secret)),
      `${what} in an answer`,
    ).toBe(false)
    const shown = Object.keys(pages).filter((who) => pages[who]?.includes(secret))
    expect(shown, what).toEqual(what === 'his own link' ? ['respondent'] : [])
  }
  // What may be kept is found: the search itself works. What is sealed is not.
  expect(whole.includes(CANARIES['her words'])).toBe(true)
  const never = ['her phone', 'his phone', 'her passport', 'what he said apart', 'what she said apart', 'a sealed note']
  for (const sealed of never as Canary[]) expect(whole.includes(CANARIES[sealed]), sealed).toBe(false)
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
