import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { now } from '#server/clock.ts'
import { originalKey, previewKey } from '#server/storage/store.ts'
import type { TestWorld } from './world.ts'

type By = { by_person: string } | { by_party: string }

/** A file of somebody's that was uploaded and found sound, without the way there: its row, its bytes, one picture of it. */
export async function soundUpload(
  world: TestWorld,
  fileId: string,
  by: By,
  bytes: Buffer = Buffer.from(`借条 ${randomUUID()}`),
): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = randomUUID()
  mkdirSync(world.files.waiting, { recursive: true })
  const path = join(world.files.waiting, `${id}.made`)
  writeFileSync(path, bytes)
  for (const key of [originalKey(sha256), previewKey(sha256, 0), previewKey(sha256, 1)])
    await world.files.store.put(key, path, { size: bytes.length, sha256 })
  await world.owner.query(
    `insert into uploads (id, file_id, by_person, by_party, name, size, received, state, kind, sha256, pages, previews, made_at, changed_at)
     values ($1, $2, $3, $4, '借条 1.jpg', $5, $5, 'sound', 'jpeg', $6, 1, 1, $7, $7)`,
    [
      id,
      fileId,
      'by_person' in by ? by.by_person : null,
      'by_party' in by ? by.by_party : null,
      bytes.length,
      sha256,
      now(),
    ],
  )
  return id
}
