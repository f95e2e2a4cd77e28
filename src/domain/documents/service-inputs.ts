import { z } from 'zod'
import { noted } from '../identity/inputs.ts'
import { POSTED, SERVED_HOWS, SERVED_RESULTS, type ServedHow, type ServedResult, WITNESSED } from './service.ts'

const keysOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]]

export const NOTICES_AT_ONCE = 20
/** How something was brought to one party: what, when (any step may say when it happened), how, and what came of it. */
export const RecordServiceInput = z
  .strictObject({
    party_id: z.uuid({ error: '请选择送给谁的。' }),
    /** The papers and messages, by their ids. */
    notices: z.array(z.uuid()).min(1, '请选择送的是什么。').max(NOTICES_AT_ONCE, `一次最多 ${NOTICES_AT_ONCE} 份。`),
    how: z.enum(keysOf<ServedHow>(SERVED_HOWS), { error: '请选择怎样送的。' }),
    result: z.enum(keysOf<ServedResult>(SERVED_RESULTS), { error: '请选择结果。' }),
    /** Whoever took it: her own name, or who took it for her and what she is to her. */
    received_by: noted(60),
    by_agent: z.uuid().optional(),
    /** The number of the posted letter. */
    post_number: noted(60),
    /** Who was there when it was left; two, or one with pictures. */
    witnesses: noted(120),
    /** By which article a paper may be left or posted up. */
    basis: noted(120),
    note: noted(500),
  })
  .superRefine((it, check) => {
    const say = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message })
    const came = it.result === 'received'
    if (POSTED.includes(it.how) && it.post_number === '') say('post_number', '寄出的要写邮寄单号。')
    if (it.how === 'household' && came && it.received_by === '')
      say('received_by', '请写明谁代收的，和本人是什么关系。')
    if (it.how === 'agent' && it.by_agent === undefined) say('by_agent', '请选择是哪一位代理人。')
    if (it.how === 'electronic' && it.note === '') say('note', '请写明本人怎样同意用这种方式收、怎样确认收到的。')
    if (WITNESSED.includes(it.how) && it.witnesses === '') say('witnesses', '请写明谁在场见证，有没有拍照、录像。')
    if (WITNESSED.includes(it.how) && it.basis === '') say('basis', '请写明依据哪部法律的哪一条。')
  })
