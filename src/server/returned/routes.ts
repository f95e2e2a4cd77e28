import type { FastifyInstance } from 'fastify'
import {
  printToSign,
  readScan,
  returnedOriginal,
  returnedPicture,
  returnSigned,
  scanPicture,
} from '#contract/returned.ts'
import { whenLeft } from '../documents/turns.ts'
import { attachment } from '../evidence/open.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { originalOf, pictureOf } from './open.ts'
import { printOf } from './print.ts'
import { readScanOf, scanPictureOf } from './read.ts'
import { returnSignedPaper } from './take.ts'

/** What was sent is nobody's page here: it cannot run, frame, or name another place. */
const SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
/** Bytes go out as they are: the reply's schema is for the printed interface alone. */
const asBytes = (stream: unknown): string => stream as string

/** Papers printed to be signed by hand, and what comes back of them. */
export function returnRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, printToSign, ({ asker, params, reply }) => printOf(world, staff(asker), params, whenLeft(reply)))
  serve(app, world, readScan, ({ asker, params }) => readScanOf(world, staff(asker), params))
  serve(app, world, scanPicture, async ({ asker, params, reply }) => {
    const picture = await scanPictureOf(world, staff(asker), params)
    reply.header('content-security-policy', SANDBOX).type('image/jpeg')
    return asBytes(picture)
  })
  serve(app, world, returnSigned, ({ asker, params, body, key }) =>
    returnSignedPaper(world, staff(asker), params, body, key),
  )
  serve(app, world, returnedPicture, async ({ asker, params, reply }) => {
    const picture = await pictureOf(world, staff(asker), params)
    reply.header('content-security-policy', SANDBOX).type('image/jpeg')
    return asBytes(picture)
  })
  serve(app, world, returnedOriginal, async ({ asker, params, reply }) => {
    const { file, bytes } = await originalOf(world, staff(asker), params)
    reply.header('content-security-policy', SANDBOX).header('content-disposition', attachment(file.name))
    reply.header('content-length', file.size).type('application/octet-stream')
    return asBytes(bytes)
  })
}
