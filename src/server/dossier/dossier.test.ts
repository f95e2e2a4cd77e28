import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endSideProcesses } from '#server/side-process.ts'
import { soundUpload } from '#test/evidence.ts'
import { solid, textsOf } from '#test/read-paper.ts'
import { type Walks, walks } from '#test/walks.ts'
import { handedOver, type Walk, type Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterAll(() => endSideProcesses(0))

const PHOTO = readFileSync(join(import.meta.dirname, '../../../demo/pictures/ditch.jpg'))
const take = async (who: Who, on: Walk, what = 'pdf') =>
  (await door.as(who, on)).get(`/api/disputes/${on.file_id}/dossier/${what}`)

test('the whole dossier is one PDF: cover, catalogue with pages, papers in the order of the set, note and back', async () => {
  const on = await door.walkTo('in_effect')
  const upload_id = await soundUpload(world, on.file_id, { by_person: door.crew.director.person_id }, PHOTO)
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id })
  const answer = await take('director', on)
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  if (process.env.KEEP_DOSSIER) writeFileSync(process.env.KEEP_DOSSIER, answer.rawPayload)
  const pages = (await textsOf(answer.rawPayload)).map(solid)
  expect(pages[0]).toContain('人民调解卷宗封面')
  expect(pages[1]).toContain('卷内目录')
  expect(pages.at(-1)).toContain('卷宗封底')
  expect(pages.at(-2)).toContain('卷宗情况说明')
})
