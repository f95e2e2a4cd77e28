import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { type TemplateForm, titleOfForm } from '#domain/documents/template-forms.ts'
import { now, setNow } from '#server/clock.ts'
import { templatePut, templateReleased } from '#server/templates/templates.ts'
import type { World } from '#server/world.ts'
import { Desk } from './registers.ts'

/** The county's own look of two forms: of one it is in use, of the other it waits for a second person. */
export async function putTemplates(world: World): Promise<void> {
  const desk = new Desk(world, now())
  const put = async (when: `-${number} ${number}:${number}`, form: TemplateForm, from: number, reason: string) => {
    const file = (await readFile(join(import.meta.dirname, 'templates', `${form}.docx`))).toString('base64')
    const body = {
      name: `${titleOfForm(form)}（本县）.docx`,
      file,
      effective_on: desk.day(from),
      reason,
      base_version: 0,
    }
    await desk.at(when, 'bo.wenyuan', (asker) => templatePut(world, { asker, key: v7(), params: { form }, body }))
  }
  try {
    await put('-5 09:30', 'D-18', -4, '县里统一了抬头，各镇用一个样子')
    const params = { form: 'D-18' as const, version: 1 }
    await desk.at('-5 15:10', 'cen.suwen', (asker) => templateReleased(world, { asker, key: v7(), params, body: {} }))
    await put('-1 16:00', 'D-23', 7, '法院要的地址确认书多一行邮箱')
  } finally {
    setNow(null)
  }
}
