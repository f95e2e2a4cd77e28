import { z } from 'zod'
import { type Endpoint, endpoint } from './endpoint.ts'
import { PDF } from './papers.ts'
import { Day, Instant } from './shared.ts'

const worth = z.enum(['true', 'revoked', 'replaced'])

const issued = {
  id: z.uuid(),
  paper_id: z.uuid(),
  agreement_id: z.uuid().nullable(),
  title: z.string(),
  committee: z.string(),
  sealed_at: Instant,
  worth,
  worth_says: z.string(),
  revoked_at: Instant.nullable(),
  /** Where the copy is: being made, there, or not made after many tries. */
  state: z.enum(['making', 'made', 'failed']),
  state_says: z.string(),
  /** The SHA-256 of the file, in hex, and where anyone may check the paper; null until it is made. */
  sha256: z.string().nullable(),
  check_url: z.string().nullable(),
}

/** A paper that bears a seal, for the office that handles the file. */
export const SealView = z
  .object({
    ...issued,
    by: z.string(),
    because: z.string(),
    revoked_because: z.string(),
    /** The seal of the reader's own unit: hers to take back. */
    own: z.boolean(),
    qr_svg: z.string().nullable(),
  })
  .meta({ id: 'Seal' })
export type SealView = z.output<typeof SealView>

export const SealsView = z
  .object({
    issued: z.array(SealView),
    /** Papers of the reader's own unit that bear a seal and have none. */
    sealable: z.array(z.object({ paper_id: z.uuid(), title: z.string(), made_at: Instant })),
  })
  .meta({ id: 'Seals' })
export type SealsView = z.output<typeof SealsView>

/** The same for a party whose paper it is. */
export const MySeal = z.object(issued).meta({ id: 'MySeal' })
export type MySeal = z.output<typeof MySeal>

export const sealedCopy = endpoint({
  id: 'sealed_copy',
  method: 'GET',
  path: '/api/disputes/:file_id/seals/:seal_id/copy',
  summary: '下载盖章件（PDF，带单位的电子签名）；办理人员下载会留痕，当事人可以看到',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), seal_id: z.uuid() }),
  media: PDF,
  reply: z.file(),
})

export const mySealedCopy = endpoint({
  id: 'my_sealed_copy',
  method: 'GET',
  path: '/api/my-dispute/seals/:seal_id/copy',
  summary: '当事人凭自己的链接下载自己的盖章件（PDF）',
  who: ['party'],
  params: z.strictObject({ seal_id: z.uuid() }),
  media: PDF,
  reply: z.file(),
})

/** What anyone who scans a sealed paper is told: always the same lines, empty where there is no such paper. */
export const CheckedPaper = z
  .object({
    /** `to_sign`: a page that was printed here to be signed by hand, and proves nothing by itself. */
    verdict: z.enum(['true', 'revoked', 'replaced', 'to_sign', 'none']),
    verdict_says: z.string(),
    /** What it means, and what to do. */
    means: z.string(),
    title: z.string(),
    committee: z.string(),
    number: z.string(),
    day: Day.nullable(),
    /** Whose paper it is, masked. */
    people: z.array(z.string()),
    /** How many supplements the agreement has had since. */
    supplements: z.int(),
    revoked_on: Day.nullable(),
    /** Of the file as it was issued: a copy one has in hand is the same or it is not. */
    sha256: z.string(),
    bytes: z.int(),
    test_time: z.boolean(),
  })
  .meta({ id: 'CheckedPaper' })
export type CheckedPaper = z.output<typeof CheckedPaper>

export const checkPaper = endpoint({
  id: 'check_paper',
  method: 'GET',
  path: '/api/check',
  summary: '扫盖章件上的二维码核对：真、已撤销、已被新版代替、不存在；不用登录，不显示完整姓名',
  who: ['anyone'],
  // Whatever is asked is answered alike: what is no code is no paper.
  query: z.strictObject({ code: z.string().max(8_000).catch('') }),
  reply: CheckedPaper,
})

export const SEAL_QUESTIONS: readonly Endpoint[] = [sealedCopy, mySealedCopy, checkPaper]
