import { sql } from 'kysely'
import type { z } from 'zod'
import type { CheckedPaper } from '#contract/seals.ts'
import { type Day, dayIn } from '#domain/clocks/calendar.ts'
import { type Seal, WORTH, worthBy } from '#domain/seals/seal.ts'
import { now } from '../clock.ts'
import { inScope, nobody } from '../db/scope.ts'
import { readPageCode } from '../returned/page-code.ts'
import type { World } from '../world.ts'
import { readCheckCode } from './check-code.ts'

type Reply = z.input<typeof CheckedPaper>

const MEANS: Record<Reply['verdict'], string> = {
  true: '这份文书是本县调解组织盖章出具的，没有撤销。纸上的内容如有疑问，请看下面怎样核对文件。',
  revoked:
    '这份文书确实盖章出具过，后来这份盖章件撤销了，不要再凭这个文件办事。如果是协议，协议本身有没有效，由法律和法院定，请打电话问出具的单位。',
  replaced: '这份文书确实出具过，后来双方签了新的协议，现在以新的为准。请向当事人要新的一份。',
  to_sign:
    '这是打印出来给各方看、手写签名的一页，不是盖章件。扫码只知道它是从本系统打印的，不知道后来签了没有、生效没有。请看纸上的签名和印章，有疑问打电话问调解组织。',
  none: '本县没有出具过这样的文书，或者二维码不完整、被改过。请不要凭它办事，先打电话问清楚。',
}

const NONE: Reply = {
  ...{ verdict: 'none', verdict_says: '不存在', means: MEANS.none, title: '', committee: '', number: '', day: null },
  ...{ people: [], supplements: 0, revoked_on: null, sha256: '', bytes: 0, test_time: false },
}
/** The same for every such page: it tells nothing of its paper, nor whether that is signed by now. */
const TO_SIGN: Reply = { ...NONE, verdict: 'to_sign', verdict_says: '打印签字件', means: MEANS.to_sign }
/** Looked for where a payload is none: the answer takes as long. */
const NO_ID = '00000000-0000-0000-0000-000000000000'

type Known = {
  seal: Seal
  agreement_status: string | null
  agreement_supplements: string
  number: string
  people: string[]
  issued_on: Day
  sha256: Buffer
  content_hash: Buffer
  bytes: number
  test_time: boolean
}

/** What anyone may know of a sealed paper by the payload on it. Foreign, malformed and forged ones all get the same answer. */
export async function checkedPaper(world: World, code: string): Promise<Reply> {
  const said = readCheckCode(world.keys.check, code)
  const { rows } = await inScope(world.pool, nobody(dayIn(now())), (trx) =>
    sql<Known>`select * from issued_paper_as_known(${said?.id ?? NO_ID}::uuid)`.execute(trx),
  )
  const [known] = rows
  const isThis = said !== null && known?.content_hash.toString('hex').startsWith(said.hash)
  if (!known || !isThis) return readPageCode(world.keys.check, code) ? TO_SIGN : NONE
  const { seal, agreement_status } = known
  const verdict = worthBy(seal, agreement_status)
  return {
    ...{ verdict, verdict_says: WORTH[verdict], means: MEANS[verdict] },
    ...{ title: seal.title, committee: seal.committee, number: known.number, day: known.issued_on },
    ...{ people: known.people, supplements: Number(known.agreement_supplements) },
    revoked_on: seal.revoked ? dayIn(seal.revoked.at) : null,
    ...{ sha256: known.sha256.toString('hex'), bytes: known.bytes, test_time: known.test_time },
  }
}
