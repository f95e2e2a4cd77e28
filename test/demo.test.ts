import { expect, test } from 'vitest'
import { faces } from '#demo/faces.ts'
import { STORIES } from '#demo/stories.ts'
import { dayFrom } from '#demo/story.ts'
import { tellStories } from '#demo/tell.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { type PartKind, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { STAGES, stageOf } from '#domain/disputes/stage.ts'
import { setNow } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { loadFile } from '#server/disputes/load.ts'
import { speaker } from './make.ts'
import { filesTold, newToldWorld, TOLD } from './told.ts'
import { newApp, newWorld } from './world.ts'

/** What no row of the table leads to yet. */
const NOT_YET = ['dispute archived', 'task returned', 'agreement replaced']

test('the demo shows a dispute in every state there is, some of them waiting for the visitor, and every face', async () => {
  const world = await newToldWorld()
  const files = await filesTold(world)
  expect(files).toHaveLength(STORIES.length)
  expect(new Set(STORIES.map((it) => it.name)).size).toBe(STORIES.length)
  expect(await checkInvariants(world)).toEqual([])

  const today = dayIn(TOLD)
  const told = await inScope(world.pool, wholeCounty(today), async (trx) => {
    const loaded = []
    for (const file of files) loaded.push(await loadFile(trx, file, false))
    return loaded.filter((it) => it !== null)
  })
  const parts = told.flatMap((it) => it.parts)
  const stages = told.map((it) => stageOf(it.parts))
  expect(new Set(stages)).toEqual(new Set(Object.keys(STAGES).filter((stage) => stage !== 'archived')))
  const seen = new Set(parts.map((part) => `${part.part} ${part.status}`))
  const kinds = Object.keys(STATUSES) as PartKind[]
  const all = kinds.flatMap((kind) => Object.keys(STATUSES[kind]).map((status) => `${kind} ${status}`))
  expect(all.filter((status) => !seen.has(status))).toEqual(NOT_YET)

  // What waits for whoever looks at the demo today.
  const owed = partsOf(parts, 'obligation')
  const invited = told.filter(
    (it) =>
      partsOf(it.parts, 'mediation').some((one) =>
        Object.values(one.facts.consents).some((she) => she.answer === 'asked'),
      ) && it.links.some((link) => link.purpose === 'invitation' && (link.until ?? today) >= today),
  )
  expect(invited).not.toEqual([])
  expect(partsOf(parts, 'agreement').some((it) => it.status === 'signing' && it.facts.signatures.length === 1)).toBe(
    true,
  )
  expect(owed.some((it) => it.status === 'due' && it.facts.due_on === dayFrom(TOLD, 1))).toBe(true)
  expect(owed.some((it) => it.status === 'breached')).toBe(true)
  expect(owed.some((it) => it.status === 'claimed')).toBe(true)

  const app = await newApp(world)
  const { people } = (await speaker(app).get('/api/demo/people')).json() as { people: { sign_in_name: string }[] }
  expect(people.map((person) => person.sign_in_name)).toEqual(faces.map((face) => face.sign_in_name))
})

test('it can be told on any day: in the long holidays, before dawn, at the turn of the year', async () => {
  for (const at of ['2026-10-05T20:30:00.000Z', '2027-01-01T16:05:00.000Z']) {
    const world = await newWorld()
    setNow(at)
    await tellStories(world)
    setNow(at)
    expect(await checkInvariants(world), at).toEqual([])
  }
}, 120_000)
