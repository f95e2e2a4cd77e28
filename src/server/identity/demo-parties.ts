import { sql } from 'kysely'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import type { World } from '../world.ts'
import { linkAddress } from './links.ts'

/** Something waits for one of the parties: how to find whom, and what a visitor may try on her page. */
type Wait = { tries: string; whom: (trx: Trx, today: string) => ReturnType<typeof find> }
type Found = { link_id: string; name: string; side: string; short_code: string }

const find = (trx: Trx, today: string, from: ReturnType<typeof sql>, order: ReturnType<typeof sql>) =>
  sql<Found>`select links.id as link_id, parties.name, parties.side, files.short_code
    ${from}
    join links on links.party_id = parties.id and links.file_id = parties.file_id
    join files on files.id = parties.file_id
    where parties.status = 'present' and links.revoked_at is null and (links.until is null or links.until >= ${today}::date)
    order by ${order}, links.made_at desc, links.id
    limit 1`.execute(trx)

const owing = (status: string, side: 'debtors' | 'creditors') =>
  sql`from obligations join parties on parties.file_id = obligations.file_id
    and obligations.facts->${side}::text ? parties.id::text and obligations.status = ${status}`

const WAITS: readonly Wait[] = [
  {
    tries: '收到调解邀请，还没有回答：不用注册，同意、换个时间、不同意都行。',
    whom: (trx, today) =>
      find(
        trx,
        today,
        sql`from mediations join parties on parties.file_id = mediations.file_id
          and mediations.facts->'consents'->parties.id::text->>'answer' = 'asked' and mediations.status = 'seeking_consent'`,
        sql`(parties.side = 'respondent') desc, (links.purpose = 'invitation') desc`,
      ),
  },
  {
    tries: '协议写好了，等签字：看清楚每一条，收验证码，签或者不签。',
    whom: (trx, today) =>
      find(
        trx,
        today,
        sql`from agreements join parties on parties.file_id = agreements.file_id
          and agreements.facts->'parties' ? parties.id::text and agreements.status = 'signing'
          and not agreements.facts->'signatures' @> jsonb_build_array(jsonb_build_object('who', jsonb_build_object('party', parties.id::text)))`,
        sql`(links.purpose = 'own') desc`,
      ),
  },
  {
    tries: '协议生效了，轮到自己付钱或者做事：办好了说一声。',
    whom: (trx, today) => find(trx, today, owing('due', 'debtors'), sql`obligations.facts->>'due_on' nulls last`),
  },
  {
    tries: '对方说已经付了：收到了，还是还没收到？',
    whom: (trx, today) => find(trx, today, owing('claimed', 'creditors'), sql`obligations.facts->>'due_on' nulls last`),
  },
  {
    tries: '收的人还没成年：对方想用东西抵钱，要监护人一起说，本人在页面上只能说不算。',
    whom: (trx, today) =>
      find(
        trx,
        today,
        sql`from obligations join parties on parties.file_id = obligations.file_id
          and obligations.facts->'creditors' ? parties.id::text and parties.facts ? 'guardian'
          and obligations.facts->'payments' @> '[{"how": "in_kind", "state": "claimed"}]'`,
        sql`(links.purpose = 'own') desc`,
      ),
  },
  {
    tries: '对方过了期还没有办：看看能怎么办。',
    whom: (trx, today) =>
      find(trx, today, owing('breached', 'creditors'), sql`obligations.facts->>'due_on' nulls last`),
  },
  {
    tries: '约好了见面：到哪里、几点、带什么，来不了的说一声，谁也不记过。',
    whom: (trx, today) =>
      find(
        trx,
        today,
        sql`from mediations join parties on parties.file_id = mediations.file_id and parties.side = 'applicant'
          and mediations.facts->'parties' ? parties.id::text and mediations.status = 'notified'
          and mediations.facts->'meeting'->>'at' >= ${today}`,
        sql`mediations.facts->'meeting'->>'room' is null, (links.purpose = 'own') desc`,
      ),
  },
  {
    tries: '请了别处帮忙：法律援助、鉴定、理赔各办到哪一步，不想去了随时收回。',
    whom: (trx, today) =>
      find(
        trx,
        today,
        sql`from (select file_id, facts->>'for_party' as party_id, count(*) as times from referrals
            where status not in ('came_back', 'without_result') group by 1, 2) as referred
          join parties on parties.file_id = referred.file_id and parties.id::text = referred.party_id`,
        sql`referred.times desc, (links.purpose = 'own') desc`,
      ),
  },
  {
    tries: '已经办完的一件：没有解决，点一下；又起来了，原来的编号接着办；满不满意想说就说。',
    whom: (trx, today) =>
      find(
        trx,
        today,
        sql`from disputes join parties on parties.file_id = disputes.file_id and parties.side = 'applicant'
          and disputes.status = 'closed' and (disputes.facts->>'closed_on')::date > ${today}::date - 180
          join agreements on agreements.file_id = disputes.file_id and agreements.status = 'in_effect'`,
        sql`(links.purpose = 'own') desc, disputes.facts->>'closed_on' desc`,
      ),
  },
  {
    tries: '工作人员请申请人补充：说一句就接着办，过期也不作废。',
    whom: (trx, today) =>
      find(
        trx,
        today,
        sql`from disputes join parties on parties.file_id = disputes.file_id
          and parties.side = 'applicant' and disputes.status = 'supplementing'`,
        sql`(links.purpose = 'own') desc`,
      ),
  },
]

/**
 * Parties of the demo for whom something waits, each with her own page: one for each thing to try that there is now.
 * Only for a caller the demo is open to; a page is a secret, and outside the demo nobody is ever handed another's.
 */
export async function demoParties(world: World) {
  const today = dayIn(now())
  return inScope(world.pool, wholeCounty(today), async (trx) => {
    const found = []
    for (const { whom, tries } of WAITS) {
      const { rows } = await whom(trx, today)
      found.push(
        ...rows.map(({ link_id, name, short_code }) => ({
          name,
          short_code,
          try_this: tries,
          link: linkAddress(world, link_id),
        })),
      )
    }
    return found
  })
}
