import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import {
  dropTemplate,
  endTemplate,
  putTemplate,
  releaseTemplate,
  type TemplateView,
  type template,
  type templates,
} from '#contract/templates.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { keepsTheRules } from '#domain/clocks/keepers.ts'
import {
  LARGEST_TEMPLATE,
  lackingIn,
  TEMPLATE_FORM_NAMES,
  TEMPLATE_FORMS,
  type TemplateForm,
  titleOfForm,
} from '#domain/documents/template-forms.ts'
import { isTestTime, now } from '../clock.ts'
import { before, keep, keeper } from '../clocks/keep-rules.ts'
import type { Trx } from '../db/connection.ts'
import { unscoped } from '../db/scope.ts'
import { inTurn } from '../documents/turns.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import { fillWord } from '../render/papers.ts'
import type { TemplateValues } from '../render/template-values.ts'
import { SideFailure } from '../side-process.ts'
import type { World } from '../world.ts'
import { keepTemplate, onDisc, scanned } from './bytes.ts'
import { fieldsOf, listsRoutes, samplePaper, valuesOf } from './fields.ts'
import { inForce, STATES, stateOf, type VersionRow, versionsIn } from './versions.ts'

const ROUTES = '其他途径'
const writerIn = (asker: Asker): string | null =>
  asker.kind === 'staff' && keepsTheRules(asker.actor) ? asker.actor.person_id : null

/** Which forms may have a template of the county's own, and which have one. */
export const templatesOf = (world: World, asker: Asker): Promise<z.input<(typeof templates)['reply']>> =>
  unscoped(world.pool, async (db) => {
    const rows = await versionsIn(db)
    const today = dayIn(now())
    const forms = TEMPLATE_FORM_NAMES.map((form) => {
      const used = inForce(rows, form, today)
      const waits = rows.some((it) => it.form === form && it.verdict === null)
      const says = used ? `用第 ${used.version} 版` : '没有'
      return { form, title: titleOfForm(form), in_force: used !== null, waits, says }
    })
    return { forms, may_write: writerIn(asker) !== null }
  })

const versionShown = (
  rows: readonly VersionRow[],
  row: VersionRow,
  today: string,
): z.input<typeof TemplateView>['versions'][number] => {
  const state = stateOf(rows, row, today)
  return {
    ...{ version: row.version, state, state_says: STATES[state], name: row.name, size: row.size, sha256: row.sha256 },
    ...{ lacks: row.lacks as string[], effective_on: row.effective_on, because: row.because },
    ...{ written_by: row.by, written_at: row.at, decided_by: row.decided_by ?? '', decided_at: row.decided_at },
    ...{ decided_because: row.decided_because ?? '', ended_by: row.ended_by ?? '', ended_at: row.ended_at },
    ended_because: row.ended_because ?? '',
  }
}

/** One form: what may stand in braces, and every version with who put it forward, who released it, why. */
export const templateOf = (
  world: World,
  asker: Asker,
  form: TemplateForm,
): Promise<z.input<(typeof template)['reply']>> =>
  unscoped(world.pool, async (db) => {
    const rows = (await versionsIn(db)).filter((it) => it.form === form)
    const person = writerIn(asker)
    const waiting = rows.find((it) => it.verdict === null)
    return {
      ...{ form, title: titleOfForm(form), fields: fieldsOf(form), required: listsRoutes(form) ? [[ROUTES]] : [] },
      expected: TEMPLATE_FORMS[form].map((it) => [...it]),
      versions: rows.map((row) => versionShown(rows, row, dayIn(now()))),
      waiting: waiting
        ? {
            ...{ version: waiting.version, mine: waiting.by_person === person },
            may_release: person !== null && waiting.by_person !== person,
          }
        : null,
      may_write: person !== null,
    }
  })

const fault = (path: string, says: string) => new Problem('bad_input', { faults: [{ path, says }] })
const CHECK_LIMIT = 30_000

/** As many lines as a catalogue or a record of a large file has. */
const MANY = 300
const manyRows = (values: TemplateValues): TemplateValues => ({
  ...values,
  rows: new Map(
    [...values.rows].map(([name, rows]) => [
      name,
      Array.from({ length: MANY }, (_, nth) => rows[nth % rows.length] ?? new Map()),
    ]),
  ),
})

/** Looks at a template in the process of the checks, and keeps its bytes. @throws Problem bad_input with every fault and its place */
const checked = (world: World, form: TemplateForm, bytes: Buffer): Promise<{ sha256: string; lacks: string[] }> =>
  onDisc(world, bytes, async (path, folder) => {
    await scanned(world, path)
    const names = fieldsOf(form).map(({ name, columns }) => ({ name, columns }))
    const sample = valuesOf(form, samplePaper(form, now()))
    const found = await world.files.checker
      .ask('template', { path, folder, names, sample }, CHECK_LIMIT)
      .catch((error: unknown) => {
        if (!(error instanceof SideFailure)) throw error
        if (error.reason === 'too_long' || error.reason === 'ended')
          throw fault('file', '这份模板太复杂，检查没有做完。请把版面改简单一些再交。')
        throw new Problem('file_not_checked', { retryAfter: 30 })
      })
    if (!found.ok) throw new Problem('bad_input', { faults: found.faults.map((says) => ({ path: 'file', says })) })
    if (listsRoutes(form) && !found.standing.includes(ROUTES))
      throw fault(
        'file',
        `这种文书要写明还可以走的途径（人民调解法第三条、第二十六条），模板正文里必须有 {${ROUTES}}，不能放在逐条列出、文本框、页眉页脚里。`,
      )
    await fillWord(bytes, manyRows(sample)).catch((error: unknown) => {
      if (!(error instanceof SideFailure)) throw error
      if (['failed', 'too_long', 'ended'].includes(error.reason))
        throw fault('file', `模板太复杂：列到 ${MANY} 行就填不出来。请把逐条列出的那几行改简单一些再交。`)
      throw new Problem('file_not_checked', { retryAfter: 30 })
    })
    await keepTemplate(world, path, { size: bytes.length, sha256: found.sha256 })
    return { sha256: found.sha256, lacks: lackingIn(form, found.used) }
  })

type Put = z.input<(typeof putTemplate)['reply']>
type Given<E extends Endpoint> = Pick<Asked<E>, 'asker' | 'key' | 'params' | 'body'>

/**
 * Puts a template forward: it is looked at and tried on a sample first, and nothing is filled with it until another person releases it.
 * @throws Problem not_yours · bad_input · template_waits where one waits already · edition_changed · file_virus · file_not_checked
 */
export async function templatePut(world: World, { asker, key, params, body }: Given<typeof putTemplate>) {
  keeper(asker)
  const { form } = params
  if (!/\.docx$/i.test(body.name)) throw fault('file', '请选择 Word 文档（.docx）；.doc、.wps 请先另存为 .docx。')
  const bytes = Buffer.from(body.file, 'base64')
  if (bytes.length > LARGEST_TEMPLATE) throw fault('file', '文件太大了，模板最大 2 MB。请把里面的图片缩小或者删掉。')
  const asked = { endpoint: putTemplate, asker, key, of: params, body }
  const fits = async (trx: Trx, today: Day): Promise<number> => {
    const own = (await versionsIn(trx)).filter((it) => it.form === form)
    if (own.some((it) => it.verdict === null)) throw new Problem('template_waits')
    const newest = own[0]?.version ?? 0
    if (newest !== body.base_version) throw new Problem('edition_changed')
    if (body.effective_on < today) throw fault('effective_on', '从今天或者以后的日子起用。')
    return newest
  }
  // The long look at the file is not begun for what is refused anyway, or was answered already; and nothing is kept of it.
  const done = await before<typeof putTemplate, Put>(world, asked, async (trx, today) => void (await fits(trx, today)))
  if (done) return done
  const { sha256, lacks } = await inTurn(asker, () => checked(world, form, bytes))
  return keep(world, asked, false, async ({ trx, by, at, today }): Promise<Put> => {
    const newest = await fits(trx, today)
    await trx
      .insertInto('template_versions')
      .values({
        ...{ form, version: newest + 1, name: body.name, sha256, size: bytes.length, lacks: JSON.stringify(lacks) },
        ...{ effective_on: body.effective_on, because: body.reason, at, by_person: by.person_id, by_post: by.post_id },
        test_time: isTestTime(),
      })
      .execute()
    const notes = ['模板检查过，用样例试填过。请下载试填的样子看看，再请另一位同事发布。']
    return { id: `${form} ${newest + 1}`, lacks, notes }
  })
}

/** The version that waits under this number. @throws Problem no_template_waits */
async function waitingUnder(trx: Trx, { form, version }: { form: TemplateForm; version: number }): Promise<VersionRow> {
  const row = (await versionsIn(trx)).find((it) => it.form === form && it.version === version)
  if (!row || row.verdict !== null) throw new Problem('no_template_waits')
  return row
}

type Deciding = Parameters<Parameters<typeof keep>[3]>[0]
const decided = ({ trx, by, at }: Deciding, row: VersionRow, verdict: 'released' | 'dropped', because: string) =>
  trx
    .insertInto('template_releases')
    .values({
      ...{ form: row.form, version: row.version, written_by: row.by_person, verdict, because, at },
      ...{ by_person: by.person_id, by_post: by.post_id, test_time: isTestTime() },
    })
    .execute()

/** Releases what another person put forward. @throws Problem not_yours · no_template_waits · own_template · template_day_past */
export const templateReleased = (world: World, { asker, key, params, body }: Given<typeof releaseTemplate>) =>
  keep(world, { endpoint: releaseTemplate, asker, key, of: params, body }, false, async (keeping) => {
    const { by, today } = keeping
    const row = await waitingUnder(keeping.trx, params)
    if (row.by_person === by.person_id) throw new Problem('own_template')
    if (row.effective_on < today) throw new Problem('template_day_past')
    await decided(keeping, row, 'released', '')
    const from = row.effective_on === today ? '从现在起' : `${row.effective_on} 起`
    return { id: `${row.form} ${row.version}`, notes: [`${from}，这种文书旁边有“用本县模板下载 Word”。`] }
  })

/** Drops what waits: taken back, or sent back with a reason. @throws Problem not_yours · no_template_waits */
export const templateDropped = (world: World, { asker, key, params, body }: Given<typeof dropTemplate>) =>
  keep(world, { endpoint: dropTemplate, asker, key, of: params, body }, false, async (keeping) => {
    const row = await waitingUnder(keeping.trx, params)
    await decided(keeping, row, 'dropped', body.reason)
    return { id: `${row.form} ${row.version}`, notes: [] }
  })

/** What is used once a version that had not begun is ended: whatever would have been used without it. */
const goesOn = (used: VersionRow | null): string =>
  used ? `这一版不会起用；现在用的第 ${used.version} 版照常用。` : '这一版不会起用；这种文书下载 Word 用本系统的样子。'

/** Ends a released one: those before it do not come back where it was used, and go on where its day had not come. @throws Problem not_yours · template_not_used */
export const templateEnded = (world: World, { asker, key, params, body }: Given<typeof endTemplate>) =>
  keep(world, { endpoint: endTemplate, asker, key, of: params, body }, false, async ({ trx, by, at, today }) => {
    const rows = await versionsIn(trx)
    const row = rows.find((it) => it.form === params.form && it.version === params.version)
    const state = row && stateOf(rows, row, today)
    if (!row || (state !== 'in_force' && state !== 'to_come')) throw new Problem('template_not_used')
    await trx
      .insertInto('template_ends')
      .values({
        ...{ form: row.form, version: row.version, because: body.reason, at },
        ...{ by_person: by.person_id, by_post: by.post_id, test_time: isTestTime() },
      })
      .execute()
    const note =
      state === 'to_come' ? goesOn(inForce(rows, params.form, today)) : '已经停用；这种文书下载 Word 用本系统的样子。'
    return { id: `${row.form} ${row.version}`, notes: [note] }
  })
