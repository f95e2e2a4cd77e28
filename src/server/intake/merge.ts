import type { z } from 'zod'
import { dayIn } from '#domain/clocks/calendar.ts'
import { openDangers, ownDangers, violenceSaid } from '#domain/danger/violence.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { disputeOf } from '#domain/disputes/people.ts'
import type { beside } from '#domain/intake/coming-over.ts'
import { firstStood } from '#domain/intake/earliest-start.ts'
import type { Here } from '#domain/step.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { takeSteps } from '../disputes/take-step.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { secretsBeside } from '../identity/show-beside.ts'
import { openSecrets } from '../identity/write.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Secrets = ReadonlyMap<string, string>
/** What comes over with a party, ways to be reached in the open: they are sealed anew where they come to. */
type Beside = { [K in keyof typeof beside]?: z.input<(typeof beside)[K]> | undefined }

const secretsOf = (party: Part<'party'>): string[] => [
  ...(party.facts.reach_id === null ? [] : [party.facts.reach_id]),
  ...secretsBeside(party),
]
const presentIn = ({ parts }: Pick<Here, 'parts'>) => partsOf(parts, 'party').filter((it) => it.status === 'present')
const comersFrom = (here: Pick<Here, 'parts'>, fileId: string) =>
  partsOf(here.parts, 'party').filter((it) => it.facts.came_from?.file_id === fileId && it.status === 'present')

/** A file as it is before its lock is taken, with the ways to reach its people: opening them takes long, and holds nobody up. */
const readFirst = (
  world: World,
  asker: Staff,
  fileId: string,
  of: (here: Pick<Here, 'parts'>) => readonly Part<'party'>[],
) =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Problem('not_found')
    const parties = of(loaded)
    return { loaded, parties, secrets: await openSecrets(world, trx, parties.flatMap(secretsOf)) }
  })

/** A way to be reached that was written down between reading and the lock was not opened: asked again, it will be. */
function reachIn(secrets: Secrets, id: string | null): { reach?: string } {
  if (id === null) return {}
  const reach = secrets.get(id)
  if (reach === undefined) throw new Problem('wrong_state')
  return { reach }
}

/** Everybody who stands beside a party. `as`: the ids of parties as they are called where she goes; who is not there is left out. */
function besideHer({ facts }: Part<'party'>, secrets: Secrets, as: (id: string) => string | undefined): Beside {
  const { agents, guardian, helpers, representatives, capacity, speaks, members, is_enterprise } = facts
  const opened = <T extends { reach_id: string | null }>({ reach_id, ...it }: T) => ({
    ...it,
    ...reachIn(secrets, reach_id),
  })
  return {
    ...(speaks ? { speaks } : {}),
    ...(members === undefined ? {} : { members }),
    ...(is_enterprise ? { is_enterprise } : {}),
    ...(capacity ? { capacity } : {}),
    ...(agents ? { agents: agents.map(opened) } : {}),
    ...(guardian ? { guardian: opened(guardian) } : {}),
    ...(helpers
      ? { helpers: helpers.map((it) => ({ ...it, agreed_by: it.agreed_by.flatMap((id) => as(id) ?? []) })) }
      : {}),
    ...(representatives ? { representatives: representatives.map(opened) } : {}),
  }
}

/** Everybody of a file as the one that takes it in writes them down: her way to be reached is sealed anew there. */
const reportersOf = (here: Here, secrets: Secrets) =>
  presentIn(here).map((party) => {
    const { side, kind = 'person', name, reach_id, reach_from = 'self' } = party.facts
    return {
      ...{ party_id: party.id, side, kind, name, reach_from },
      ...reachIn(secrets, reach_id),
      ...besideHer(party, secrets, (id) => id),
    }
  })

const found = (files: ReadonlyMap<string, Here>, id: string): Here => {
  const here = files.get(id)
  if (!here) throw new Error(`${id} was not opened`)
  // A complaint is a file too, and nothing to be merged.
  if (here.file?.kind !== 'dispute') throw new Problem('not_found')
  return here
}

/**
 * Puts one file into another: two steps, one transaction, both files under their locks. Each reporter keeps her code; the
 * file that takes her in knows her, with whoever stands beside her and what is known of danger to her, and its clocks run
 * from the earliest start. @throws Problem
 */
export async function mergeFiles(
  world: World,
  asker: Staff,
  fileId: string,
  input: { file_id: string; because: string },
  key: string,
) {
  const { parties, secrets } = await readFirst(world, asker, fileId, presentIn)
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
      const present = presentIn(from)
      if (present.length !== parties.length || present.some((it) => !parties.some((known) => known.id === it.id)))
        throw new Problem('wrong_state')
      const shortCode = (here: Here) => here.file?.short_code ?? ''
      const open = openDangers(from)
      await move(input.file_id, {
        step: 'take_in',
        partId: null,
        input: {
          file_id: fileId,
          short_code: shortCode(from),
          since: dayIn(from.file?.received_at ?? from.now),
          reporters: reportersOf(from, secrets),
          stood_still: firstStood(disputeOf(from).facts, from.clocks),
          // One that nobody has answered for stands in the way of merging: the step below says so.
          dangers: ownDangers(from).filter((it) => !open.includes(it)),
          violence: violenceSaid(from),
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

/** What goes back with those who had come from a file: who stands beside them by now, and what endangers them. */
function goesBack(into: Here, fileId: string, secrets: Secrets) {
  const comers = comersFrom(into, fileId)
  const back = new Map(comers.map((it) => [it.id, it.facts.came_from?.party_id ?? '']))
  const open = openDangers(into)
  return {
    people: comers.map((it) => ({
      party_id: back.get(it.id) ?? '',
      ...besideHer(it, secrets, (id) => back.get(id)),
    })),
    dangers: ownDangers(into)
      .filter((it) => !open.includes(it) && it.endangered.some((id) => back.has(id)))
      .map((it) => ({ ...it, endangered: it.endangered.flatMap((id) => back.get(id) ?? []) })),
  }
}

/** Takes a file out of the one it was put into. @throws Problem */
export async function unmergeFiles(
  world: World,
  asker: Staff,
  fileId: string,
  input: { because: string },
  key: string,
) {
  const { loaded } = await readFirst(world, asker, fileId, () => [])
  const into = partsOf(loaded.parts, 'dispute')[0]?.facts.merged_into?.file_id
  const there = into === undefined ? null : await readFirst(world, asker, into, (here) => comersFrom(here, fileId))
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
      const back = into && there ? goesBack(found(files, into), fileId, there.secrets) : {}
      // Whoever took it in may be over by now: then there is nothing to let go of.
      const open = ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open']
      if (into !== undefined && open.includes(disputeOf(found(files, into)).status))
        await move(into, {
          step: 'let_go',
          partId: null,
          input: { file_id: fileId, because: input.because },
          occurredAt: null,
        })
      await move(fileId, { step: 'unmerge', partId: null, input: { ...input, ...back }, occurredAt: null })
    },
  )
}
