import type { FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import { drawnForm, drawnFormPdf, drawnFormWord, myForm, myFormPdf } from '#contract/dossier.ts'
import type { Sheet } from '#contract/intake.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { inDanger } from '#domain/danger/violence.ts'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { DRAWN_FORMS, type DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { drawForm, printsOfParty } from '#domain/documents/drawn-forms.ts'
import { type FileOnPaper, NO_WAYS } from '#domain/documents/file-on-paper.ts'
import type { Actor } from '#domain/step.ts'
import { isTestTime, now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type Loaded, loadFile, seeFile } from '../disputes/load.ts'
import { writeLook } from '../disputes/looks.ts'
import { conflicted, handles, hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { nameForDisc } from '../http/send-file.ts'
import { serve, staff } from '../http/serve.ts'
import { openSecrets } from '../identity/write.ts'
import type { PaperToDraw } from '../render/lay-out.ts'
import type { World } from '../world.ts'
import { drawnFile } from './drawn-file.ts'
import { papersOf } from './find.ts'
import { drawnPaper } from './stored-wordings.ts'
import { inTurn, whenLeft } from './turns.ts'

type Asked = { form: DrawnForm; of: string }
type FormOfFile = { sheet: z.output<typeof Sheet>; short_code: string }
/** With whose looks it is: a party's, or everybody's (null). */
type FormOfOffice = FormOfFile & { whose: (string | null)[] }

/** Draws a sheet with the ways to those named, and to nobody else. @throws Problem not_found where it cannot be printed of this file */
async function sheetOf(
  world: World,
  trx: Trx,
  loaded: Loaded,
  actor: Actor,
  asked: Asked,
  reached: readonly string[],
): Promise<z.output<typeof Sheet>> {
  const here = hereFor(world, loaded, actor)
  const ways = partsOf(loaded.parts, 'party').flatMap(({ id, facts }) =>
    reached.includes(id) && facts.reach_id !== null ? [facts.reach_id] : [],
  )
  const [papers, secrets] = await Promise.all([papersOf(trx, loaded.file.id), openSecrets(world, trx, ways)])
  const file: FileOnPaper = {
    here,
    papers: papers.map(({ paper }) => ({ ...paper, title: paper.content.title })),
    ways: ({ id, facts }) =>
      reached.includes(id)
        ? { reach: secrets.get(facts.reach_id ?? '') ?? '', home: facts.details?.address ?? '' }
        : NO_WAYS,
  }
  const content = drawForm(file, asked)
  if (!content) throw new Problem('not_found')
  return { made_at: here.now, test_time: isTestTime(), content: await drawnPaper(trx, content) }
}

/** Whose a sheet is, so that nobody else reads that it was printed; one of the file itself is everybody's (null). */
function whoseSheet({ parts }: Loaded, of: string): (string | null)[] {
  const agreement = partsOf(parts, 'agreement').find(({ id }) => id === of)
  if (agreement) return agreement.facts.parties
  const hers = partsOf(parts, 'party').find(
    ({ id, facts }) => id === of || (facts.agents ?? []).some((agent) => agent.id === of),
  )
  return [hers?.id ?? null]
}

const writeLooks = async (
  trx: Trx,
  asker: Extract<Asker, { kind: 'staff' }>,
  { file_id, form }: { file_id: string; form: DrawnForm },
  doing: '打印' | '下载',
  whose: readonly (string | null)[],
): Promise<void> => {
  const reason = `${doing}：${DRAWN_FORMS[form].title}`
  for (const party of whose) await writeLook(trx, file_id, asker, 'page', { party, reason })
}

/**
 * A sheet of this file for who handles it: whoever it is of can read who printed which. Where somebody may be in danger neither a way to be
 * reached nor where she lives is filled in (反家庭暴力法 5). @throws Problem not_found, not_yours, relation_found
 */
const staffForm = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  { file_id, ...asked }: Asked & { file_id: string },
  shown: boolean,
): Promise<FormOfOffice> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, file_id, false)
    if (!loaded || cutDownFor(asker.actor, asker.scope.units, { ...loaded, today: dayIn(now()) }) !== null)
      throw new Problem('not_found')
    if (conflicted(asker.actor, loaded)) throw new Problem('relation_found')
    if (!handles(asker.actor, loaded)) throw new Problem('not_yours')
    const reached = inDanger(loaded.parts) ? [] : partsOf(loaded.parts, 'party').map(({ id }) => id)
    const sheet = await sheetOf(world, trx, loaded, asker.actor, asked, reached)
    const whose = whoseSheet(loaded, asked.of)
    if (shown) await writeLooks(trx, asker, { ...asked, file_id }, '打印', whose)
    return { sheet, short_code: loaded.file.short_code, whose }
  })

/** Her own sheet: what she is reached by stands on it, and nobody else's. @throws Problem not_found */
const ownForm = (world: World, asker: Extract<Asker, { kind: 'party' }>, asked: Asked): Promise<FormOfFile> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, asker.file_id, false)
    const me = loaded && partsOf(loaded.parts, 'party').find(({ id }) => id === asker.actor.party_id)
    if (!loaded || !me) throw new Problem('not_found')
    const hers = printsOfParty(hereFor(world, loaded, asker.actor), me.id)
    if (!hers.some((it) => it.form === asked.form && it.of === asked.of)) throw new Problem('not_found')
    const sheet = await sheetOf(world, trx, loaded, asker.actor, asked, [me.id])
    return { sheet, short_code: loaded.file.short_code }
  })

/** A sheet as the renderers take it: of no paper's number, for it is kept nowhere. */
const toDraw = (form: DrawnForm, { sheet }: FormOfFile): PaperToDraw => ({ ...sheet, id: '', form, draft: true })
const nameOf = (form: DrawnForm, { sheet, short_code }: FormOfFile): string =>
  nameForDisc(`${DRAWN_FORMS[form].title} ${short_code} ${dayIn(sheet.made_at)}`)

type Make = (paper: PaperToDraw, name: string) => Promise<File>

/** A sheet of this file as whatever file `make` makes of it. @throws Problem as `staffForm`; drawing_already · not_drawn */
export const formFile = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  asked: Asked & { file_id: string },
  make: Make,
): Promise<File> =>
  inTurn(asker, async () => {
    const found = await staffForm(world, asker, asked, false)
    const file = await make(toDraw(asked.form, found), nameOf(asked.form, found))
    // What was not made, nobody took along: the look is written when the file is there.
    await inScope(world.pool, asker.scope, async (trx) => {
      if (!(await seeFile(trx, asked.file_id))) throw new Problem('not_found')
      await writeLooks(trx, asker, asked, '下载', found.whose)
    })
    return file
  })

const as =
  (as: 'pdf' | 'word', reply: FastifyReply): Make =>
  (paper, name) =>
    drawnFile(paper, name, { as, left: whenLeft(reply) })

/** Sheets that are drawn when somebody prints them, or takes them along. */
export function formRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, drawnForm, async ({ asker, params, query }) => {
    const { sheet } = await staffForm(world, staff(asker), { ...params, of: query.of }, true)
    return sheet
  })
  serve(app, world, drawnFormPdf, ({ asker, params, query, reply }) =>
    formFile(world, staff(asker), { ...params, of: query.of }, as('pdf', reply)),
  )
  serve(app, world, drawnFormWord, ({ asker, params, query, reply }) =>
    formFile(world, staff(asker), { ...params, of: query.of }, as('word', reply)),
  )
  serve(app, world, myForm, async ({ asker, params, query }) => {
    const { sheet } = await ownForm(world, party(asker), { form: params.form, of: query.of })
    return sheet
  })
  serve(app, world, myFormPdf, ({ asker, params, query, reply }) => {
    const me = party(asker)
    return inTurn(me, async () => {
      const found = await ownForm(world, me, { form: params.form, of: query.of })
      return as('pdf', reply)(toDraw(params.form, found), nameOf(params.form, found))
    })
  })
}

function party(asker: Asker): Extract<Asker, { kind: 'party' }> {
  if (asker.kind !== 'party') throw new Problem('link_not_valid')
  return asker
}
