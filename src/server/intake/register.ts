import { toString as drawQr } from 'qrcode'
import type { z } from 'zod'
import type { Receipt } from '#contract/intake.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { inScope, nobody } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { owedBy } from '../disputes/page.ts'
import { type StepReply, takeStep } from '../disputes/take-step.ts'
import { papersOf } from '../documents/find.ts'
import { Problem } from '../http/problem.ts'
import { linkToken, writeLink } from '../identity/links.ts'
import type { World } from '../world.ts'

const applicantIn = (reply: StepReply): string => reply.parts.find((part) => part.part === 'party')?.id ?? ''

/**
 * A citizen files: the step, her secret link in the same transaction, then the receipt. The receipt is made anew for a
 * repeated request, so that the answer kept under the key holds no secret and no personal data.
 */
export async function register(world: World, input: Record<string, unknown>, key: string): Promise<z.input<typeof Receipt>> {
  const at = now()
  const { reply } = await takeStep(
    world,
    {
      actor: { kind: 'anyone' },
      scope: nobody(dayIn(at)),
      step: 'register',
      fileId: null,
      partId: null,
      input,
      occurredAt: null,
      key,
    },
    (trx, { file, parts }) => writeLink(trx, world, file?.id ?? '', partsOf(parts, 'party')[0]?.id ?? '', at),
  )
  const { file_id } = reply as StepReply
  const link = `${world.publicUrl}/my#${linkToken(world, applicantIn(reply as StepReply))}`
  const [told, link_qr_svg] = await Promise.all([
    inScope(world.pool, { ...nobody(dayIn(at)), holder_of: file_id }, async (trx) => {
      const loaded = await loadFile(trx, file_id, false)
      if (!loaded) throw new Problem('not_found')
      const [[paper], owes] = await Promise.all([papersOf(trx, file_id), owedBy(trx, loaded)])
      const clock = loaded.clocks.find((it) => it.rule === 'T-06')
      if (!paper || !clock) throw new Error(`file ${file_id} has no receipt`)
      return { file: loaded.file, unit: loaded.responsible, paper, next: clockCard(clock, owes(clock), dayIn(at), world.calendar) }
    }),
    drawQr(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }),
  ])
  const { code, short_code, received_at } = told.file
  return { file_id, code, short_code, received_at, unit: told.unit, next: told.next, link, link_qr_svg, paper: told.paper }
}
