import type { Read } from '#domain/returned/facts.ts'
import type { World } from '#server/world.ts'
import { soundUpload } from './evidence.ts'
import type { TestWorld } from './world.ts'

type Given = World & Pick<TestWorld, 'owner'>

/** The last paper of a file that was laid out to be signed. */
export async function laidOut(world: Given, fileId: string): Promise<{ id: string; content_hash: string }> {
  const { rows } = await world.owner.query<{ id: string; content: unknown }>(
    `select p.id, p.content from papers p join events e on e.file_id = p.file_id and e.seq = p.event_seq
     where p.file_id = $1 and e.step = 'lay_out_agreement' order by p.id desc limit 1`,
    [fileId],
  )
  const [row] = rows
  if (!row) throw new Error(`nothing of ${fileId} was laid out`)
  const { contentHash } = await import('#server/seals/content-hash.ts')
  return { id: row.id, content_hash: contentHash(row.content).toString('hex') }
}

/** What the code on a page of that paper says. */
export const pageRead = (paper: { id: string; content_hash: string }, page: number, of = 1): Read => ({
  kind: 'page',
  code: { paper_id: paper.id, edition: 1, page, of, hash: paper.content_hash.slice(0, 16) },
})

/** A picture of one page that somebody of an office sent for a paper, found sound and read, without the way there. */
export async function soundScan(
  world: Given,
  fileId: string,
  person: string,
  paper: string,
  read: Read,
  of = 1,
): Promise<string> {
  const id = await soundUpload(world as TestWorld, fileId, { by_person: person })
  await world.owner.query('update uploads set for_paper = $2, pages_read = $3 where id = $1', [
    id,
    paper,
    JSON.stringify({ of, read: [read] }),
  ])
  return id
}

/** What a form sends that brings one page of the paper laid out last back. */
export async function oneReturned(world: Given, fileId: string, person: string) {
  const paper = await laidOut(world, fileId)
  const upload_id = await soundScan(world, fileId, person, paper.id, pageRead(paper, 1))
  const { rows } = await world.owner.query<{ line: { role: string; names: string[] } }>(
    `select l as line from papers p, jsonb_array_elements(p.content -> 'blocks') b, jsonb_array_elements(b -> 'lines') l
     where p.id = $1 and b ->> 'kind' = 'sign' limit 1`,
    [paper.id],
  )
  const { role = '', names = [] } = rows[0]?.line ?? {}
  return {
    paper_id: paper.id,
    of: 1,
    pages: [{ upload_id, nth: 1, page: 1 }],
    hands: [{ role, name: names[0] ?? '', how: ['name', 'finger'], witness: '' }],
    note: '',
  }
}
