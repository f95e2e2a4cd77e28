import type { z } from 'zod'
import type { OpenedFile, Receipt } from '#contract/intake.ts'
import type { Paper } from '#contract/shared.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { Consequence } from '#domain/disputes/consequences.ts'
import { type Clock, type File, type Link, type Part, partsOf } from '#domain/disputes/parts.ts'
import type { Receiver } from '#domain/step.ts'
import type { StepName } from '#domain/table.ts'
import { isTestTime, now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { timingOf } from '../clocks/timing.ts'
import { inScope, nobody } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { type StepReply, type Taken, takeStep } from '../disputes/take-step.ts'
import { papersOf } from '../documents/find.ts'
import { drawnOutside } from '../documents/stored-wordings.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { linkToShow } from '../identity/links.ts'
import type { World } from '../world.ts'

type Told = {
  file: File
  unit: Receiver
  clock: Clock
  /** The receipt, and the link of each who asked: none for a clue. */
  paper: z.input<typeof Paper> | null
  links: { holder: string; id: string }[]
}

/** The clock that tells a citizen what comes next: not the one that says she was written down in time. */
const nextClock = (clocks: readonly Clock[]): Clock | undefined =>
  clocks.find((clock) => clock.rule === 'T-02' || clock.rule === 'T-06' || clock.rule === 'T-06e')

/**
 * The link of each who asked when the file was opened, as it is now: where it was renewed, the new one. Whoever came later,
 * by name or with another file, has hers elsewhere.
 */
const linksOfApplicants = (opening: readonly Consequence[], parts: readonly Part[], links: readonly Link[]) => {
  const asked = opening.flatMap((it) => (it.kind === 'involve' && 'party' in it.who ? [it.id] : []))
  return partsOf(parts, 'party')
    .filter((party) => party.facts.side === 'applicant' && asked.includes(party.id))
    .sort((one, other) => asked.indexOf(one.id) - asked.indexOf(other.id))
    .flatMap((party) => {
      const hers = links.filter((link) => link.party_id === party.id && link.purpose === 'own')
      const link = hers.find((it) => it.until === null) ?? hers[0]
      return link ? [{ holder: party.facts.name, id: link.id }] : []
    })
}

/** What the receipt tells, from the step just taken: nothing of the file has to be read back. */
async function fromStep(world: World, { state, consequences }: Taken): Promise<Told | null> {
  const clock = state && nextClock(state.clocks)
  if (!state?.file || !state.receiver || !clock) return null
  const [asked] = consequences.filter((it) => it.kind === 'ask_paper').filter((it) => it.form === 'D-02r')
  return {
    file: state.file,
    unit: state.receiver,
    clock,
    paper: asked
      ? {
          id: asked.id,
          form: asked.form,
          content: await drawnOutside(world, asked.content),
          made_at: state.now,
          test_time: isTestTime(),
        }
      : null,
    links: linksOfApplicants(consequences, state.parts, state.links),
  }
}

/** The same, for a request that was answered before: read from the file, since the kept answer holds no personal data. */
const fromFile = (world: World, fileId: string, today: string): Promise<Told> =>
  inScope(world.pool, { ...nobody(today), holder_of: fileId }, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Problem('not_found')
    // Identifiers made within one millisecond are in no order: the receipt is known by its form, its clock by its rule.
    const receipt = (await papersOf(trx, fileId)).find((it) => it.paper.form === 'D-02r')
    const clock = nextClock(loaded.clocks)
    if (!clock) throw new Error(`file ${fileId} has no first clock`)
    const opening = await trx
      .selectFrom('events')
      .select('consequences')
      .where('file_id', '=', fileId)
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow()
    return {
      file: loaded.file,
      unit: loaded.responsible,
      clock,
      paper: receipt?.paper ?? null,
      links: linksOfApplicants(opening.consequences as Consequence[], loaded.parts, loaded.links),
    }
  })

const opened = (world: World, { file, unit, clock }: Told, today: string): z.input<typeof OpenedFile> => ({
  file_id: file.id,
  code: file.code,
  short_code: file.short_code,
  received_at: file.received_at,
  unit,
  next: clockCard(clock, { kind: 'unit', says: unit.name }, today, timingOf(world)),
})

/**
 * Opens a file by one of the rows that do. The answer is made anew for a repeated request, so that what is kept under the
 * key holds no secret and no personal data.
 */
async function openBy(
  world: World,
  asker: Asker | null,
  step: StepName,
  input: Record<string, unknown>,
  occurredAt: string | null,
  key: string,
): Promise<{ told: Told; today: string }> {
  const today = dayIn(now())
  const taken = await takeStep(world, {
    actor: asker?.kind === 'staff' ? asker.actor : { kind: 'anyone' },
    scope: asker?.kind === 'staff' ? asker.scope : nobody(today),
    step,
    fileId: null,
    partId: null,
    input,
    occurredAt,
    key,
  })
  const told = (await fromStep(world, taken)) ?? (await fromFile(world, (taken.reply as StepReply).file_id, today))
  return { told, today }
}

/** A file whose applicant goes away with a receipt: she filed it herself, or a clerk wrote it down for her. */
export async function registerWithReceipt(
  world: World,
  asker: Asker | null,
  step: 'register' | 'take_down',
  input: Record<string, unknown>,
  occurredAt: string | null,
  key: string,
): Promise<z.input<typeof Receipt>> {
  const { told, today } = await openBy(world, asker, step, input, occurredAt, key)
  const [first, ...others] = told.links.map(({ holder, id }) => ({ holder, ...linkToShow(world, id) }))
  if (!told.paper || !first) throw new Error(`file ${told.file.id} has no receipt`)
  return { ...opened(world, told, today), ...first, others, paper: told.paper }
}

/** A citizen files. */
export const register = (world: World, input: Record<string, unknown>, key: string): Promise<z.input<typeof Receipt>> =>
  registerWithReceipt(world, null, 'register', input, null, key)

/** A file opened by an office for others: nobody there holds the applicant's secret. */
export async function registerForOthers(
  world: World,
  asker: Asker,
  step: 'hand_over' | 'report_clue',
  input: Record<string, unknown>,
  occurredAt: string | null,
  key: string,
): Promise<z.input<typeof OpenedFile>> {
  const { told, today } = await openBy(world, asker, step, input, occurredAt, key)
  return opened(world, told, today)
}
