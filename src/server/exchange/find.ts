import type { Trx } from '../db/connection.ts'

const STATES = {
  waiting: '正在发送',
  sent: '已发送',
  no_channel: '本县没有接通短信，请电话告知',
  given_up: '多次发送失败，请电话告知',
} as const

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
      'effects.due_at',
      'effects.settled_at',
    ])
    .where('effects.file_id', '=', fileId)
    .orderBy('effects.id')
    .execute()
  return rows.map(({ due_at, settled_at, state, ...row }) => {
    const known = state as keyof typeof STATES
    return { ...row, state: known, state_says: STATES[known], at: settled_at ?? due_at }
  })
}
