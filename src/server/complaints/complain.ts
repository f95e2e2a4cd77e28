import type { z } from 'zod'
import type { ComplaintReceipt } from '#contract/complaints.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { type Complained, examinerOf } from '#domain/complaints/examiner.ts'
import type { ComplaintKind } from '#domain/complaints/inputs.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { timingOf } from '../clocks/timing.ts'
import { inScope, nobody } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { handles } from '../disputes/page.ts'
import { type StepReply, type Taken, type Taking, takeStep, takeSteps } from '../disputes/take-step.ts'
import { papersOf } from '../documents/find.ts'
import { Problem } from '../http/problem.ts'
import { linkToken } from '../identity/links.ts'
import { maskName } from '../identity/masks.ts'
import { qrSvg } from '../render/qr.ts'
import type { World } from '../world.ts'
import { complainedIn } from './find.ts'

/** Her door to the complaint: another one than that to her dispute, which an office may renew and hand out. */
export const linkToComplaint = (world: World, linkId: string): { link: string; link_qr_svg: string } => {
  const link = `${world.publicUrl}/complaint#${linkToken(world, linkId)}`
  return { link, link_qr_svg: qrSvg(link) }
}

/** `plain`: whether people stand by name before who asks: a party herself, or somebody who handles the dispute (design 4). */
const aboutWhich = (world: World, { scope, actor }: Taking, fileId: string) =>
  inScope(world.pool, scope, async (trx): Promise<{ complained: Complained; plain: boolean }> => {
    const loaded = await loadFile(trx, fileId, false)
    const complained = loaded && (await complainedIn(trx, loaded))
    if (!complained) throw new Problem('not_found')
    return { complained, plain: actor.kind !== 'staff' || handles(actor, loaded) }
  })

/** Opens the complaint's file at the unit that examines it. @throws Problem not_found where the asker sees no such dispute */
export async function openComplaint(world: World, taking: Taking): Promise<Taken & { plain: boolean }> {
  const { kind, about_file } = taking.input as { kind: ComplaintKind; about_file: string }
  const { complained, plain } = await aboutWhich(world, taking, about_file)
  const by = examinerOf(kind, complained)?.unit.id ?? complained.unit.id
  const taken = await takeStep(world, { ...taking, complained, opens: { place: complained.place_code, by } })
  return { ...taken, plain }
}

/**
 * Complains, and answers with the receipt. It is read back from the file, so that a repeated request gets the same one while
 * what is kept under its key holds no secret.
 */
export async function complain(world: World, taking: Taking): Promise<z.input<typeof ComplaintReceipt>> {
  const { reply, plain } = await openComplaint(world, taking)
  const { file_id } = reply as StepReply
  const today = dayIn(now())
  return inScope(world.pool, { ...nobody(today), holder_of: file_id }, async (trx) => {
    const [loaded, papers] = await Promise.all([loadFile(trx, file_id, false), papersOf(trx, file_id)])
    const [complaint] = partsOf(loaded?.parts ?? [], 'complaint')
    const [clock] = loaded?.clocks ?? []
    const [link] = loaded?.links ?? []
    const receipt = papers.find((it) => it.paper.form === 'F-41')?.paper
    if (!loaded || !complaint || !clock || !link || !receipt) throw new Error(`complaint ${file_id} is not whole`)
    const { file, responsible } = loaded
    const named = (name: string): string => (plain ? name : maskName(name))
    return {
      file_id,
      short_code: file.short_code,
      received_at: file.received_at,
      unit: responsible,
      because: complaint.facts.examined_because,
      next: clockCard(clock, { kind: 'unit', says: responsible.name }, today, timingOf(world)),
      holder: named(complaint.facts.by_name),
      ...linkToComplaint(world, link.id),
      paper: { ...receipt, content: { ...receipt.content, to: named(receipt.content.to) } },
    }
  })
}

/**
 * Answers a complaint. Where the matter goes on, its dispute comes up again under its own code in the same transaction: both
 * or neither. @throws Problem the refusal of either step
 */
export async function answerComplaint(world: World, taking: Taking): Promise<{ status: number; reply: unknown }> {
  const { measures, again } = taking.input as { measures: string[]; again: string }
  const { actor, scope, fileId, partId, step, input, occurredAt, key } = taking
  if (!measures.includes('goes_on') || !fileId || !key) return takeStep(world, taking)
  const about = await inScope(world.pool, scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    return partsOf(loaded?.parts ?? [], 'complaint').find((it) => it.id === partId)?.facts
  })
  // Told by the step itself, in its own order: no such part, not yours, or not of that kind.
  if (about?.kind !== 'not_solved') return takeStep(world, taking)
  const body = { step, file: fileId, part: partId, input, at: occurredAt }
  const files = [fileId, about.about_file]
  return takeSteps(world, { actor, scope, key, body, files, fresh: null }, async (move) => {
    await move(about.about_file, { step: 'rebound', partId: null, input: { what: again }, occurredAt: null })
    await move(fileId, { step, partId, input, occurredAt })
  })
}
