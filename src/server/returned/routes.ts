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
import { sendStream } from '../http/send-file.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { originalOf, pictureOf } from './open.ts'
import { printOf } from './print.ts'
import { readScanOf, scanPictureOf } from './read.ts'
import { returnSignedPaper } from './take.ts'

/** Papers printed to be signed by hand, and what comes back of them. */
export function returnRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, printToSign, ({ asker, params, reply }) => printOf(world, staff(asker), params, whenLeft(reply)))
  serve(app, world, readScan, ({ asker, params }) => readScanOf(world, staff(asker), params))
  serve(app, world, scanPicture, async ({ asker, params, reply }) =>
    sendStream(reply, await scanPictureOf(world, staff(asker), params), { type: 'image/jpeg' }),
  )
  serve(app, world, returnSigned, ({ asker, params, body, key }) =>
    returnSignedPaper(world, staff(asker), params, body, key),
  )
  serve(app, world, returnedPicture, async ({ asker, params, reply }) =>
    sendStream(reply, await pictureOf(world, staff(asker), params), { type: 'image/jpeg' }),
  )
  serve(app, world, returnedOriginal, async ({ asker, params, reply }) => {
    const { file, bytes } = await originalOf(world, staff(asker), params)
    return sendStream(reply, bytes, { type: 'application/octet-stream', name: file.name, size: file.size })
  })
}
