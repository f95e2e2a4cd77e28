import { z } from 'zod'
import { DRAWN_FORMS, type DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { endpoint } from './endpoint.ts'
import { Sheet } from './intake.ts'
import { PDF, WORD } from './papers.ts'
import { Print } from './shared.ts'

const forms = Object.keys(DRAWN_FORMS) as [DrawnForm, ...DrawnForm[]]
/** Of what: a party, an agent, an agreement, or the file itself. */
const of = z.strictObject({ of: z.uuid() })

/** The dossier meter: what must lie in the dossier, what does, and where the rest is entered; for who handles the file. */
export const DossierView = z
  .object({
    there: z.int(),
    needed: z.int(),
    /** Whether this reader may take the whole of it along. */
    can_take: z.boolean(),
    rows: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        state: z.enum(['there', 'print', 'missing', 'later', 'as_needed', 'not_needed']),
        says: z.string(),
        asked_by: z.string(),
        papers: z.array(z.uuid()),
        prints: z.array(Print),
        enter: z.object({ step: z.string(), part_id: z.uuid().nullable(), party_id: z.uuid().nullable() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Dossier' })

export const drawnForm = endpoint({
  id: 'drawn_form',
  method: 'GET',
  path: '/api/disputes/:file_id/forms/:form',
  summary: '经办人打印一份照案卷填好的表（查看会留痕）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), form: z.enum(forms) }),
  query: of,
  reply: Sheet,
})

/** The same sheet to take along: nothing is kept of it, and its foot says that it is a draft. */
export const drawnFormPdf = endpoint({
  id: 'drawn_form_pdf',
  method: 'GET',
  path: '/api/disputes/:file_id/forms/:form/pdf',
  summary: '下载照案卷填好的表（PDF），打印签名以后才入卷（下载会留痕）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), form: z.enum(forms) }),
  query: of,
  media: PDF,
  reply: z.file(),
})

export const drawnFormWord = endpoint({
  id: 'drawn_form_word',
  method: 'GET',
  path: '/api/disputes/:file_id/forms/:form/docx',
  summary: '下载照案卷填好的表的 Word 稿，供工作人员修改使用（下载会留痕）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), form: z.enum(forms) }),
  query: of,
  media: WORD,
  reply: z.file(),
})

export const myForm = endpoint({
  id: 'my_form',
  method: 'GET',
  path: '/api/my-dispute/forms/:form',
  summary: '当事人打印自己的申请书、撤回申请书、送达地址确认书、司法确认申请书',
  who: ['party'],
  params: z.strictObject({ form: z.enum(forms) }),
  query: of,
  reply: Sheet,
})

export const myFormPdf = endpoint({
  id: 'my_form_pdf',
  method: 'GET',
  path: '/api/my-dispute/forms/:form/pdf',
  summary: '当事人下载自己的这些表（PDF），打印签名用',
  who: ['party'],
  params: z.strictObject({ form: z.enum(forms) }),
  query: of,
  media: PDF,
  reply: z.file(),
})

export const FORM_QUESTIONS = [drawnForm, drawnFormPdf, drawnFormWord, myForm, myFormPdf] as const

const ofDispute = z.strictObject({ file_id: z.uuid() })
export const ZIP = 'application/zip'

/** The whole dossier (正卷) bound as one file. */
export const dossierPdf = endpoint({
  id: 'dossier_pdf',
  method: 'GET',
  path: '/api/disputes/:file_id/dossier/pdf',
  summary: '下载整卷（PDF/A）：封面、目录、各份文书、证据图片、情况说明、封底；由经办人下载，记入查看记录',
  who: ['staff'],
  params: ofDispute,
  reply: z.string().meta({ format: 'binary' }),
  media: PDF,
})

/** The dossier with everything it rests on, to be kept and checked without this product. */
export const dossierArchive = endpoint({
  id: 'dossier_archive',
  method: 'GET',
  path: '/api/disputes/:file_id/dossier/archive',
  summary:
    '下载档案包（zip）：整卷、文书、盖章件、证据原件、事件链、目录和指纹，带核对程序；由经办人下载，记入查看记录',
  who: ['staff'],
  params: ofDispute,
  reply: z.string().meta({ format: 'binary' }),
  media: ZIP,
})

export const DOSSIER_QUESTIONS = [dossierPdf, dossierArchive] as const
