import type { Trx } from '../db/connection.ts'

const STATES = {
  waiting: '正在发送',
  sent: '已发送',
  no_channel: '本县没有接通短信，请电话告知',
  given_up: '短信没有发出去，请电话告知',
} as const

/** Where she left no phone, telling the clerk to phone would be foolish. */
const NO_PHONE = '当事人没有留手机号，请按她留的联系方式转告'

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
  return rows.map(({ due_at, settled_at, state, answer, ...row }) => {
    const known = state as keyof typeof STATES
    return {
      ...row,
      state: known,
      state_says: answer === 'no phone' ? NO_PHONE : STATES[known],
      at: settled_at ?? due_at,
    }
  })
}
