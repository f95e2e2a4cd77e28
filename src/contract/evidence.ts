import { z } from 'zod'
import { EVIDENCE_FORM_NAMES, FILE_KIND_NAMES, LARGEST_FILE, PIECE } from '#domain/evidence/words.ts'
import { endpoint } from './endpoint.ts'
import { Can, Instant, Paper, writable } from './shared.ts'

/** A file that belongs to an item of evidence, for who may open it. */
export const EvidenceFileView = z.object({
  name: z.string(),
  kind: z.enum(FILE_KIND_NAMES),
  kind_says: z.string(),
  size: z.int(),
  /** SHA-256 of the original, counted by the server from the bytes it keeps. */
  sha256: z.string(),
  pages: z.int().nullable(),
  /** How many pictures of it can be shown; what is to be said where there are none, or not all. */
  previews: z.int(),
  no_preview: z.string().nullable(),
})
export type EvidenceFileView = z.output<typeof EvidenceFileView>

const told = {
  id: z.uuid(),
  status: z.enum(['kept', 'shown', 'withdrawn', 'void']),
  status_says: z.string(),
  /** Words are empty where this reader may not know them. */
  what: z.string(),
  source: z.string(),
  proves: z.string(),
  form: z.enum(EVIDENCE_FORM_NAMES),
  form_says: z.string(),
  pages: z.int().nullable(),
  copies: z.int(),
  at: Instant,
  in_confidence: z.boolean(),
  file: EvidenceFileView.nullable(),
  checked: z.object({ at: Instant, by: z.string(), result_says: z.string(), note: z.string() }).nullable(),
  returned: z.object({ at: Instant, by: z.string(), to: z.string(), note: z.string() }).nullable(),
  ended: z.object({ at: Instant, by: z.string(), because: z.string() }).nullable(),
  can: Can,
}

/** One line of the list of evidence (D-06), for who handles the file. */
export const EvidenceView = z
  .object({
    ...told,
    version: z.int(),
    number: z.int(),
    provider: z.uuid().nullable(),
    provider_name: z.string(),
    by: z.string(),
    /** This reader may open it. */
    opens: z.boolean(),
    has_original: z.boolean(),
    shown: z.array(
      z.object({
        to: z.array(z.string()),
        how_says: z.string(),
        at: Instant,
        by: z.string(),
        /** Of what was given in confidence: who agreed that it is shown, and how that was known. */
        agreed_says: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Evidence' })
export type EvidenceView = z.output<typeof EvidenceView>

/** The same for a party: her own, and what was shown to her. */
export const MyEvidence = z
  .object({
    ...told,
    mine: z.boolean(),
    from_whom: z.string(),
    opens: z.boolean(),
    /** Of her own: whom it was shown to and when. Of another's: when it was shown to her. */
    shown: z.array(z.object({ to: z.array(z.string()), how_says: z.string(), at: Instant })),
  })
  .meta({ id: 'MyEvidence' })
export type MyEvidence = z.output<typeof MyEvidence>

const ofFile = z.strictObject({ file_id: z.uuid() })
const ofUpload = z.strictObject({ file_id: z.uuid(), upload_id: z.uuid() })
const WHO = ['staff', 'party', 'agent'] as const

/** A file on its way in, as whoever sends it sees it; nobody else does. */
export const UploadView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    size: z.int(),
    last_modified: z.int().nullable(),
    /** Bytes that are safe: go on from here, whatever happened. */
    received: z.int(),
    state: z.enum(['receiving', 'checking', 'sound', 'refused']),
    sha256: z.string().nullable(),
    kind_says: z.string().nullable(),
    no_preview: z.string().nullable(),
    /** Why it is not taken, and what to do. */
    refused: z.object({ code: z.string(), says: z.string(), next: z.string() }).nullable(),
    made_at: Instant,
    /** The last day it is kept if nobody makes evidence of it. */
    kept_until: Instant,
  })
  .meta({ id: 'Upload' })
export type UploadView = z.output<typeof UploadView>

export const beginUpload = endpoint({
  id: 'begin_upload',
  method: 'POST',
  path: '/api/disputes/:file_id/uploads',
  summary: '开始传一个文件；接着一段一段地传，断了从已收到的地方继续',
  who: WHO,
  params: ofFile,
  body: z.strictObject({
    name: writable(z.string().trim().min(1, '文件没有名字。').max(200, '文件名太长，请改短一些。')),
    size: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** Of the file where it lies, in milliseconds, as its device says: by it the sender knows it again. */
    last_modified: z.int().nullable().default(null),
    /** The paper it is to be a scan of; none: it is to be evidence. */
    for_paper: z.uuid().nullable().default(null),
  }),
  reply: UploadView,
  status: 201,
})

export const uploads = endpoint({
  id: 'uploads',
  method: 'GET',
  path: '/api/disputes/:file_id/uploads',
  summary: '自己传到这件事上、还没有登记的文件：要作为证据的，或者（for_paper）要作为一份文书的扫描件的',
  who: WHO,
  params: ofFile,
  query: z.strictObject({ for_paper: z.uuid().nullable().default(null) }),
  reply: z.object({ uploads: z.array(UploadView), largest: z.literal(LARGEST_FILE), piece: z.literal(PIECE) }),
})

export const upload = endpoint({
  id: 'upload',
  method: 'GET',
  path: '/api/disputes/:file_id/uploads/:upload_id',
  summary: '自己的一个文件传到哪里、检查得怎样',
  who: WHO,
  params: ofUpload,
  reply: UploadView,
})

export const sendPiece = endpoint({
  id: 'send_piece',
  method: 'POST',
  path: '/api/disputes/:file_id/uploads/:upload_id/pieces/:offset',
  summary: '传一段（application/octet-stream）；答复里的 received 是已经落盘的字节数，下一段从那里开始',
  who: WHO,
  params: z.strictObject({ ...ofUpload.shape, offset: z.coerce.number().int().min(0).max(LARGEST_FILE) }),
  body: z.unknown().meta({ type: 'string', format: 'binary' }),
  reply: z.object({ received: z.int() }),
  largest_body: PIECE,
  binary: true,
})

export const finishUpload = endpoint({
  id: 'finish_upload',
  method: 'POST',
  path: '/api/disputes/:file_id/uploads/:upload_id/finish',
  summary: '传完了：核对、检查、存好；不能收的说明原因',
  who: WHO,
  params: ofUpload,
  body: z.strictObject({
    /** What the sender counted herself, where her device can. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  reply: UploadView,
})

export const dropUpload = endpoint({
  id: 'drop_upload',
  method: 'POST',
  path: '/api/disputes/:file_id/uploads/:upload_id/drop',
  summary: '不要这个还没有登记的文件了',
  who: WHO,
  params: ofUpload,
  body: z.strictObject({}),
  reply: z.object({ dropped: z.literal(true) }),
})

const ofEvidence = { file_id: z.uuid(), part_id: z.uuid() }

export const evidencePreview = endpoint({
  id: 'evidence_preview',
  method: 'GET',
  path: '/api/disputes/:file_id/evidence/:part_id/previews/:nth',
  summary: '证据的一页图片（本系统重新生成的，转正、去掉拍摄信息）；0 是第一页的小图。工作人员看大图会留痕',
  who: WHO,
  params: z.strictObject({ ...ofEvidence, nth: z.coerce.number().int().min(0).max(1000) }),
  reply: z.string().meta({ format: 'binary' }),
  media: 'image/jpeg',
})

export const evidenceOriginal = endpoint({
  id: 'evidence_original',
  method: 'GET',
  path: '/api/disputes/:file_id/evidence/:part_id/original',
  summary: '下载证据的原件，一个字节不变（工作人员下载会留痕，提供的人可以看到）',
  who: WHO,
  params: z.strictObject(ofEvidence),
  reply: z.string().meta({ format: 'binary' }),
  media: 'application/octet-stream',
})

export const evidenceList = endpoint({
  id: 'evidence_list',
  method: 'GET',
  path: '/api/disputes/:file_id/evidence-list',
  summary: '证据材料清单（D-06），打印入卷',
  who: ['staff'],
  params: ofFile,
  reply: Paper.omit({ id: true, form: true }).meta({ id: 'EvidenceList' }),
})

export const EVIDENCE_QUESTIONS = [
  beginUpload,
  uploads,
  upload,
  sendPiece,
  finishUpload,
  dropUpload,
  evidencePreview,
  evidenceOriginal,
  evidenceList,
] as const
