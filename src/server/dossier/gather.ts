import { dayIn } from '#domain/clocks/calendar.ts'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { ENDED_DISPUTE, type Part, partsOf } from '#domain/disputes/parts.ts'
import { namesOf } from '#domain/disputes/people.ts'
import { volumeNo } from '#domain/documents/bound-forms.ts'
import { type FileOnPaper, NO_WAYS, titleOfDossier } from '#domain/documents/file-on-paper.ts'
import { evidenceInVolume, missingIn, type PaperOfStep, papersInVolume } from '#domain/documents/volume.ts'
import { standingSeal } from '#domain/seals/seal.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { type Loaded, loadFile } from '../disputes/load.ts'
import { conflicted, handles, hereFor } from '../disputes/page.ts'
import { papersOf } from '../documents/find.ts'
import { namedPaper } from '../documents/notices.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { PaperToDraw } from '../render/lay-out.ts'
import type { World } from '../world.ts'
import { type SignedPage, signedPagesOf } from './signed-pages.ts'

/** The copy of a sealed paper as it was given out: where its bytes are known by their fingerprint. */
export type SealedCopy = { sha256: Buffer; bytes: number; number: string }
/** A paper of the volume: as it was frozen, as it was sealed, as it was signed by hand. */
export type PaperInVolume = { paper: PaperToDraw; copy: SealedCopy | null; signed: SignedPage[] }
export type Gathered = {
  here: ReturnType<typeof hereFor>
  file: FileOnPaper
  loaded: Loaded
  papers: PaperInVolume[]
  evidence: Part<'evidence'>[]
  providerOf: (it: Part<'evidence'>) => string
  missing: { name: string; says: string }[]
  title: string
  number: string
  isOver: boolean
  /** When the file last moved: the same file is the same volume, whenever it is bound. */
  moved_at: string
  test_time: boolean
}
type Staff = Extract<Asker, { kind: 'staff' }>

/** That who asks reads the whole file in its office. @throws Problem not_found · relation_found · not_yours */
async function openTo(trx: Trx, asker: Staff, fileId: string): Promise<Loaded> {
  const loaded = await loadFile(trx, fileId, false)
  const today = dayIn(now())
  if (!loaded || cutDownFor(asker.actor, asker.scope.units, { ...loaded, today }) !== null)
    throw new Problem('not_found')
  if (conflicted(asker.actor, loaded)) throw new Problem('relation_found')
  if (!handles(asker.actor, loaded)) throw new Problem('not_yours')
  // A complaint is answered and filed by itself; a hint is no matter yet.
  const [dispute] = partsOf(loaded.parts, 'dispute')
  if (!dispute || dispute.status === 'clue') throw new Problem('not_found')
  return loaded
}

async function stepsOfPapers(trx: Trx, fileId: string): Promise<Map<string, Omit<PaperOfStep, 'title' | 'made_at'>>> {
  const rows = await trx
    .selectFrom('papers')
    .innerJoin('events', (on) =>
      on.onRef('events.file_id', '=', 'papers.file_id').onRef('events.seq', '=', 'papers.event_seq'),
    )
    .select(['papers.id', 'papers.form', 'papers.content', 'papers.for_parties'])
    .select(['events.step', 'events.part_id', 'events.actor', 'events.consequences'])
    .where('papers.file_id', '=', fileId)
    .execute()
  return new Map(rows.map((row) => [row.id, namedPaper(row)]))
}

const copiesIn = async (trx: Trx, fileId: string): Promise<Map<string, SealedCopy>> => {
  const rows = await trx
    .selectFrom('issued_papers')
    .select(['id', 'sha256', 'bytes', 'number'])
    .where('file_id', '=', fileId)
    .execute()
  return new Map(rows.map(({ id, ...copy }) => [id, copy]))
}

/** When the last step of a file was taken, and whether the clock was moved for it. */
const lastStepOf = (trx: Trx, fileId: string) =>
  trx
    .selectFrom('events')
    .select(['recorded_at', 'test_time'])
    .where('file_id', '=', fileId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

/**
 * All that the volume of a file is made of, for who handles it.
 * @throws Problem not_found · relation_found · not_yours
 */
export async function gatherDossier(world: World, trx: Trx, asker: Staff, fileId: string): Promise<Gathered> {
  const loaded = await openTo(trx, asker, fileId)
  const here = hereFor(world, loaded, asker.actor)
  const [made, steps, copies, last] = await Promise.all([
    papersOf(trx, fileId),
    stepsOfPapers(trx, fileId),
    copiesIn(trx, fileId),
    lastStepOf(trx, fileId),
  ])
  const known = made.flatMap(({ paper }) => {
    const step = steps.get(paper.id)
    return step ? [{ ...step, title: paper.content.title, made_at: paper.made_at }] : []
  })
  const chosen = papersInVolume(here, known)
  const file: FileOnPaper = { here, papers: chosen, ways: () => NO_WAYS }
  const papers = await Promise.all(
    chosen.map(async ({ id }): Promise<PaperInVolume> => {
      const found = made.find(({ paper }) => paper.id === id)
      if (!found) throw new Error(`there is no paper ${id}`)
      const seal = standingSeal(here, id)
      return {
        paper: found.paper as PaperToDraw,
        copy: (seal && copies.get(seal.id)) ?? null,
        signed: await signedPagesOf(trx, id),
      }
    }),
  )
  const [dispute] = partsOf(loaded.parts, 'dispute')
  return {
    here,
    file,
    loaded,
    papers,
    evidence: evidenceInVolume(here),
    providerOf: ({ facts }) => (facts.provider === null ? '本单位收集' : namesOf(here, [facts.provider])),
    missing: missingIn(here, known),
    title: titleOfDossier(here),
    number: volumeNo(here),
    isOver: dispute !== undefined && ENDED_DISPUTE.includes(dispute.status),
    moved_at: last.recorded_at,
    test_time: last.test_time,
  }
}
