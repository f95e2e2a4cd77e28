import { z } from 'zod'
import { noted, written } from '../identity/inputs.ts'

/** What stands on paper of somebody's hand, as the printed line asks for it. */
export const ON_PAPER_HOW = { name: '签名', finger: '指印', stamp: '盖章' } as const
const HOWS = Object.keys(ON_PAPER_HOW) as [keyof typeof ON_PAPER_HOW, ...(keyof typeof ON_PAPER_HOW)[]]

/** A paper of more pages is brought back as one PDF in parts: the rest of it comes with the next return. */
const MOST_PAGES = 60
const MOST_HANDS = 80
/** A number of a page: what a code has room for. */
const page = z.int('页码请写整数。').min(1).max(999)

export const HandInput = z.strictObject({
  role: written(60, '请写明是哪一栏。'),
  name: written(60, '请写明是谁签的。'),
  how: z.array(z.enum(HOWS)).min(1, '请选是签名、指印还是盖章。').max(HOWS.length),
  witness: noted(60),
})

export const ReturnSignedInput = z.strictObject({
  paper_id: z.uuid({ error: '请选择是哪一份文书。' }),
  of: page,
  /** No code could be read, and the paper in hand has another number of pages than it is printed with today: a person counted them. */
  of_by_hand: z.boolean().default(false),
  pages: z
    .array(
      z.strictObject({
        upload_id: z.uuid(),
        nth: z.int().min(1).max(999),
        page,
        /** The code could not be read: a person says which page it is. */
        by_hand: z.boolean().default(false),
      }),
    )
    .min(1, '请先拍照或者扫描，至少交回一页。')
    .max(MOST_PAGES),
  hands: z.array(HandInput).min(1, '请选上面有谁的签名、指印。').max(MOST_HANDS),
  note: noted(300),
})
