import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayIn } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { PIECE } from '#domain/evidence/words.ts'
import { now } from '#server/clock.ts'
import { inScope, nobody, wholeCounty } from '#server/db/scope.ts'
import { loadFile } from '#server/disputes/load.ts'
import { takeStep } from '#server/disputes/take-step.ts'
import { finish } from '#server/storage/finish.ts'
import { begin, keepPiece } from '#server/storage/uploads.ts'
import type { World } from '#server/world.ts'

/** The story to whose file its applicant sends a photograph from her telephone. */
export const PICTURED = '修沟垫的钱'
const PICTURE = join(import.meta.dirname, 'pictures/ditch.jpg')

/** She sends a photograph of the ditch, taken with the telephone on its side: in pieces, checked, kept, as anybody's is. */
export async function sendPicture(world: World, fileId: string): Promise<void> {
  const today = dayIn(now())
  const party = await inScope(world.pool, wholeCounty(today), async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    return partsOf(loaded?.parts ?? [], 'party').find(({ facts }) => facts.side === 'applicant')
  })
  if (!party) throw new Error('the picture has no file to be sent to')
  const scope = { ...nobody(today), holder_of: fileId }
  const actor = { kind: 'party', party_id: party.id, name: party.facts.name } as const
  const asker = { kind: 'party', actor, scope, file_id: fileId, purpose: 'own' } as const
  const bytes = readFileSync(PICTURE)
  const { id } = await begin(world, asker, fileId, { name: '后沟现场.jpg', size: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += PIECE)
    await keepPiece(world, asker, { file_id: fileId, upload_id: id, offset }, bytes.subarray(offset, offset + PIECE))
  await finish(world, asker, { file_id: fileId, upload_id: id }, {})
  await takeStep(world, {
    actor,
    scope,
    step: 'provide_evidence',
    fileId,
    partId: null,
    input: {
      upload_id: id,
      what: '后沟现场照片',
      source: '本人用手机拍的',
      proves: '沟是两家一起修的，石头压在他家那边',
      form: 'electronic',
      pages: 1,
      copies: 1,
      in_confidence: false,
    },
    occurredAt: null,
    key: null,
  })
}
