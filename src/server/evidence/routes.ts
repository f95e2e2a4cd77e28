import type { FastifyInstance } from 'fastify'
import {
  beginUpload,
  dropUpload,
  evidenceList,
  evidenceOriginal,
  evidencePreview,
  finishUpload,
  sendPiece,
  upload,
  uploads,
} from '#contract/evidence.ts'
import { LARGEST_FILE, PIECE } from '#domain/evidence/words.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { sendStream } from '../http/send-file.ts'
import { serve, staff } from '../http/serve.ts'
import { finish } from '../storage/finish.ts'
import { begin, drop, keepPiece, listMine, showMine } from '../storage/uploads.ts'
import type { World } from '../world.ts'
import { evidenceListOf } from './list-paper.ts'
import { originalOf, previewOf } from './open.ts'

const sender = (asker: Asker): Exclude<Asker, { kind: 'anyone' }> => {
  if (asker.kind === 'anyone') throw new Problem('not_signed_in')
  return asker
}

/** Uploads in pieces, and what was made evidence of. */
export function evidenceRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, beginUpload, ({ asker, params, body }) => begin(world, sender(asker), params.file_id, body))
  serve(app, world, uploads, async ({ asker, params, query }) => ({
    uploads: await listMine(world, sender(asker), params.file_id, query.for_paper),
    largest: LARGEST_FILE,
    piece: PIECE,
  }))
  serve(app, world, upload, ({ asker, params }) => showMine(world, sender(asker), params.file_id, params.upload_id))
  serve(app, world, finishUpload, ({ asker, params, body }) => finish(world, sender(asker), params, body))
  serve(app, world, dropUpload, ({ asker, params }) => drop(world, sender(asker), params.file_id, params.upload_id))
  // Bytes are read here and nowhere else; a page of another site cannot send them without asking first.
  void app.register(async (inner) => {
    inner.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: PIECE }, (_, body, done) =>
      done(null, body),
    )
    serve(inner, world, sendPiece, ({ asker, params, body }) => {
      if (!Buffer.isBuffer(body)) throw new Problem('wrong_type')
      return keepPiece(world, sender(asker), params, body)
    })
  })
  serve(app, world, evidencePreview, async ({ asker, params, reply }) =>
    sendStream(reply, await previewOf(world, asker, params), { type: 'image/jpeg' }),
  )
  serve(app, world, evidenceOriginal, async ({ asker, params, reply }) => {
    const { file, bytes } = await originalOf(world, asker, params)
    return sendStream(reply, bytes, { type: 'application/octet-stream', name: file.name, size: file.size })
  })
  serve(app, world, evidenceList, ({ asker, params }) => evidenceListOf(world, staff(asker), params.file_id))
}
