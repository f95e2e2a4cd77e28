import type { FastifyInstance, FastifyReply } from 'fastify'
import { dossierArchive, dossierPdf, ZIP } from '#contract/dossier.ts'
import { PDF } from '#contract/papers.ts'
import { whenLeft } from '../documents/turns.ts'
import { sendStream } from '../http/send-file.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { archiveOfFile } from './archive.ts'
import { type Leaving, volumeOfFile } from './take-dossier.ts'

const send = (reply: FastifyReply, { name, bytes, size }: Leaving, type: string): string =>
  sendStream(reply, bytes, { type, name, size })

/** The dossier as a whole. */
export function dossierRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, dossierPdf, async ({ asker, params, reply }) =>
    send(reply, await volumeOfFile(world, staff(asker), params.file_id, whenLeft(reply)), PDF),
  )
  serve(app, world, dossierArchive, async ({ asker, params, reply }) =>
    send(reply, await archiveOfFile(world, staff(asker), params.file_id, whenLeft(reply)), ZIP),
  )
}
