import { NOT_CONNECTED } from '#contract/disputes.ts'
import type { Trx } from '../db/connection.ts'
import { withMarks } from './filled.ts'

const STATES = {
  waiting: '正在发送',
  sent: '已发送',
  no_channel: NOT_CONNECTED,
  given_up: '短信没有发出去，请电话告知',
} as const

/** What the answer tells beyond the state: where she left no phone, telling the clerk to phone would be foolish. */
const ANSWERS: Record<string, string> = {
  'no phone': '当事人没有留手机号，请按登记的其他联系方式转告',
  'link over': '链接在发出之前已经停用，没有发出',
  'code over': '验证码在发出之前已经过期，没有发出',
}

/** The messages of a file with what became of them, said so that a clerk knows whether to phone. */
export async function messagesOf(trx: Trx, fileId: string) {
  const rows = await trx
    .selectFrom('effects')
    .innerJoin('parties', 'parties.id', 'effects.to_party')
    .select([
      'effects.id',
      'parties.name as to',
      'effects.wording',
      'effects.state',
      'effects.answer',
      'effects.due_at',
      'effects.settled_at',
    ])
    .where('effects.file_id', '=', fileId)
    .orderBy('effects.id')
    .execute()
  return rows.map(({ due_at, settled_at, state, answer, wording, ...row }) => {
    const known = state as keyof typeof STATES
    return {
      ...row,
      wording: withMarks(wording),
      state: known,
      state_says: ANSWERS[answer ?? ''] ?? STATES[known],
      at: settled_at ?? due_at,
    }
  })
}
