import type { z } from 'zod'
import type { Paper } from '#contract/shared.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { complaintPage, myComplaintPage } from '../complaints/show.ts'
import { inScope } from '../db/scope.ts'
import { seeFile } from '../disputes/load.ts'
import { takingOf, writeLook } from '../disputes/looks.ts'
import { staffPage } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { nameForDisc } from '../http/send-file.ts'
import { myPage } from '../intake/my-dispute.ts'
import type { World } from '../world.ts'
import { inTurn } from './turns.ts'

export type Asked = { file_id: string; paper_id: string }
type Read = z.input<typeof Paper>

/** What kind of file the paper lies in, where the asker sees that file at all. */
const kindOf = (world: World, asker: Asker, { file_id, paper_id }: Asked) =>
  inScope(world.pool, asker.scope, (trx) =>
    trx
      .selectFrom('papers')
      .innerJoin('files', 'files.id', 'papers.file_id')
      .select('files.kind')
      .where('papers.id', '=', paper_id)
      .where('papers.file_id', '=', file_id)
      .executeTakeFirst(),
  )

type Page = { short_code: string; papers: readonly Read[] }
const NOTHING: Page = { short_code: '', papers: [] }

/** The papers on the page this asker reads: what is not on it, or not whole, she cannot take along either. */
async function pageBefore(world: World, asker: Asker, kind: string, fileId: string): Promise<Page> {
  const isComplaint = kind === 'complaint'
  if (asker.kind === 'staff') {
    // It is looked at when it is taken along: what was refused or not drawn, nobody saw.
    if (isComplaint) return complaintPage(world, asker, fileId, false)
    const { file, papers } = await staffPage(world, asker, fileId, false)
    return { short_code: file.short_code, papers }
  }
  if (asker.kind === 'anyone' || asker.file_id !== fileId) return NOTHING
  if (!isComplaint) return myPage(world, asker)
  return asker.kind === 'party' ? myComplaintPage(world, asker) : NOTHING
}

/**
 * A paper as this asker may read it, and what a file of it is called on any computer.
 * @throws Problem not_found · not_yours where she sees only that there is one
 */
export async function paperFor(world: World, asker: Asker, asked: Asked): Promise<{ paper: Read; name: string }> {
  const known = await kindOf(world, asker, asked)
  if (!known) throw new Problem('not_found')
  const page = await pageBefore(world, asker, known.kind, asked.file_id)
  const paper = page.papers.find(({ id }) => id === asked.paper_id)
  if (!paper) throw new Problem('not_found')
  if (paper.content.blocks.length === 0) throw new Problem('not_yours')
  const day = dayIn(paper.made_at)
  return { paper, name: nameForDisc(`${paper.content.title} ${page.short_code} ${day}`) }
}

/** The file is handed over: where an office takes it, that is a look of its own. */
export async function handOver(world: World, asker: Asker, { file_id, paper_id }: Asked, file: File): Promise<File> {
  if (asker.kind === 'staff')
    await inScope(world.pool, asker.scope, async (trx) => {
      if (!(await seeFile(trx, file_id))) throw new Problem('not_found')
      await writeLook(trx, file_id, asker, 'page', { party: null, reason: takingOf(paper_id) })
    })
  return file
}

/**
 * A paper this asker reads, as whatever file `make` makes of it.
 * @throws Problem not_found · not_yours · drawing_already · not_drawn
 */
export async function fileOf(
  world: World,
  asker: Asker,
  asked: Asked,
  make: (paper: Read, name: string) => Promise<File>,
): Promise<File> {
  const { paper, name } = await paperFor(world, asker, asked)
  return handOver(world, asker, asked, await inTurn(asker, () => make(paper, name)))
}
