import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ACTS } from '#contract/acts.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { checkFile, checkInvariants } from '#server/disputes/check-invariants.ts'
import { changed, eventsOf, everything, saboteur, type Table } from './acts.ts'
import type { Case, Cases } from './cases/case.ts'
import { speaker } from './make.ts'
import { standings } from './standing.ts'
import { addressOf, type Outcome, partOf, type Walks, walks } from './walks.ts'
import type { Point, Walk, Who } from './ways.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

/** Whether anybody of an office may ever take it: else its address tells all of them alike that it is not theirs. */
const forOffice = (step: StepName): boolean => ACTS.some((act) => act.step === step && act.who.includes('staff'))

/** A walk that stands where a row is to be taken, and how it is taken there. */
type Stood = { on: Walk; body: object; part: string | null; take: (who?: Who, key?: string) => Promise<Outcome> }

/**
 * Every row of a list: taken once by two at once, as one event that names the part, the actor and the hat; closed to
 * everybody whose step it is not, the administrator above all; refused in another state; and gone without a trace when any
 * one of its writers fails.
 */
export function everyRow(cases: Cases): void {
  let world: TestWorld
  let app: FastifyInstance
  let door: Walks
  let fileAt: (point: Point) => Promise<Walk>
  let sabotaging: Awaited<ReturnType<typeof saboteur>>
  /** Another file of the same village, whose link opens nothing of the one looked at. */
  let other: Walk
  beforeAll(async () => {
    world = await newWorld()
    app = await newApp(world)
    door = await walks(world, app)
    fileAt = await standings(world, door)
    sabotaging = await saboteur(world)
    other = await door.walkTo('registered')
  })
  afterEach(() => setNow(null))

  async function stand(step: StepName, it: Case, point = it.from): Promise<Stood> {
    const on = await fileAt(point)
    if (it.days) setNow(secondsAfter(now(), it.days * 86_400))
    const part = it.clause ? (on.obligations[it.clause] ?? '') : partOf(step, on)
    const body = await (point === it.from ? it.body : (it.late ?? it.body))(on, door, it.by)
    return { on, body, part, take: (who = it.by, key = randomUUID()) => door.take(who, step, on, body, { key, part }) }
  }

  /** Which tables a row writes, as its first success showed. */
  const writes = new Map<StepName, Table[]>()
  async function tablesOf(step: StepName, it: Case): Promise<Table[]> {
    const known = writes.get(step)
    if (known) return known
    const { take } = await stand(step, it)
    const before = await everything(world)
    expect((await take()).status).toBe(200)
    const found = changed(before, await everything(world))
    writes.set(step, found)
    return found
  }

  async function expectWrongState(take: Stood['take']): Promise<void> {
    const before = await everything(world)
    expect(await take()).toMatchObject({ status: 409, code: 'wrong_state' })
    expect(changed(before, await everything(world))).toEqual([])
  }

  describe.each(Object.entries(cases) as [StepName, Case][])('%s', (step, it) => {
    test('taken by two at once, is taken once, as an event that names the part, the actor and the hat', async () => {
      const { on, part, take } = await stand(step, it)
      const [rows, before] = [await everything(world), await eventsOf(world, on.file_id)]
      const both = await Promise.all([take(), take()])
      const second = it.second === undefined ? 'wrong_state' : it.second
      const statuses = both.map((outcome) => outcome.status)
      expect(
        statuses.filter((status) => status === 200),
        both.map((one) => one.body).join(),
      ).toHaveLength(second ? 1 : 2)
      if (second) {
        expect(both.find((outcome) => outcome.status !== 200)).toMatchObject({ code: second })
        writes.set(step, changed(rows, await everything(world)))
      }
      expect(await eventsOf(world, on.file_id)).toBe(before + (second ? 1 : 2))
      const { rows: events } = await world.owner.query(
        'select part, part_id, step, actor from events where file_id = $1 order by seq desc limit 1',
        [on.file_id],
      )
      const actor =
        it.by === 'system'
          ? { kind: 'system' }
          : it.by === 'applicant' || it.by === 'respondent'
            ? { kind: 'party', party_id: on[it.by] }
            : it.by === 'anyone'
              ? { kind: 'anyone' }
              : { kind: 'staff', person_id: door.crew[it.by].person_id, unit_id: door.crew[it.by].unit_id }
      const { on: kind } = TABLE[step]
      expect(events).toMatchObject([
        { step, part: kind, ...(part ? { part_id: part } : {}), actor: { ...actor, hat: it.hat } },
      ])
      // The file is put back for the next: what it has become is looked at now.
      expect(await checkFile(world, on.file_id)).toEqual([])
    })

    test('is closed to everybody whose step it is not, and no attempt leaves a trace', async () => {
      const { on, body, part, take } = await stand(step, it)
      const before = await everything(world)
      const heard: Record<string, string | null> = {}
      for (const who of it.closed) heard[who] = (await take(who)).code
      expect(heard).toEqual(Object.fromEntries(it.closed.map((who) => [who, 'not_yours'])))
      // Nobody overrides: neither who runs the machines nor a call planted past every wall of the front door.
      for (const who of ['admin', 'auditor', 'privacy'] as const) {
        if (it.by !== 'system') expect(await take(who), who).toMatchObject({ status: forOffice(step) ? 404 : 403 })
        expect(await door.plant(door.crew[who], step, on, body, part), who).toMatchObject({ code: 'not_yours' })
      }
      expect(await door.plant({ kind: 'anyone' }, step, on, body, part)).toMatchObject({ code: 'not_yours' })
      if (it.by === 'system') {
        const address = addressOf(step, on, part)
        expect((await (await door.as('director')).post(address, body)).statusCode).toBe(404)
      } else {
        const unseen = forOffice(step) ? { status: 404, code: 'not_found' } : { status: 403, code: 'not_yours' }
        expect(await take('far')).toMatchObject(unseen)
        expect(await take('anyone')).toMatchObject({ status: 401, code: 'not_signed_in' })
        const withLink = (link: string) => speaker(app, { link }).post(addressOf(step, on, part), body)
        expect((await withLink('2'.repeat(26))).json()).toMatchObject({ status: 401, code: 'link_not_valid' })
        // Whoever holds the link of another file is told that this is for the office, or that there is no such file.
        expect([403, 404]).toContain((await withLink(other.link)).statusCode)
      }
      expect(changed(before, await everything(world))).toEqual([])
    })

    test('leaves nothing when any one of its writers fails, can then be taken with the same key, and then not once more', async () => {
      const touched = await tablesOf(step, it)
      expect(touched).toEqual(expect.arrayContaining(['files', 'events']))
      const { on, take } = await stand(step, it)
      const untouched = await everything(world)
      const key = randomUUID()
      for (const table of touched) {
        expect(await sabotaging(table, () => take(it.by, key)), table).toMatchObject({ status: 500, code: 'failed' })
        expect(changed(untouched, await everything(world)), `${table} failed`).toEqual([])
      }
      expect((await take(it.by, key)).status).toBe(200)
      expect(await checkFile(world, on.file_id)).toEqual([])
      if (it.wrong === undefined) await expectWrongState(take)
    })

    const { wrong } = it
    if (wrong)
      test('in a state it does not start from is refused, and leaves nothing', async () => {
        await expectWrongState((await stand(step, it, wrong)).take)
      })
  })

  test('after all this every file is what its events say', async () => {
    expect(await checkInvariants(world)).toEqual([])
  })
}
