import { v7 } from 'uuid'
import { dayIn } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import type { Actor } from '#domain/step.ts'
import { now, setNow } from '#server/clock.ts'
import type { Trx } from '#server/db/connection.ts'
import { inScope, nobody, wholeCounty } from '#server/db/scope.ts'
import { loadFile } from '#server/disputes/load.ts'
import { takeStep } from '#server/disputes/take-step.ts'
import { register } from '#server/intake/register.ts'
import type { World } from '#server/world.ts'
import { type Deed, STORIES } from './stories.ts'

const DAY_MS = 86_400_000

/** So many days before a moment, at an hour in China; never later than the moment itself. */
function instantOf(before: string, days: number, at: string): string {
  const then = new Date(
    `${dayIn(new Date(Date.parse(before) - days * DAY_MS).toISOString())}T${at}:00+08:00`,
  ).toISOString()
  return then < before ? then : new Date(Date.parse(before) - 60_000).toISOString()
}

async function staff(trx: Trx, signInName: string): Promise<Actor> {
  const row = await trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select([
      'people.id as person_id',
      'people.name',
      'posts.id as post_id',
      'posts.role',
      'units.id as unit_id',
      'units.kind',
      'units.name as unit_name',
      'units.place_code',
    ])
    .where('people.sign_in_name', '=', signInName)
    .executeTakeFirstOrThrow()
  const { kind, role, ...rest } = row
  return { kind: 'staff', role: role as Role, unit_kind: kind as UnitKind, ...rest }
}

async function act(world: World, fileId: string, deed: Deed): Promise<void> {
  const today = dayIn(now())
  const { actor, partId } = await inScope(world.pool, wholeCounty(today), async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Error('a story lost its file')
    const [applicant] = partsOf(loaded.parts, 'party')
    const [task] = partsOf(loaded.parts, 'task')
    const actor: Actor =
      deed.by === 'system'
        ? { kind: 'system' }
        : deed.by === 'applicant'
          ? { kind: 'party', party_id: applicant?.id ?? '', name: '' }
          : await staff(trx, deed.by)
    return { actor, partId: deed.on === 'task' ? (task?.id ?? null) : null }
  })
  const scope = actor.kind === 'party' ? { ...nobody(today), holder_of: fileId } : wholeCounty(today)
  await takeStep(world, {
    actor,
    scope,
    step: deed.step,
    fileId,
    partId,
    input: deed.input ?? {},
    occurredAt: null,
    key: null,
  })
}

/** Tells every story through the door, at its own time. @returns the files, in the order of the stories */
export async function tellStories(world: World): Promise<string[]> {
  const told = now()
  const files: string[] = []
  try {
    for (const story of STORIES) {
      setNow(instantOf(told, story.days, story.at))
      const { file_id } = await register(world, { ...story.says, place_code: story.place_code }, v7())
      for (const deed of story.then) {
        setNow(instantOf(told, deed.days, deed.at))
        await act(world, file_id, deed)
      }
      files.push(file_id)
    }
  } finally {
    setNow(null)
  }
  return files
}
