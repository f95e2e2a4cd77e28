/**
 * What must be true of any county's rows whatever the events say, asked of the tables directly: a second opinion that
 * shares no code with the steps that wrote them. Each gives the files that break it; none is the answer wanted. They are
 * asked about a file that was looked at (`app.seen`), as some rows show themselves to nobody else.
 */
export type Law = { invariant: string; says: string; sql: string }

const LIVE = "('accepted', 'assigned', 'notified', 'in_session', 'suspended')"
const ENDED = "('closed', 'archived', 'merged', 'withdrawn', 'not_accepted', 'false_report')"
const DOCKET = "jsonb_build_object('committee', d.committee, 'year', d.year, 'n', d.n, 'no', d.no)"
const partiesOf = (table: string): string => `jsonb_array_elements_text(${table}.facts->'parties') as party`

export const LAWS: readonly Law[] = [
  {
    invariant: 'I3',
    says: '调解上的卷号和案件登记簿对不上',
    // Each half by its own file: a join of both whole tables would be made again for every file that is looked at.
    sql: `select m.file_id from (
        select file_id, id, facts->'docket' as k, false as gone from mediations where jsonb_typeof(facts->'docket') = 'object'
        union all select file_id, id, v, true from mediations, jsonb_array_elements(coalesce(facts->'dockets_voided', '[]')) v) m
      where not exists (select from dockets d where d.mediation_id = m.id and (d.voided_at is not null) = m.gone
        and m.k @> ${DOCKET})
      union all select d.file_id from dockets d left join mediations m on m.id = d.mediation_id and m.file_id = d.file_id
      where case when d.voided_at is null then m.facts->'docket' else m.facts->'dockets_voided' end @> case when d.voided_at is null
        then ${DOCKET} else jsonb_build_array(${DOCKET}) end is not true`,
  },
  {
    invariant: 'I3',
    says: '案件登记簿缺号，或者编过的号不止这些',
    sql: `select d.file_id from dockets d join docket_books b on b.committee = d.committee and b.year = d.year
      where d.n > 1 and not exists (select from dockets p where p.committee = d.committee and p.year = d.year and p.n = d.n - 1)
        or d.n > b.last
        or d.n < b.last and not exists (select from dockets p where p.committee = d.committee and p.year = d.year and p.n = d.n + 1)`,
  },
  {
    invariant: 'I3',
    says: '卷号的年份和编号那天对不上',
    sql: `select d.file_id from dockets d where extract(year from d.given_at at time zone 'Asia/Shanghai') <> d.year`,
  },
  {
    invariant: 'I4',
    says: '有一条记录没有写明是谁、以什么身份办的',
    sql: `select file_id from events where coalesce(actor->>'kind', '') = '' or coalesce(actor->>'hat', '') = ''
      or actor->>'kind' = 'staff' and (actor->>'role' is null or actor->>'unit_id' is null or actor->>'person_id' is null)
      or actor->>'kind' = 'party' and actor->>'party_id' is null`,
  },
  {
    invariant: 'I7',
    says: '已经办结，却还有没结束的调解、没签完的协议、没做的回访或者没有结果的转介',
    sql: `select file_id from disputes d where status in ${ENDED} and (
      exists (select from mediations m where m.file_id = d.file_id and m.status in ('seeking_consent', ${LIVE.slice(1)})
      or exists (select from agreements a where a.file_id = d.file_id and a.status in ('drafting', 'signing'))
      or exists (select from visits v where v.file_id = d.file_id and v.status = 'due')
      or exists (select from referrals r where r.file_id = d.file_id and r.status in ('sent', 'taken', 'decided')))`,
  },
  {
    invariant: 'I8',
    says: '同时有两个主办',
    sql: `select file_id from tasks where coalesce(facts->>'assists', 'false') <> 'true'
      and status not in ('resolved', 'unresolved', 'diverted', 'returned') group by file_id having count(*) > 1`,
  },
  {
    invariant: 'I9',
    says: '并入的那一件不在、自己也被并走了，或者不认得并进来的这一件',
    // What was altered need not be an identifier.
    sql: `select d.file_id from disputes d left join disputes master on master.file_id = case
        when d.facts->'merged_into'->>'file_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (d.facts->'merged_into'->>'file_id')::uuid end
      where d.status = 'merged' and (master.id is null or master.status = 'merged'
        or not coalesce(master.facts->'merged_here', '[]') @> jsonb_build_array(jsonb_build_object('file_id', d.file_id)))`,
  },
  {
    invariant: 'I10',
    says: '有人没有同意（或者已经退出），调解却在进行',
    sql: `select m.file_id from mediations m cross join ${partiesOf('m')} left join parties p on p.file_id = m.file_id and p.id::text = party
      where m.status in ${LIVE} and (m.facts->'consents'->party->>'answer' is distinct from 'agreed' or p.id is null or p.status = 'left')`,
  },
  {
    invariant: 'I11',
    says: '拒绝、退出、终止或者撤回，却没有告知其他途径的文书',
    sql: `select e.file_id from events e where e.step in ('refuse', 'withdraw', 'take_back_filing', 'step_back', 'leave_unresolved', 'refuse_mediation',
        'cannot_reach', 'decline_mediation', 'leave', 'end_mediation')
      and not exists (select from papers p where p.file_id = e.file_id and p.event_seq = e.seq
        and p.content @> '{"blocks": [{"kind": "wording", "piece": "other_routes"}]}')`,
  },
  {
    invariant: 'I12',
    says: '调解员看不到自己正在调解的案卷',
    sql: `select m.file_id from mediations m, jsonb_array_elements(m.facts->'mediators') as mediator where m.status in ${LIVE}
      and not exists (select from involvements i where i.file_id = m.file_id and i.as_what = 'mediating'
        and i.until is null and i.person_id::text = mediator->>'person_id')`,
  },
  {
    invariant: 'I13',
    says: '当事人在调解自己的纠纷',
    sql: `select m.file_id from mediations m, ${partiesOf('m')}, jsonb_array_elements(m.facts->'mediators') as mediator, parties p
      where m.status in ${LIVE} and p.id::text = party and p.name = mediator->>'name'`,
  },
  {
    invariant: 'I14',
    says: '协议已经生效，却缺当事人的签字、调解员的签名或者印章',
    sql: `select a.file_id from agreements a where a.status = 'in_effect' and a.facts->>'form' = 'written' and (
      exists (select from ${partiesOf('a')} where not a.facts->'signatures' @> jsonb_build_array(jsonb_build_object('who', jsonb_build_object('party', party))))
      or not exists (select from jsonb_array_elements(a.facts->'signatures') as signature where signature->'who' ? 'person')
      or coalesce(jsonb_typeof(a.facts->'sealed'), 'null') <> 'object')`,
  },
  {
    invariant: 'I15',
    says: '起草中的协议上已经有签字，或者有人签了两次',
    sql: `select a.file_id from agreements a where a.status = 'drafting' and jsonb_array_length(a.facts->'signatures') > 0
      or exists (select from jsonb_array_elements(a.facts->'signatures') as signature group by signature->'who' having count(*) > 1)`,
  },
  {
    invariant: 'I17',
    says: '婚姻、收养、继承的协议在屏幕上签了字',
    sql: `select a.file_id from agreements a join disputes d on d.file_id = a.file_id
      where (a.facts->>'identity_relation' = 'true' or d.dispute_type = 'M01')
      and exists (select from jsonb_array_elements(a.facts->'signatures') as signature
        where signature->'who' ? 'party' and signature->>'how' = 'on_screen')`,
  },
  {
    invariant: 'I20',
    says: '同一件事上同时计着两个一样的时限',
    // Conferences may lay several things on one unit; several parties may each ask for another mediator.
    sql: `select file_id from clocks where state in ('running', 'paused') and rule not in ('R-24', 'R-14')
      group by file_id, part_id, rule having count(*) > 1`,
  },
  {
    invariant: 'I20',
    says: '该做的回访没有时限在计',
    sql: `select v.file_id from visits v where v.status = 'due' and not exists (select from clocks c
      where c.file_id = v.file_id and c.part_id = v.id and c.state = 'running')`,
  },
  {
    invariant: 'I20',
    says: '转介出去还没有结果的，没有时限在计',
    sql: `select r.file_id from referrals r where r.status in ('sent', 'taken', 'decided') and not exists (select from clocks c
      where c.file_id = r.file_id and c.part_id = r.id and c.state = 'running')`,
  },
  {
    invariant: 'I7',
    says: '已经办结，却还有没了结的督办或者没解除的包案',
    sql: `select d.file_id from disputes d where d.status in ${ENDED} and (
      exists (select from supervisions s where s.file_id = d.file_id and s.status in ('asked', 'answered'))
      or exists (select from packages k where k.file_id = d.file_id and k.status = 'going_on'))`,
  },
  {
    invariant: 'I20',
    says: '督办没有了结，却没有时限在计',
    sql: `select s.file_id from supervisions s where s.status in ('asked', 'answered') and not exists (select from clocks c
      where c.file_id = s.file_id and c.part_id = s.id and c.state = 'running')`,
  },
  {
    invariant: 'I31',
    says: '包案的牵头单位在包案结束以后还看得到，或者还没结束就看不到',
    sql: `select k.file_id from packages k left join involvements i on i.file_id = k.file_id and i.id::text = k.facts->>'involvement'
      where i.id is null or i.as_what <> 'consulted' or (k.status = 'going_on') <> (i.until is null)`,
  },
  {
    invariant: 'I31',
    says: '接收转介的单位在转介结束以后还看得到，或者还没结束就看不到',
    sql: `select r.file_id from referrals r left join involvements i on i.file_id = r.file_id and i.id::text = r.facts->>'involvement'
      where r.facts->>'involvement' is not null
      and (i.id is null or i.as_what <> 'referred_to' or (r.status in ('sent', 'taken', 'decided')) <> (i.until is null))`,
  },
  {
    invariant: 'I22',
    says: '时限的起算早于或晚于引起它的记录所能说明的',
    sql: `select c.file_id from clocks c left join events e on e.file_id = c.file_id and e.seq = c.start_event where e.seq is null
      or c.started_on > ((e.recorded_at at time zone 'Asia/Shanghai')::date)`,
  },
  {
    invariant: 'I23',
    says: '同一天的提醒发了两次',
    sql: `select o.file_id from obligations o where (select count(*) <> count(distinct day) from
      jsonb_array_elements(coalesce(o.facts->'reminded', '[]')) as day)`,
  },
  {
    invariant: 'I25',
    says: '登记为已经付清，却不知道付了多少，或者没有写明是谁说的',
    sql: `select o.file_id from obligations o where o.status in ('performed', 'waived') and (o.facts->'settled'->>'by' is null
      or o.status = 'performed' and o.facts->>'nature' = 'pay' and o.facts->>'amount' is null)`,
  },
]

/** One question about one file ($1): the sentences of all laws it breaks. */
export const BROKEN_LAWS = `select distinct says from (${LAWS.map(
  ({ says, invariant, sql }) => `select file_id, '${says}（${invariant}）'::text as says from (${sql}) law`,
).join(' union all ')}) broken where file_id = $1`
