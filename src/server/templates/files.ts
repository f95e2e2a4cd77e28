import { WORD } from '#contract/papers.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { hasTemplates, type TemplateForm, titleOfForm } from '#domain/documents/template-forms.ts'
import { now } from '../clock.ts'
import { unscoped } from '../db/scope.ts'
import { orNotDrawn } from '../documents/drawn-file.ts'
import { Problem } from '../http/problem.ts'
import { nameForDisc } from '../http/send-file.ts'
import type { PaperToDraw } from '../render/lay-out.ts'
import { drawWord, fillWord } from '../render/papers.ts'
import { SideFailure } from '../side-process.ts'
import type { World } from '../world.ts'
import { readTemplate } from './bytes.ts'
import { samplePaper, valuesOf } from './fields.ts'
import { starterPaper } from './starter.ts'
import { inForce, type VersionRow, versionsIn } from './versions.ts'

const wordFile = (bytes: Uint8Array, name: string): File =>
  new File([new Uint8Array(bytes)], `${nameForDisc(name)}.docx`, { type: WORD })

/** A template that fails fails each time: to ask again is of no use, and the reader is told what is. */
const orNotFilled = (error: unknown): never => {
  if (error instanceof SideFailure && ['failed', 'too_long', 'ended'].includes(error.reason))
    throw Object.assign(new Problem('template_not_filled'), { cause: error })
  return orNotDrawn(error)
}

const versionOf = (world: World, { form, version }: { form: TemplateForm; version: number }): Promise<VersionRow> =>
  unscoped(world.pool, async (db) => {
    const row = (await versionsIn(db)).find((it) => it.form === form && it.version === version)
    if (!row) throw new Problem('not_found')
    return row
  })

/** A paper in the county's template of its form, as a working copy: the record stays our PDF. @throws Problem no_template · template_not_filled · not_drawn */
export async function inCountyTemplate(
  world: World,
  paper: PaperToDraw,
  name: string,
  left: AbortSignal,
): Promise<File> {
  const { form } = paper
  if (!hasTemplates(form)) throw new Problem('no_template')
  const row = await unscoped(world.pool, async (db) => inForce(await versionsIn(db), form, dayIn(now())))
  if (!row) throw new Problem('no_template')
  const template = await readTemplate(world, row.sha256)
  return wordFile(await fillWord(template, valuesOf(form, paper), left).catch(orNotFilled), `${name} 本县模板`)
}

/** A version as it was put forward. @throws Problem not_found · template_damaged */
export async function templateBytes(world: World, of: { form: TemplateForm; version: number }): Promise<File> {
  const row = await versionOf(world, of)
  return wordFile(await readTemplate(world, row.sha256), `${titleOfForm(of.form)} 本县模板第 ${row.version} 版`)
}

/** A version filled with an invented file. @throws Problem not_found · template_damaged · template_not_filled · not_drawn */
export async function templateTried(
  world: World,
  of: { form: TemplateForm; version: number },
  left: AbortSignal,
): Promise<File> {
  const row = await versionOf(world, of)
  const values = valuesOf(of.form, samplePaper(of.form, now()))
  const bytes = await fillWord(await readTemplate(world, row.sha256), values, left).catch(orNotFilled)
  return wordFile(bytes, `${titleOfForm(of.form)} 本县模板第 ${row.version} 版 样例`)
}

/** A Word file with every placeholder of the form in it, to begin with. @throws Problem not_drawn */
export const templateStart = async (form: TemplateForm, left: AbortSignal): Promise<File> =>
  wordFile(await drawWord(starterPaper(form, now()), left).catch(orNotDrawn), `${titleOfForm(form)} 模板起稿`)
