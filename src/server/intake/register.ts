import type { z } from 'zod'
import type { Receipt } from '#contract/intake.ts'
import type { Paper } from '#contract/shared.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { type Clock, type File, partsOf } from '#domain/disputes/parts.ts'
import { drawn } from '#domain/documents/forms.ts'
import type { Receiver } from '#domain/step.ts'
import { isTestTime, now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { inScope, nobody } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { type StepReply, type Taken, takeStep } from '../disputes/take-step.ts'
import { papersOf } from '../documents/find.ts'
import { Problem } from '../http/problem.ts'
import { linkToken, writeLink } from '../identity/links.ts'
import { qrSvg } from '../render/qr.ts'
import type { World } from '../world.ts'

type Told = { file: File; unit: Receiver; clock: Clock; paper: z.input<typeof Paper>; party: string }

/** What the receipt tells, from the step just taken: nothing has to be read back. */
function fromStep({ state, consequences }: Taken): Told | null {
  const asked = consequences.filter((it) => it.kind === 'ask_paper')[0]
  const clock = state?.clocks[0]
  const party = state && partsOf(state.parts, 'party')[0]
  if (!state?.file || !state.receiver || !asked || !clock || !party) return null
  const { id, form, content } = asked
  return {
    file: state.file,
    unit: state.receiver,
    clock,
    paper: { id, form, content: drawn(content), made_at: state.now, test_time: isTestTime() },
    party: party.id,
  }
}

/** The same, for a request that was answered before: read from the file, since the kept answer holds no personal data. */
const fromFile = (world: World, fileId: string, today: string): Promise<Told> =>
  inScope(world.pool, { ...nobody(today), holder_of: fileId }, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Problem('not_found')
    // Identifiers made within one millisecond are in no order: the receipt is known by its form, its clock by its rule.
    const paper = (await papersOf(trx, fileId)).find((it) => it.form === 'D-02r')
    const clock = loaded.clocks.find((it) => it.rule === 'T-06')
    const [party] = partsOf(loaded.parts, 'party')
    if (!paper || !clock || !party) throw new Error(`file ${fileId} has no receipt`)
    return { file: loaded.file, unit: loaded.responsible, clock, paper, party: party.id }
  })

/**
 * A citizen files: the step, her secret link in the same transaction, then the receipt. The receipt is made anew for a
 * repeated request, so that the answer kept under the key holds no secret and no personal data.
 */
export async function register(
  world: World,
  input: Record<string, unknown>,
  key: string,
): Promise<z.input<typeof Receipt>> {
  const today = dayIn(now())
  const taken = await takeStep(
    world,
    {
      actor: { kind: 'anyone' },
      scope: nobody(today),
      step: 'register',
      fileId: null,
      partId: null,
      input,
      occurredAt: null,
      key,
    },
    ({ file, parts, now: at }) => writeLink(world, file?.id ?? '', partsOf(parts, 'party')[0]?.id ?? '', at),
  )
  const told = fromStep(taken) ?? (await fromFile(world, (taken.reply as StepReply).file_id, today))
  const { id, code, short_code, received_at } = told.file
  const link = `${world.publicUrl}/my#${linkToken(world, told.party)}`
  return {
    file_id: id,
    code,
    short_code,
    received_at,
    unit: told.unit,
    next: clockCard(told.clock, { kind: 'unit', says: told.unit.name }, today, world.calendar),
    link,
    link_qr_svg: qrSvg(link),
    paper: told.paper,
  }
}
