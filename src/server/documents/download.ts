import { sql } from 'kysely'
import type { z } from 'zod'
import { PDF, WORD } from '#contract/papers.ts'
import type { Paper } from '#contract/shared.ts'
import { complaintPage, myComplaintPage } from '../complaints/show.ts'
import { inScope } from '../db/scope.ts'
import { staffPage } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { myPage } from '../intake/my-dispute.ts'
import { drawPdf, drawWord } from '../render/papers.ts'
import { SideFailure } from '../side-process.ts'
import type { World } from '../world.ts'

type Asked = { file_id: string; paper_id: string }
type Read = z.input<typeof Paper>
const TITLE = sql<string>`papers.content ->> 'title'`

/** What kind of file it is and what the paper is called, where the asker sees that file at all. */
const about = (world: World, asker: Asker, { file_id, paper_id }: Asked) =>
  inScope(world.pool, asker.scope, (trx) =>
    trx
      .selectFrom('papers')
      .innerJoin('files', 'files.id', 'papers.file_id')
      .select(['files.kind', TITLE.as('title')])
      .where('papers.id', '=', paper_id)
      .where('papers.file_id', '=', file_id)
      .executeTakeFirst(),
  )

/** The papers on the page this asker reads: what is not on it, or not whole, she cannot take along either. */
async function papersBefore(world: World, asker: Asker, kind: string, title: string, fileId: string): Promise<Read[]> {
  const isComplaint = kind === 'complaint'
  if (asker.kind === 'staff') {
    const reason = `下载文书：${title}`
    const page = isComplaint
      ? await complaintPage(world, asker, fileId, reason)
      : await staffPage(world, asker, fileId, reason)
    return page.papers
  }
  if (asker.kind === 'anyone' || asker.file_id !== fileId) return []
  if (!isComplaint) return (await myPage(world, asker)).papers
  return asker.kind === 'party' ? (await myComplaintPage(world, asker)).papers : []
}

/** A paper as this asker may read it. @throws Problem not_found · not_yours where she sees only that there is one */
async function paperFor(world: World, asker: Asker, asked: Asked): Promise<Read> {
  const known = await about(world, asker, asked)
  if (!known) throw new Problem('not_found')
  const papers = await papersBefore(world, asker, known.kind, known.title, asked.file_id)
  const paper = papers.find(({ id }) => id === asked.paper_id)
  if (!paper) throw new Problem('not_found')
  if (paper.content.blocks.length === 0) throw new Problem('not_yours')
  return paper
}

/** A title as a file may be called on any computer. */
const nameOf = ({ content, made_at }: Read, ending: string): string =>
  `${content.title.replace(/[\\/:*?"<>|\s]+/g, ' ').trim()} ${made_at.slice(0, 10)}.${ending}`

const orNotDrawn = (error: unknown): never => {
  if (!(error instanceof SideFailure)) throw error
  throw Object.assign(new Problem('not_drawn', { retryAfter: 5 }), { cause: error })
}

/** The paper as a PDF for the record. @throws Problem not_found · not_yours · not_drawn */
export async function pdfOf(world: World, asker: Asker, asked: Asked): Promise<File> {
  const paper = await paperFor(world, asker, asked)
  const bytes = await drawPdf(paper).catch(orNotDrawn)
  return new File([new Uint8Array(bytes)], nameOf(paper, 'pdf'), { type: PDF })
}

/** The paper for Word. @throws Problem not_found · not_yours · not_drawn */
export async function wordOf(world: World, asker: Asker, asked: Asked): Promise<File> {
  const paper = await paperFor(world, asker, asked)
  const bytes = await drawWord(paper).catch(orNotDrawn)
  return new File([new Uint8Array(bytes)], nameOf(paper, 'docx'), { type: WORD })
}
