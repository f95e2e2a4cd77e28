import { z } from 'zod'
import { DRAWN_FORMS, type DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { LARGEST_TEMPLATE, TEMPLATE_FORM_NAMES } from '#domain/documents/template-forms.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { endpoint } from './endpoint.ts'
import { WORD } from './papers.ts'
import { Day, Instant, writable } from './shared.ts'

/** A county's own Word templates (本县模板): everybody on the staff sees them, the justice bureau puts them forward, a second person releases them. */

const Form = z.enum(TEMPLATE_FORM_NAMES)
const State = z.enum(['in_force', 'to_come', 'past', 'overtaken', 'waiting', 'dropped', 'ended'])

export const TemplateLine = z
  .object({
    form: Form,
    title: z.string(),
    /** Whether "用本县模板下载 Word" stands beside papers of this form today. */
    in_force: z.boolean(),
    waits: z.boolean(),
    says: z.string(),
  })
  .meta({ id: 'TemplateLine' })

export const templates = endpoint({
  id: 'templates',
  method: 'GET',
  path: '/api/templates',
  summary: '本县 Word 模板：哪些文书可以有、有没有',
  who: ['staff'],
  reply: z.object({ forms: z.array(TemplateLine), may_write: z.boolean() }).meta({ id: 'Templates' }),
})

export const TemplateView = z
  .object({
    form: Form,
    title: z.string(),
    /** What may stand in braces in a template of this form. */
    fields: z.array(
      z.object({
        name: z.string(),
        /** Of what can be gone through one by one: the names inside. */
        columns: z.array(z.string()).nullable(),
        says: z.string(),
        example: z.string(),
      }),
    ),
    /** What a template must have, and what it had better have: names any one of which will do. */
    required: z.array(z.array(z.string())),
    expected: z.array(z.array(z.string())),
    /** Newest first. */
    versions: z.array(
      z.object({
        version: z.int(),
        state: State,
        state_says: z.string(),
        name: z.string(),
        size: z.int(),
        sha256: z.string(),
        lacks: z.array(z.string()),
        effective_on: Day,
        because: z.string(),
        written_by: z.string(),
        written_at: Instant,
        decided_by: z.string(),
        decided_at: Instant.nullable(),
        decided_because: z.string(),
        ended_by: z.string(),
        ended_at: Instant.nullable(),
        ended_because: z.string(),
      }),
    ),
    waiting: z.object({ version: z.int(), mine: z.boolean(), may_release: z.boolean() }).nullable(),
    may_write: z.boolean(),
  })
  .meta({ id: 'Template' })
export type TemplateView = z.output<typeof TemplateView>

const form = z.strictObject({ form: Form })
const version = z.strictObject({ form: Form, version: z.coerce.number().int().min(1).max(100_000) })
const done = z.object({ id: z.string(), notes: z.array(z.string()) })

export const template = endpoint({
  id: 'template',
  method: 'GET',
  path: '/api/templates/:form',
  summary: '一种文书的本县模板：可以用的占位符、各版和理由',
  who: ['staff'],
  params: form,
  reply: TemplateView,
})

export const templateStarter = endpoint({
  id: 'template_starter',
  method: 'GET',
  path: '/api/templates/:form/starter',
  summary: '下载一份写好占位符的 Word，在它上面改成本县的样子',
  who: ['staff'],
  params: form,
  media: WORD,
  reply: z.file(),
})

export const templateFile = endpoint({
  id: 'template_file',
  method: 'GET',
  path: '/api/templates/:form/versions/:version/file',
  summary: '下载模板的一版，一个字节不变',
  who: ['staff'],
  params: version,
  media: WORD,
  reply: z.file(),
})

export const templateSample = endpoint({
  id: 'template_sample',
  method: 'GET',
  path: '/api/templates/:form/versions/:version/sample',
  summary: '下载用样例填好的模板的一版，看印出来什么样',
  who: ['staff'],
  params: version,
  media: WORD,
  reply: z.file(),
})

export const PutTemplateInput = z.strictObject({
  name: writable(z.string().trim().min(1, '文件没有名字。').max(200, '文件名太长，请改短一些。')),
  /** The .docx, in base64. */
  file: z
    .string()
    .min(1, '请选择文件。')
    .max(Math.ceil(LARGEST_TEMPLATE / 3) * 4 + 4, '文件太大了，模板最大 2 MB。请把里面的图片缩小或者删掉。')
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, '文件没有传完整，请再选一次。'),
  effective_on: z.iso.date('请选择从哪天起用。'),
  reason: Reason,
  /** The newest version there was when the page was opened. */
  base_version: z.int().min(0),
})

export const putTemplate = endpoint({
  id: 'put_template',
  method: 'POST',
  path: '/api/templates/:form/versions',
  summary: '交一份本县的 Word 模板：检查、用样例试填，等另一位同事发布',
  who: ['staff'],
  params: form,
  body: PutTemplateInput,
  reply: z.object({ id: z.string(), lacks: z.array(z.string()), notes: z.array(z.string()) }),
  largest_body: 4 * 1024 * 1024,
})

export const releaseTemplate = endpoint({
  id: 'release_template',
  method: 'POST',
  path: '/api/templates/:form/versions/:version/release',
  summary: '发布别人交的一版模板：从它的日子起可以用',
  who: ['staff'],
  params: version,
  body: z.strictObject({}),
  reply: done,
})

export const dropTemplate = endpoint({
  id: 'drop_template',
  method: 'POST',
  path: '/api/templates/:form/versions/:version/drop',
  summary: '不用这一版模板：交的人收回，或者另一位同事退回，写明理由',
  who: ['staff'],
  params: version,
  body: z.strictObject({ reason: Reason }),
  reply: done,
})

export const endTemplate = endpoint({
  id: 'end_template',
  method: 'POST',
  path: '/api/templates/:form/versions/:version/end',
  summary: '停用已经发布的一版模板，写明理由：用着的停了，以前的版也不再用；还没到日子的只是不起用',
  who: ['staff'],
  params: version,
  body: z.strictObject({ reason: Reason }),
  reply: done,
})

export const paperInTemplate = endpoint({
  id: 'paper_in_template',
  method: 'GET',
  path: '/api/disputes/:file_id/papers/:paper_id/county-docx',
  summary: '用本县模板下载文书的 Word 稿；案卷里的还是本系统的 PDF（下载会留痕）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), paper_id: z.uuid() }),
  media: WORD,
  reply: z.file(),
})

export const formInTemplate = endpoint({
  id: 'form_in_template',
  method: 'GET',
  path: '/api/disputes/:file_id/forms/:form/county-docx',
  summary: '用本县模板下载照案卷填好的表的 Word 稿（下载会留痕）',
  who: ['staff'],
  params: z.strictObject({
    file_id: z.uuid(),
    form: z.enum(Object.keys(DRAWN_FORMS) as [DrawnForm, ...DrawnForm[]]),
  }),
  query: z.strictObject({ of: z.uuid() }),
  media: WORD,
  reply: z.file(),
})

export const TEMPLATE_QUESTIONS = [
  templates,
  template,
  templateStarter,
  templateFile,
  templateSample,
  putTemplate,
  releaseTemplate,
  dropTemplate,
  endTemplate,
  paperInTemplate,
  formInTemplate,
] as const
