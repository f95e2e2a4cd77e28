import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../http/problem.ts'
import { ofDisc } from '../storage/pieces.ts'
import { scan } from '../storage/scan.ts'
import { privateFolder } from '../storage/store.ts'
import type { World } from '../world.ts'

/** A name of its own: what takes away evidence nobody used never looks here. */
const keyOf = (sha256: string): string => `templates/${sha256.slice(0, 2)}/${sha256}`

/** Writes bytes where the checks can read them, for as long as `work` takes. */
export async function onDisc<T>(
  world: World,
  bytes: Buffer,
  work: (path: string, folder: string) => Promise<T>,
): Promise<T> {
  await privateFolder(world.files.waiting).catch(ofDisc)
  const folder = await mkdtemp(join(world.files.waiting, 'template-')).catch(ofDisc)
  try {
    const path = join(folder, 'template.docx')
    await writeFile(path, bytes, { mode: 0o600, flush: true }).catch(ofDisc)
    return await work(path, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @throws Problem file_virus · scanner_away, where a scanner is there */
export async function scanned(world: World, path: string): Promise<void> {
  if (world.files.scanner === null) return
  if ((await scan(world.files.scanner, path)) !== 'clean') throw new Problem('file_virus')
}

/** Keeps a template under its hash; durable when it returns. @throws Problem storage_full */
export const keepTemplate = (world: World, path: string, of: { size: number; sha256: string }): Promise<void> =>
  world.files.store.put(keyOf(of.sha256), path, of).catch(() => {
    throw new Problem('storage_full', { retryAfter: 60 })
  })

/** The bytes as they were put forward. @throws Problem template_damaged where they are gone or are others */
export async function readTemplate(world: World, sha256: string): Promise<Buffer> {
  const stream = await world.files.store.read(keyOf(sha256)).catch(() => null)
  const pieces: Buffer[] = []
  if (stream) for await (const piece of stream) pieces.push(piece as Buffer)
  const bytes = Buffer.concat(pieces)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Problem('template_damaged')
  return bytes
}
