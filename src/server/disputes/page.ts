import type { z } from 'zod'
import type { StaffDispute } from '#contract/disputes.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { canTake } from '#domain/decide.ts'
import { type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { STAGES, stageOf } from '#domain/disputes/stage.ts'
import type { IdentityPaper } from '#domain/identity/inputs.ts'
import type { Actor, Here } from '#domain/step.ts'
import { TABLE } from '#domain/table.ts'
import { RESOLVED_HOW, UNRESOLVED_WHY } from '#domain/triage/inputs.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { papersOf } from '../documents/find.ts'
import { messagesOf } from '../exchange/find.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { maskIdentity, maskName, maskReach } from '../identity/masks.ts'
import { openSecrets } from '../identity/write.ts'
import { placeNames, unitById } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { type Loaded, loadFile } from './load.ts'
import { writeLook } from './looks.ts'
import { storyOf } from './story.ts'

/** A loaded file as a decision sees it, for asking what this actor may do. */
export const hereFor = (world: World, loaded: Loaded, actor: Actor): Here => {
  const at = now()
  const { file, parts, clocks, involvements, responsible } = loaded
  return {
    file,
    parts,
    clocks,
    involvements,
    actor,
    now: at,
    today: dayIn(at),
    occurred_at: at,
    calendar: world.calendar,
    ids: [],
    receiver: responsible,
    own_unit: null,
    opening: null,
  }
}

const outcomes: Record<string, string> = { ...RESOLVED_HOW, ...UNRESOLVED_WHY, applicant_withdrew: '申请人撤回' }

/** Whether this person handles the file: then names and ways to reach stand plainly before her (design 4). */
export const handles = (actor: Actor, loaded: Loaded): boolean =>
  actor.kind === 'staff' &&
  (actor.unit_id === loaded.file.responsible_unit ||
    partsOf(loaded.parts, 'task').some((task) => task.facts.unit_id === actor.unit_id))

/** Who owes a clock, in words. */
export async function owedBy(
  trx: Trx,
  loaded: Loaded,
): Promise<(clock: Loaded['clocks'][number]) => { kind: 'unit' | 'person' | 'party'; says: string }> {
  const units = [...new Set(loaded.clocks.flatMap((clock) => ('unit' in clock.owes ? [clock.owes.unit] : [])))]
  const names = new Map(await Promise.all(units.map(async (id) => [id, (await unitById(trx, id)).name] as const)))
  return ({ owes }) =>
    'unit' in owes
      ? { kind: 'unit', says: names.get(owes.unit) ?? '' }
      : { kind: 'person' in owes ? 'person' : 'party', says: '当事人' }
}

async function people(world: World, trx: Trx, here: Here, open: boolean) {
  const parties = partsOf(here.parts, 'party')
  const secrets = await openSecrets(
    world,
    trx,
    parties.flatMap(({ facts }) => [facts.reach_id, facts.identity_id].filter((id) => id !== null)),
  )
  return parties.map((party: Part<'party'>) => {
    const reach = party.facts.reach_id === null ? null : (secrets.get(party.facts.reach_id) ?? null)
    const number = party.facts.identity_id === null ? null : (secrets.get(party.facts.identity_id) ?? null)
    return {
      id: party.id,
      side: party.facts.side,
      name: open ? party.facts.name : maskName(party.facts.name),
      reach: reach === null ? null : open ? reach : maskReach(reach),
      reach_open: open,
      identity_paper: party.facts.identity_paper as IdentityPaper | null,
      identity_number: number === null ? null : maskIdentity(number),
      can: canTake(TABLE, here, party),
    }
  })
}

/** A file's page for staff. Opening it is a look, written in the same transaction. @throws Problem not_found */
export const staffPage = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
): Promise<z.input<typeof StaffDispute>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Problem('not_found')
    const { file, responsible } = loaded
    const here = hereFor(world, loaded, asker.actor)
    const open = handles(asker.actor, loaded)
    // Whoever does not handle the file sees no name whole: not of a party, not as the one who did a step, not on a message.
    const named = (name: string): string => (open ? name : maskName(name))
    const parties = partsOf(loaded.parts, 'party').map((it) => ({
      ...it,
      facts: { ...it.facts, name: named(it.facts.name) },
    }))
    const [place, owes, persons, story, papers, messages] = await Promise.all([
      placeNames(trx, file.place_code),
      owedBy(trx, loaded),
      people(world, trx, here, open),
      storyOf(trx, fileId, parties),
      papersOf(trx, fileId),
      messagesOf(trx, fileId),
      writeLook(trx, fileId, asker, 'page'),
    ])
    const tasks = await Promise.all(
      partsOf(loaded.parts, 'task').map(async (task) => ({
        id: task.id,
        status: task.status,
        status_says: STATUSES.task[task.status],
        version: task.version,
        unit_name: (await unitById(trx, task.facts.unit_id)).name,
        outcome_says: task.facts.outcome === undefined ? null : (outcomes[task.facts.outcome] ?? task.facts.outcome),
        outcome_note: task.facts.outcome_note ?? null,
        can: canTake(TABLE, here, task),
      })),
    )
    const [dispute] = partsOf(loaded.parts, 'dispute')
    if (!dispute) throw new Error(`file ${fileId} has no dispute`)
    const stage = stageOf(loaded.parts)
    const { missing, refused_because, closing_note, ...said } = dispute.facts
    return {
      file: {
        id: file.id,
        code: file.code,
        short_code: file.short_code,
        received_at: file.received_at,
        place,
        place_code: file.place_code,
        responsible,
        stage,
        stage_says: STAGES[stage],
      },
      dispute: {
        id: dispute.id,
        status: dispute.status,
        version: dispute.version,
        ...said,
        missing: missing ?? [],
        refused_because: refused_because ?? null,
        closing_note: closing_note ?? null,
        can: canTake(TABLE, here, dispute),
      },
      tasks,
      parties: persons,
      clocks: loaded.clocks.map((clock) => clockCard(clock, owes(clock), here.today, world.calendar)),
      story,
      papers: papers.map((it) => ({ ...it, content: { ...it.content, to: named(it.content.to) } })),
      messages: messages.map((it) => ({ ...it, to: named(it.to) })),
    }
  })

/** One hidden value, with the reason kept where the party can read it. @throws Problem not_found */
export const revealOne = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
  asked: { party_id: string; what: 'reach' | 'identity_number'; reason: string },
): Promise<{ value: string }> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    const party = loaded && partsOf(loaded.parts, 'party').find((it) => it.id === asked.party_id)
    const id = asked.what === 'reach' ? party?.facts.reach_id : party?.facts.identity_id
    if (!id) throw new Problem('not_found')
    const [secrets] = await Promise.all([
      openSecrets(world, trx, [id]),
      writeLook(trx, fileId, asker, asked.what, { party: asked.party_id, reason: asked.reason }),
    ])
    return { value: secrets.get(id) ?? '' }
  })
