import { beforeAll, expect, test } from 'vitest'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk, Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  door = await walks(world, await newApp(world))
})

const SPOKEN = /苗语|手语|讲[^，。]*方便|说什么话|miao|sign_language/
const page = async (who: Who, on: Walk) => (await door.as(who)).get(`/api/disputes/${on.file_id}`)
const answers = (...facts: [fact: string, asks: string, after: string][]) =>
  facts.map(([fact, asks, after]) => ({ fact, asks, before: '还不清楚', after }))
/** As the rules were asked with what somebody speaks, and told anew twice. */
const asked = (on: Walk) =>
  world.owner.query(`update disputes set facts = jsonb_set(facts, '{triage}', $2) where file_id = $1`, [
    on.file_id,
    JSON.stringify({
      facts: { dispute_type: 'M02', languages: ['miao', 'sign_language'] },
      units: [
        {
          id: door.crew.director.unit_id,
          kind: 'village_committee',
          name: '村调委会',
          level: 'village',
          open: 3,
          on_duty: null,
          languages: ['miao'],
        },
      ],
      matrix_version: 4,
      asked_on: '2026-03-02',
      changes: [
        {
          on: '2026-03-02',
          by: '向红',
          because: '她讲苗语。',
          answers: answers(['languages', '说什么话方便', '苗语']),
        },
        {
          ...{ on: '2026-03-03', by: '向红', because: '家里有人用手语。' },
          answers: answers(['languages', '说什么话方便', '手语'], ['people_count', '涉及多少人', '3']),
        },
      ],
    }),
  ])

test('what a party speaks is shown to who handles her file, and to no leader, no neighbour and no mediator who stands too near', async () => {
  const on = await door.walkTo('in_session')
  await asked(on)
  for (const who of ['director', 'peer'] as const) expect((await page(who, on)).body, who).toMatch(SPOKEN)
  const { triage } = (await page('director', on)).json().dispute
  expect(triage.facts.languages).toEqual(['miao', 'sign_language'])
  expect(triage.changes).toHaveLength(2)

  const named = { side: 'third', name: door.crew.peer.name, reach: '10077778888', reach_from: 'staff' }
  expect((await door.take('director', 'name_party', on, named)).status).toBe(200)
  for (const who of ['leader', 'town', 'peer'] as const) {
    const seen = await page(who, on)
    expect([who, seen.statusCode]).toEqual([who, 200])
    expect(seen.body, who).not.toMatch(SPOKEN)
    const { triage } = seen.json().dispute
    expect(triage.facts.languages).toEqual([])
    // What else was answered otherwise stays to be read.
    expect(triage.changes).toMatchObject([{ because: '', answers: [{ asks: '涉及多少人' }] }])
    expect(triage.unit_for.map(({ says }: { says: string }) => says)).toContain('手上有 3 件没有办结。')
    const choices = await (await door.as(who)).get(
      `/api/disputes/${on.file_id}/mediations/${on.ids.mediation}/mediators`,
    )
    expect(choices.body, who).not.toMatch(SPOKEN)
  }
  // Her unit handles it, and she stands too near herself: who could mediate is told to her, and not what for.
  const mediators = async () =>
    (await door.as('director')).get(`/api/disputes/${on.file_id}/mediations/${on.ids.mediation}/mediators`)
  expect((await mediators()).body).toMatch(SPOKEN)
  const near = { side: 'third', name: door.crew.director.name, reach: '10077779999', reach_from: 'staff' }
  expect((await door.take('director', 'name_party', on, near)).status).toBe(200)
  expect((await mediators()).statusCode).toBe(200)
  for (const { body } of [await mediators(), await page('director', on)]) expect(body).not.toMatch(SPOKEN)
})

test('whoever asks the rules anew without being shown what somebody speaks takes nothing of it back', async () => {
  const on = await door.walkTo('registered')
  const facts = { dispute_type: 'M02', languages: ['sign_language', 'miao'] }
  expect((await door.take('director', 'triage', on, facts)).status).toBe(200)
  const held = async () => (await page('director', on)).json().dispute.triage
  expect((await held()).facts.languages).toEqual(['miao', 'sign_language'])
  expect((await page('town', on)).json().dispute.triage.facts.languages).toEqual([])
  expect((await door.take('town', 'triage', on, { dispute_type: 'M02', languages: ['yi'] })).code).toBe(
    'change_not_explained',
  )
  expect((await door.take('town', 'triage', on, { dispute_type: 'M02' })).status).toBe(200)
  expect(await held()).toMatchObject({ facts: { languages: ['miao', 'sign_language'] }, changes: [] })
  // Whoever handles it is shown it, and can take it back.
  const without = { dispute_type: 'M02', because: '问错了人。' }
  expect((await door.take('director', 'triage', on, without)).status).toBe(200)
  expect((await held()).facts.languages).toEqual([])
})
