import { z } from 'zod'
import { KNOWN_BY } from '#domain/agreements/desk-inputs.ts'
import { ReturnSignedInput } from '#domain/returned/inputs.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { PDF } from './papers.ts'
import { AskedInstant, Instant, StepReply } from './shared.ts'

const how = z.enum(['name', 'finger', 'stamp'])
const Hand = z.object({ role: z.string(), name: z.string(), how: z.array(how), witness: z.string() })

/** A page of a paper that came back signed, as it stands now. */
export const ReturnedPageView = z.object({
  page: z.int(),
  /** The return it came in: its picture and its original are asked for by it. */
  return_id: z.uuid(),
  by_hand: z.boolean(),
  how_says: z.string(),
  name: z.string(),
  size: z.int(),
  sha256: z.string(),
  at: Instant,
  by: z.string(),
})
export type ReturnedPageView = z.output<typeof ReturnedPageView>

/** A paper with places for hands: what came back of it signed, what is missing. For who handles the file. */
export const SignedByHandView = z
  .object({
    paper_id: z.uuid(),
    /** Of an agreement: which edition it is. */
    edition: z.int().nullable(),
    /** The text was taken back or laid out anew since: it is not to be printed or brought back any more. */
    overtaken: z.boolean(),
    /** Who signs where, as the paper has it; an empty name: the pen writes it. */
    lines: z.array(
      z.object({
        role: z.string(),
        name: z.string(),
        how: z.array(how),
        /** Of an agreement that waits for it: whose signature this hand is, and as what it is written down. */
        counts: z
          .object({
            party_id: z.uuid(),
            by_agent: z.uuid().optional(),
            with_guardian: z.boolean().optional(),
            /** Her guardian's beside her own: it counts only together with hers. */
            beside: z.boolean(),
          })
          .nullable(),
      }),
    ),
    /** The agreement this was laid out of; null where it is another paper. */
    agreement_id: z.uuid().nullable(),
    /** A hand signed it on paper, or only paper will do (INV-6): its scan belongs into the dossier. */
    wanted: z.boolean(),
    /** The reader writes down whose hand counts as a signature of it: it is being signed. */
    signs: z.boolean(),
    /** How many pages its print has; 0: nothing came back yet. */
    of: z.int(),
    pages: z.array(ReturnedPageView),
    missing: z.array(z.int()),
    hands: z.array(Hand),
    note: z.string(),
    /** How many times something came back; the earlier ones stay. */
    times: z.int(),
  })
  .meta({ id: 'SignedByHand' })
export type SignedByHandView = z.output<typeof SignedByHandView>

const ofPaper = z.strictObject({ file_id: z.uuid(), paper_id: z.uuid() })
const ofUpload = z.strictObject({ file_id: z.uuid(), upload_id: z.uuid() })
const ofPage = z.strictObject({ file_id: z.uuid(), return_id: z.uuid(), page: z.coerce.number().int().min(1).max(999) })

export const printToSign = endpoint({
  id: 'print_to_sign',
  method: 'GET',
  path: '/api/disputes/:file_id/papers/:paper_id/print',
  summary: '下载要打印出来手写签名的 PDF：每一页有二维码，签好以后凭它逐页对上；下载记入查看记录',
  who: ['staff'],
  params: ofPaper,
  media: PDF,
  reply: z.file(),
})

/** One file sent for a paper, and what each of its pictures is. */
export const ScanView = z
  .object({
    upload_id: z.uuid(),
    name: z.string(),
    /** How many pages the paper is printed with; what counts where no code could be read. */
    of: z.int(),
    /** Why there are no pictures of it, or not all. */
    no_preview: z.string().nullable(),
    pictures: z.array(
      z.object({
        nth: z.int(),
        /** `page`: a page of this paper. `unreadable`: somebody says which. `wrong`: not of this paper; it is not taken. */
        is: z.enum(['page', 'unreadable', 'wrong']),
        page: z.int().nullable(),
        of: z.int().nullable(),
        says: z.string(),
        next: z.string(),
      }),
    ),
  })
  .meta({ id: 'Scan' })
export type ScanView = z.output<typeof ScanView>

export const readScan = endpoint({
  id: 'read_scan',
  method: 'POST',
  path: '/api/disputes/:file_id/uploads/:upload_id/read_pages',
  summary: '认一认传上来的签字件：每张图是哪份文书、哪一版、第几页；还没有登记',
  who: ['staff'],
  params: ofUpload,
  body: z.strictObject({}),
  reply: ScanView,
})

export const scanPicture = endpoint({
  id: 'scan_picture',
  method: 'GET',
  path: '/api/disputes/:file_id/uploads/:upload_id/previews/:nth',
  summary: '自己刚传的签字件的一张图（本系统重新生成的）；0 是第一张的小图',
  who: ['staff'],
  params: z.strictObject({ ...ofUpload.shape, nth: z.coerce.number().int().min(0).max(1000) }),
  reply: z.string().meta({ format: 'binary' }),
  media: 'image/jpeg',
})

export const returnSigned = endpoint({
  id: 'return_signed',
  method: 'POST',
  path: '/api/disputes/:file_id/papers/:paper_id/returned',
  summary: '交回签好的扫描件；协议上各方的签名一并登记（同一张表，不填两遍），要么都登记，要么都不登记',
  who: ['staff'],
  params: ofPaper,
  body: ReturnSignedInput.omit({ paper_id: true }).safeExtend({
    /** Of an agreement: whose hand on this paper counts as her signature, and how it was known to be hers. */
    signatures: z
      .array(
        z.strictObject({
          party_id: z.uuid(),
          known_by: z.enum(Object.keys(KNOWN_BY) as [keyof typeof KNOWN_BY], { error: '请选择怎样确认是本人。' }),
          by_agent: z.uuid().optional(),
          with_guardian: z.boolean().optional(),
        }),
      )
      .max(60)
      .default([]),
    /** When it was signed, where that is not now (事后登记). */
    occurred_at: AskedInstant.optional(),
  }),
  reply: StepReply,
})

export const returnedPicture = endpoint({
  id: 'returned_picture',
  method: 'GET',
  path: '/api/disputes/:file_id/returned/:return_id/pages/:page/picture',
  summary: '签好的扫描件的一页（本系统重新生成的图片，转正、去掉拍摄信息）；看过会留痕',
  who: ['staff'],
  params: ofPage,
  reply: z.string().meta({ format: 'binary' }),
  media: 'image/jpeg',
})

export const returnedOriginal = endpoint({
  id: 'returned_original',
  method: 'GET',
  path: '/api/disputes/:file_id/returned/:return_id/pages/:page/original',
  summary: '下载这一页所在的原始文件，一个字节不变；下载记入查看记录',
  who: ['staff'],
  params: ofPage,
  reply: z.string().meta({ format: 'binary' }),
  media: 'application/octet-stream',
})

export const RETURN_QUESTIONS: readonly Endpoint[] = [
  printToSign,
  readScan,
  scanPicture,
  returnSigned,
  returnedPicture,
  returnedOriginal,
]
