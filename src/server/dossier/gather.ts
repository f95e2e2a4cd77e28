import { dayIn } from '#domain/clocks/calendar.ts'
import { inDanger } from '#domain/danger/violence.ts'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { ENDED_DISPUTE, type Part, partsOf } from '#domain/disputes/parts.ts'
import { namesOf } from '#domain/disputes/people.ts'
import { volumeNo } from '#domain/documents/bound-forms.ts'
import { type FileOnPaper, NO_WAYS, titleOfDossier } from '#domain/documents/file-on-paper.ts'
import { homesIn, withoutHomes } from '#domain/documents/stays-in-house.ts'
import { evidenceInVolume, missingIn, type PaperOfStep, papersInVolume } from '#domain/documents/volume.ts'
import { takesWhole } from '#domain/documents/who-takes.ts'
import { standingSeal } from '#domain/seals/seal.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { type Loaded, loadFile } from '../disputes/load.ts'
import { conflicted, hereFor } from '../disputes/page.ts'
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
  /** Where somebody lives whom somebody may hurt: nothing that says it is bound or packed. */
  homes: string[]
  /** What is left out of the volume for it, by name. */
  kept_back: string[]
  title: string
  number: string
  isOver: boolean
  /** When the file last moved: the same file is the same volume, whenever it is bound. */
  moved_at: string
  test_time: boolean
}
type Staff = Extract<Asker, { kind: 'staff' }>

/** That who asks may take the whole file along. @throws Problem not_found · relation_found · not_yours */
async function openTo(trx: Trx, asker: Staff, fileId: string): Promise<Loaded> {
  const loaded = await loadFile(trx, fileId, false)
  const today = dayIn(now())
  if (!loaded || cutDownFor(asker.actor, asker.scope.units, { ...loaded, today }) !== null)
    throw new Problem('not_found')
  if (conflicted(asker.actor, loaded)) throw new Problem('relation_found')
  if (!takesWhole(asker.actor, loaded)) throw new Problem('not_yours')
  // A complaint is answered and filed by itself; a hint is no matter yet.
  const [dispute] = partsOf(loaded.parts, 'dispute')
  if (!dispute || dispute.status === 'clue') throw new Problem('not_found')
  return loaded
}

/** Papers of the steps that were there when the file was read: what comes meanwhile is not judged by what was read. */
async function stepsOfPapers(
  trx: Trx,
  { file, head }: Loaded,
): Promise<Map<string, Omit<PaperOfStep, 'title' | 'made_at'>>> {
  const rows = await trx
    .selectFrom('papers')
    .innerJoin('events', (on) =>
      on.onRef('events.file_id', '=', 'papers.file_id').onRef('events.seq', '=', 'papers.event_seq'),
    )
    .select(['papers.id', 'papers.form', 'papers.content', 'papers.for_parties'])
    .select(['events.step', 'events.part_id', 'events.actor', 'events.consequences'])
    .where('papers.file_id', '=', file.id)
    .where('papers.event_seq', '<=', head.seq)
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

/** When the last step of a file was taken, as it was read, and whether the clock was moved for it. */
const lastStepOf = (trx: Trx, { file, head }: Loaded) =>
  trx
    .selectFrom('events')
    .select(['recorded_at', 'test_time'])
    .where('file_id', '=', file.id)
    .where('seq', '=', head.seq)
    .executeTakeFirstOrThrow()

async function homesOf(trx: Trx, { file, parts }: Loaded): Promise<string[]> {
  if (!inDanger(parts)) return []
  const rows = await trx.selectFrom('events').select(['input', 'consequences']).where('file_id', '=', file.id).execute()
  return homesIn(rows)
}

/**
 * All that the volume of a file is made of, for who handles it.
 * @throws Problem not_found · relation_found · not_yours
 */
export async function gatherDossier(world: World, trx: Trx, asker: Staff, fileId: string): Promise<Gathered> {
  const loaded = await openTo(trx, asker, fileId)
  const here = hereFor(world, loaded, asker.actor)
  const [made, steps, copies, last, homes] = await Promise.all([
    papersOf(trx, fileId),
    stepsOfPapers(trx, loaded),
    copiesIn(trx, fileId),
    lastStepOf(trx, loaded),
    homesOf(trx, loaded),
  ])
  const known = made.flatMap(({ paper }) => {
    const step = steps.get(paper.id)
    return step ? [{ ...step, title: paper.content.title, made_at: paper.made_at }] : []
  })
  const chosen = papersInVolume(here, known)
  const file: FileOnPaper = { here, papers: chosen, ways: () => NO_WAYS }
  const kept_back: string[] = []
  const papers = chosen.map((one): PaperInVolume => {
    const { id } = one
    const found = made.find(({ paper }) => paper.id === id)
    if (!found) throw new Error(`there is no paper ${id}`)
    const paper = withoutHomes(found.paper, homes) as PaperToDraw
    // What was sealed or signed says it in every copy: it stays in the system, and the words are bound without it.
    if (paper !== found.paper) {
      kept_back.push(`${paper.content.title}里的住址不印${standingSeal(here, id) ? '，盖章件留在系统里' : ''}`)
      return { paper, copy: null, signed: [] }
    }
    const seal = standingSeal(here, id)
    return {
      paper,
      copy: (seal && copies.get(seal.id)) ?? null,
      signed: signedPagesOf(here, one),
    }
  })
  const [dispute] = partsOf(loaded.parts, 'dispute')
  return {
    here,
    file,
    loaded,
    papers,
    evidence: evidenceInVolume(here),
    providerOf: ({ facts }) => (facts.provider === null ? '本单位收集' : namesOf(here, [facts.provider])),
    missing: missingIn(here, known),
    homes,
    kept_back,
    title: titleOfDossier(here),
    number: volumeNo(here),
    isOver: dispute !== undefined && ENDED_DISPUTE.includes(dispute.status),
    moved_at: last.recorded_at,
    test_time: last.test_time,
  }
}
