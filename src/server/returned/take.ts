import type { z } from 'zod'
import type { returnSigned } from '#contract/returned.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { inScope } from '../db/scope.ts'
import { type StepReply, takeSteps } from '../disputes/take-step.ts'
import { paperFor } from '../documents/download.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { paperToSign } from './find.ts'

type Staff = Extract<Asker, { kind: 'staff' }>
type Said = z.output<typeof returnSigned.body>

/**
 * Registers a signed paper that came back, and with it the signatures of an agreement that were seen on it: one form, each its own step,
 * all or nothing. @throws Problem the first refusal of a step: then nothing is written
 */
export async function returnSignedPaper(
  world: World,
  asker: Staff,
  { file_id, paper_id }: { file_id: string; paper_id: string },
  { signatures, occurred_at, ...said }: Said,
  key: string,
): Promise<StepReply> {
  // Whoever does not read the paper here does not hear what could be wrong with it.
  await paperFor(world, asker, { file_id, paper_id })
  const of = await inScope(world.pool, asker.scope, (trx) => paperToSign(trx, file_id, paper_id))
  if (!of) throw new Problem('not_found')
  const taken = await takeSteps(
    world,
    {
      ...{ actor: asker.actor, scope: asker.scope, key, files: [file_id], fresh: null },
      body: { step: 'return_signed', paper_id, input: said, signatures, at: occurred_at ?? null },
    },
    async (move, files) => {
      const here = files.get(file_id)
      const dispute = here && partsOf(here.parts, 'dispute')[0]
      if (!dispute) throw new Problem('not_found')
      const occurredAt = occurred_at ?? null
      const agreement = partsOf(here.parts, 'agreement').find(({ id }) => id === of.part_id)
      for (const one of signatures) {
        if (!agreement || of.step !== 'lay_out_agreement') throw new Problem('signer_not_in_agreement')
        const input = { ...one, edition: of.edition ?? agreement.facts.edition }
        await move(file_id, { step: 'record_signature', partId: agreement.id, input, occurredAt })
      }
      // Last, so that what is answered is that the pages are in. When it was signed is not when the scan came: that is now.
      await move(file_id, {
        ...{ step: 'return_signed_paper', partId: dispute.id, occurredAt: null },
        input: { paper_id, ...said },
      })
    },
  )
  return taken.reply as StepReply
}
