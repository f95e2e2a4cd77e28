import { sql } from 'kysely'
import { NOT_CONNECTED } from '#contract/disputes.ts'
import { question, type Trx } from '../db/connection.ts'
import { withMarks } from './filled.ts'

const STATES = {
  waiting: '正在发送',
  sent: '已发送',
  no_channel: NOT_CONNECTED,
  given_up: '短信没有发出去，请电话告知',
} as const

/** What the answer tells beyond the state: where she left no phone, telling the clerk to phone would be foolish. */
const ANSWERS: Record<string, string> = {
  'no police channel': '没有和公安机关连通，请马上打 110 或者派出所电话，再登记接报的人',
  'no phone': '当事人没有留手机号，请按登记的其他联系方式转告',
  'link over': '链接在发出之前已经停用，没有发出',
  'code over': '验证码在发出之前已经过期，没有发出',
}

/** The messages of a file with what became of them, said so that a clerk knows whether to phone. */
export async function messagesOf(trx: Trx, fileId: string) {
  const rows = await messageRows(trx, fileId)
  return rows.map(({ due_at, settled_at, state, answer, wording, party, unit, kind, ...row }) => {
    const known = state as keyof typeof STATES
    return {
      ...row,
      kind: kind as 'text_message' | 'police_report',
      to_party: party,
      to_unit: party === null ? (unit ?? '当地公安机关') : null,
      wording: withMarks(wording),
      state: known,
      state_says: ANSWERS[answer ?? ''] ?? STATES[known],
      at: settled_at ?? due_at,
    }
  })
}
const messageRows = question((trx, fileId: string) =>
  trx
    .selectFrom('effects')
    .leftJoin('parties', 'parties.id', 'effects.to_party')
    .leftJoin('units', 'units.id', 'effects.to_unit')
    .select([
      'effects.id',
      'effects.kind',
      'parties.name as party',
      'units.name as unit',
      'effects.wording',
      'effects.state',
      'effects.answer',
      'effects.due_at',
      'effects.settled_at',
    ])
    .where('effects.file_id', '=', fileId)
    .where('effects.kind', '<>', sql.lit('sealed_copy'))
    .orderBy('effects.id'),
)
