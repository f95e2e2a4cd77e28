import { dayIn } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { disputeOf } from '#domain/disputes/people.ts'
import type { Here } from '#domain/step.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { takeSteps } from '../disputes/take-step.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { openSecrets } from '../identity/write.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>

/** Everybody of a file as the one that takes it in writes them down: her way to be reached is sealed anew there. */
const reportersOf = (world: World, asker: Staff, fileId: string) =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Problem('not_found')
    const parties = partsOf(loaded.parts, 'party').filter((party) => party.status === 'present')
    const secrets = await openSecrets(
      world,
      trx,
      parties.flatMap(({ facts }) => (facts.reach_id === null ? [] : [facts.reach_id])),
    )
    return parties.map(({ id, facts }) => {
      const reach = facts.reach_id === null ? undefined : secrets.get(facts.reach_id)
      return {
        party_id: id,
        side: facts.side,
        kind: facts.kind ?? 'person',
        name: facts.name,
        ...(reach === undefined ? {} : { reach }),
        reach_from: facts.reach_from ?? 'self',
      }
    })
  })

const found = (files: ReadonlyMap<string, Here>, id: string): Here => {
  const here = files.get(id)
  if (!here) throw new Error(`${id} was not opened`)
  return here
}

/**
 * Puts one file into another: two steps, one transaction, both files under their locks. Each reporter keeps her code; the
 * file that takes her in knows her, and its clocks run from the earliest start. @throws Problem
 */
export async function mergeFiles(
  world: World,
  asker: Staff,
  fileId: string,
  input: { file_id: string; because: string },
  key: string,
) {
  const reporters = await reportersOf(world, asker, fileId)
  const answered = await takeSteps(
    world,
    {
      actor: asker.actor,
      scope: asker.scope,
      key,
      body: { step: 'merge', file: fileId, input },
      files: [fileId, input.file_id],
      fresh: null,
    },
    async (move, files) => {
      const [from, into] = [found(files, fileId), found(files, input.file_id)]
      // Somebody may have come in between reading and the lock: nobody is to be lost.
      const present = partsOf(from.parts, 'party').filter((party) => party.status === 'present')
      if (
        present.length !== reporters.length ||
        present.some((it) => !reporters.some((known) => known.party_id === it.id))
      )
        throw new Problem('wrong_state')
      const shortCode = (here: Here) => here.file?.short_code ?? ''
      await move(input.file_id, {
        step: 'take_in',
        partId: null,
        input: {
          file_id: fileId,
          short_code: shortCode(from),
          since: dayIn(from.file?.received_at ?? from.now),
          reporters,
        },
        occurredAt: null,
      })
      // The step that was asked for comes last: its answer is the answer.
      await move(fileId, {
        step: 'merge',
        partId: null,
        input: { ...input, short_code: shortCode(into) },
        occurredAt: null,
      })
    },
  )
  return answered
}

/** Takes a file out of the one it was put into. @throws Problem */
export async function unmergeFiles(
  world: World,
  asker: Staff,
  fileId: string,
  input: { because: string },
  key: string,
) {
  const into = await inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Problem('not_found')
    const [dispute] = partsOf(loaded.parts, 'dispute')
    return dispute?.facts.merged_into?.file_id
  })
  return takeSteps(
    world,
    {
      actor: asker.actor,
      scope: asker.scope,
      key,
      body: { step: 'unmerge', file: fileId, input },
      // Not merged, or not any more: the door refuses it, or gives the answer it gave before under this key.
      files: into === undefined ? [fileId] : [fileId, into],
      fresh: null,
    },
    async (move, files) => {
      // Whoever took it in may be over by now: then there is nothing to let go of.
      const open = ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open']
      if (into !== undefined && open.includes(disputeOf(found(files, into)).status))
        await move(into, {
          step: 'let_go',
          partId: null,
          input: { file_id: fileId, because: input.because },
          occurredAt: null,
        })
      await move(fileId, { step: 'unmerge', partId: null, input, occurredAt: null })
    },
  )
}
