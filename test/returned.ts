import { randomUUID } from 'node:crypto'
import type { Read } from '#domain/returned/facts.ts'
import { now } from '#server/clock.ts'
import { contentHash } from '#server/seals/content-hash.ts'
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

type Ask = { method: 'GET' | 'POST'; url: string; body?: object }

/** How the endpoints of papers that come back are asked: of a record of the file somebody of the office has scanned. */
export function returnQuestions(
  world: Given,
  on: { file_id: string; applicant: string },
  person: string,
): Record<string, () => Promise<Ask>> {
  const base = `/api/disputes/${on.file_id}`
  const record = async () => {
    const { rows } = await world.owner.query<{ id: string; content: unknown }>(
      `select id, content from papers where file_id = $1 and form = 'D-03' and content -> 'blocks' @> '[{"kind": "sign"}]' limit 1`,
      [on.file_id],
    )
    return { id: rows[0]?.id ?? '', content_hash: contentHash(rows[0]?.content).toString('hex') }
  }
  let scan: string | null = null
  const scanned = async (): Promise<string> => {
    const paper = await record()
    scan ??= await soundScan(world, on.file_id, person, paper.id, pageRead(paper, 1))
    return scan
  }
  const get = (url: string): Ask => ({ method: 'GET', url: `${base}${url}` })
  const post = (url: string, body: object): Ask => ({ method: 'POST', url: `${base}${url}`, body })
  /** Written down by hand of the database: what a page is asked by is all that is wanted here. */
  const came = async (): Promise<string> => {
    const paper = await record()
    const id = randomUUID()
    const { rows } = await world.owner.query<{ file: object }>(
      `select jsonb_build_object('upload_id', id, 'name', name, 'kind', kind, 'size', size, 'sha256', sha256, 'previews', previews) as file
       from uploads where id = $1`,
      [await scanned()],
    )
    const pages = [{ page: 1, how: 'by_code', nth: 1, file: rows[0]?.file }]
    const one = { ...{ id, paper_id: paper.id, part_id: id, form: 'D-03', title: '', edition: null, of: 1, pages } }
    const rest = { content_hash: '', hands: [], note: '', at: now(), by: { person_id: person, name: '' } }
    await world.owner.query(
      `update disputes set facts = jsonb_set(facts, '{returned_papers}', $2::jsonb) where file_id = $1`,
      [on.file_id, JSON.stringify([{ ...one, ...rest }])],
    )
    return id
  }
  const page = async (what: string) => get(`/returned/${await came()}/pages/1/${what}`)
  return {
    print_to_sign: async () => get(`/papers/${(await record()).id}/print`),
    read_scan: async () => post(`/uploads/${await scanned()}/read_pages`, {}),
    scan_picture: async () => get(`/uploads/${await scanned()}/previews/1`),
    return_signed: async () =>
      post(`/papers/${(await record()).id}/returned`, {
        of: 1,
        pages: [{ upload_id: randomUUID(), nth: 1, page: 1 }],
        hands: [{ role: '告知人', name: '苗秀禾', how: ['name'], witness: '' }],
        note: '',
        signatures: [{ party_id: on.applicant, known_by: 'identity_paper' }],
      }),
    returned_picture: () => page('picture'),
    returned_original: () => page('original'),
  }
}
