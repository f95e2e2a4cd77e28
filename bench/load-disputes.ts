import { createHash } from 'node:crypto'
import pg from 'pg'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { fieldCrypto, searchHash } from '#server/crypto/fields.ts'
import { loadKeys } from '#server/crypto/keys.ts'
import { wordsOf } from '#server/intake/write.ts'

/** Numbers in an order that looks like chance and is the same each time: a bench is compared with the one before. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let it = Math.imul(state ^ (state >>> 15), 1 | state)
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it
    return ((it ^ (it >>> 14)) >>> 0) / 4294967296
  }
}

const SURNAMES = [
  ...'苗邢谷田乔丁程顾江傅毛宁白柳石秦罗梁宋郑谢韩唐冯于董萧曹袁邓许曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪任姜范方姚谭廖邹熊金陆郝孔崔康邱侯史顾龚邵孟龙万段雷钱汤尹黎易常武贺赖龚文',
]
const GIVEN = [
  ...'秀禾大山小满有余慈木兰河安澜清映月青远志若雪春生福来桂花水根土生银凤翠玉金宝长顺德厚国栋家旺永强建军海燕晓东',
]
const WHO = [
  '隔壁邻居',
  '前面一家',
  '施工队',
  '开饭店的',
  '房东',
  '合伙人',
  '大儿子',
  '包工头',
  '物业公司',
  '养鱼的',
  '卖化肥的',
  '货车司机',
]
const WHAT = [
  '砌墙占了两家中间的水沟',
  '把公用的路堵了半边',
  '欠了三个月工资没有给',
  '装修把楼下的天花板弄漏了',
  '借走两万四千元一直不还',
  '把地界上的树砍了',
  '养的狗咬了孩子',
  '抽水机半夜开着吵得睡不着',
  '承包的鱼塘到期不退',
  '在巷口撞坏了我的三轮车',
  '把麦地里的田埂挖掉了一米',
  '说好一起养老人又不出钱',
  '退押金时扣了一半',
  '卖的种子没有出苗',
  '分山林的时候少量了半亩',
  '排烟口对着我家窗户',
  '把电线拉过我家房顶',
  '浇地的水不让过',
  '拆了共用的山墙',
  '卖的牛有病',
  '借了拖拉机不还',
  '坟地占了菜园',
  '退房以后不给开证明',
  '彩礼不肯退',
  '打架把牙打掉了',
  '倒垃圾倒在我家门口',
  '误工费不认账',
  '把祖屋的一半卖了',
  '加工的衣服不合格',
  '半夜唱歌跳舞',
  '栽的竹子钻进院子',
  '医药费只给了一半',
]
const WHEN = ['去年秋收以后', '今年三月里', '下雨那几天', '过年前', '上个月', '麦收的时候', '前天晚上', '大前年']
const THEN = [
  '说了几次都不听',
  '两家吵了一架，差点动手',
  '找过组长，没有说成',
  '打电话也不接',
  '他说这是他家的',
  '当时有好几个人在场看见',
  '我拍了照片',
  '老人气得住了院',
  '村里量过一次，他不认',
  '现在连话也不说了',
]
const WISH = [
  '把水沟让出来。',
  '把钱还给我。',
  '恢复原来的样子。',
  '赔我的损失。',
  '还不知道',
  '请村里来量一量，说句公道话。',
]
const WHERE = ['老槐树往东第二家', '村口小卖部后面', '三组晒谷场', '桥头', '镇上农贸市场 12 号', '四单元 302', '水库边']

/** Words of two characters nobody else uses, as people's own stories are full of them: what tells two stories apart. */
const CHARS = [
  ...'天地人你我他日月水火山石田土木禾米竹丝虫贝见言足走车辛里金门雨青风食首马鱼鸟麦鼓龙上下左右前后东西南北春夏秋冬大小多少高低长短新旧红白黑黄家户村路桥河井墙门窗柜床灯锅碗瓢盆笔墨纸书',
]
const ownWords = (chance: () => number, many: number): string =>
  Array.from({ length: many }, () => `${pick(CHARS, chance())}${pick(CHARS, chance())}`).join('')

type Unit = { id: number; place: number }
type Kind = { stage: string; status: string; task: string | null; share: number; clock: string | null }
/** How a county's year stands: most are over, a third waits for somebody. */
const KINDS: readonly Kind[] = [
  { stage: 'closed', status: 'closed', task: 'resolved', share: 0.62, clock: null },
  { stage: 'withdrawn', status: 'withdrawn', task: 'unresolved', share: 0.06, clock: null },
  { stage: 'not_accepted', status: 'not_accepted', task: null, share: 0.03, clock: null },
  { stage: 'in_handling', status: 'open', task: 'in_handling', share: 0.18, clock: 'T-85' },
  { stage: 'settled', status: 'open', task: 'resolved', share: 0.05, clock: 'T-85' },
  { stage: 'registered', status: 'registered', task: null, share: 0.06, clock: 'T-06' },
]

/** What has become of a dispute: of old ones fewer are still open. */
function kindAt(by: number, open: number): Kind {
  const weights = KINDS.map((it) => it.share * (it.clock === null ? 1 : open))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let left = by * all
  const found = KINDS.find((_, at) => {
    left -= weights[at] ?? 0
    return left < 0
  })
  return found ?? (KINDS[0] as Kind)
}

const uuidOf = (part: number, n: number): string =>
  `0199${part.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const benchName = (n: number): string =>
  `${SURNAMES[n % SURNAMES.length]}${GIVEN[Math.floor(n / 7) % GIVEN.length]}${GIVEN[Math.floor(n / 331) % GIVEN.length]}`
export const benchPhone = (n: number): string => `1000${String(n).padStart(7, '0')}`
export const benchShortCode = (n: number): string => {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  let left = n
  let code = ''
  for (let at = 0; at < 6; at += 1) {
    code = letters[left % letters.length] + code
    left = Math.floor(left / letters.length)
  }
  return `ZZ${code.slice(0, 2)}-${code.slice(2)}`
}
const pick = <T>(list: readonly T[], by: number): T => list[Math.floor(by * list.length)] as T

/** The judge whose desk of booked meetings is measured. */
export const BENCH_JUDGE = 'pei.siqi'

const AT_ONCE = 2_000
const DAY_MS = 86_400_000

/**
 * Rows of the tables of a case, in the shape the door leaves them, from a list of staged ones. Tables of later parts
 * (agreements, obligations, visits) get their line here.
 */
const SPREAD = `
create temp table staged (n int, id uuid, dispute uuid, party uuid, reach uuid, task uuid, code text, short_code text, place bigint, unit bigint,
  received timestamptz, moved timestamptz, day date, kind text, status text, task_status text, clock text, due date, name text,
  sealed text, hash bytea, other_side text, where_text text, what text, wish text, tokens tsvector, minhash int[]);
`
const INSERTS = [
  `insert into files (id, kind, code, short_code, place_code, responsible_unit, received_at, head_seq, head_hash, stage, moved_at, moved_by, ledger, colour, dispute_type)
   select id, 'dispute', code, short_code, place, unit, received, case when task_status is null then 1 else 3 end, sha256(code::bytea), kind, moved, case when kind = 'withdrawn' then 'party' when task_status is null and n % 3 = 0 then 'anyone' else 'staff' end,
     case kind when 'closed' then case n % 4 when 0 then 'settled' else 'struck_off' end when 'in_handling' then 'resolving' when 'settled' then 'settled'
       when 'registered' then 'new' else 'gone' end,
     case when kind = 'in_handling' and n % 40 = 0 then (array['blue', 'yellow', 'orange', 'red'])[1 + n / 40 % 4] end,
     (array['M02', 'M03', 'M04', 'M06', 'M10a', 'M13'])[1 + n % 6] from staged`,
  `insert into involvements (id, file_id, unit_id, as_what) select gen_random_uuid(), id, unit, 'responsible' from staged`,
  `insert into disputes (id, file_id, status, version, channel, other_side, where_text, what_happened, wish, dispute_type, facts)
   select dispute, id, status, 1, 'CH04', other_side, where_text, what, wish, (array['M02', 'M03', 'M04', 'M06', 'M10a', 'M13'])[1 + n % 6], '{}' from staged`,
  `insert into dispute_words select id, tokens, minhash from staged`,
  `insert into sealed_values select reach, id, 'reach', sealed, hash from staged`,
  `insert into parties (id, file_id, status, version, side, name, reach_id) select party, id, 'present', 1, 'applicant', name, reach from staged`,
  // Of every tenth somebody was booked for a meeting; of every fourth of these a judge who has a desk. What is open still lies ahead, beyond the days
  // a mediator's desk shows.
  `insert into mediations (id, file_id, status, version, facts)
   select gen_random_uuid(), id, case kind when 'closed' then 'agreed' else 'notified' end, 1, jsonb_build_object('task_id', task, 'unit_id', unit,
     'kind', 'peoples', 'in_name_of', '人民调解委员会', 'matter', wish, 'parties', jsonb_build_array(party),
     'consents', jsonb_build_object(party::text, jsonb_build_object('answer', 'agreed', 'how', 'spoken', 'at', null, 'note', '')),
     'attempts', '[]'::jsonb, 'invitations', '{}'::jsonb, 'mediators', jsonb_build_array(jsonb_build_object('person_id', task, 'name', '甲')),
     'slots', '[]'::jsonb, 'sessions', '[]'::jsonb, 'booked', jsonb_build_array(jsonb_build_object('person_id', guest, 'at', at)),
     'meeting', jsonb_build_object('at', at, 'place', where_text, 'mode', 'joint', 'minutes', 60, 'room', null, 'bring', '', 'told_on', day,
       'guests', jsonb_build_array(jsonb_build_object('name', '乙', 'as_what', 'judge', 'person_id', guest, 'unit_name', '人民法院'))))
   from staged cross join lateral (select
     case when n % 40 = 0 then (select p.id from people p where p.sign_in_name = '${BENCH_JUDGE}') else overlay(overlay(md5((n % 900)::text) placing '4' from 13) placing '8' from 17)::uuid end as guest,
     to_char((case kind when 'closed' then moved else now() + (20 + n % 200) * interval '1 day' end) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
   ) booked where n % 10 = 0 and kind in ('closed', 'in_handling')`,
  `insert into tasks select task, id, task_status, 1, unit, jsonb_build_object() from staged where task_status is not null`,
  `insert into clocks (id, file_id, part, part_id, rule, rule_version, calendar_version, owes_kind, owes_unit, act, start_event, started_on, due_on, state, paused_days, settled_event)
   select gen_random_uuid(), id, 'dispute', dispute, 'T-06', 1, 'bench', 'unit', unit, 'accept_here', 1, day, day + 5, case when clock = 'T-06' then 'running' else 'met' end, 0, case when clock = 'T-06' then null else 2 end from staged`,
  `insert into clocks (id, file_id, part, part_id, rule, rule_version, calendar_version, owes_kind, owes_unit, act, start_event, started_on, due_on, state, paused_days)
   select gen_random_uuid(), id, 'task', task, 'T-85', 1, 'bench', 'unit', unit, 'resolve_task', 2, day, due, 'running', 0 from staged where clock = 'T-85'`,
  `insert into events (file_id, seq, id, step, part, part_id, actor, input, consequences, occurred_at, recorded_at, test_time, algorithm, prev_hash, hash)
   select id, seq, gen_random_uuid(), step, 'dispute', dispute,
     case when seq = 1 then '{"kind":"anyone","hat":"anyone"}' else '{"kind":"staff","hat":"clerk","name":"甲","unit_name":"综治中心","role":"town_intake"}' end::jsonb,
     '{}', jsonb_build_array(jsonb_build_object('kind', 'change_facts', 'text', what)), received + seq * interval '1 hour', received + seq * interval '1 hour', false, 'sha256', sha256(code::bytea), sha256(code::bytea)
   from staged, (values (1, 'register'), (2, 'accept_here'), (3, 'close')) v (seq, step) where seq = 1 or task_status is not null`,
  `insert into papers select gen_random_uuid(), id, 1, 'D-02r',
     jsonb_build_object('title', '收件回执', 'to', name, 'blocks', jsonb_build_array(jsonb_build_object('kind', 'field', 'label', '编号', 'text', short_code), jsonb_build_object('kind', 'paragraph', 'text', wish))), received, false from staged`,
  `insert into effects (id, file_id, event_seq, kind, to_party, wording, state, attempts, due_at, settled_at)
   select gen_random_uuid(), id, 2, 'text_message', party, '您的请求已经受理。', 'no_channel', 1, received, received from staged where task_status is not null`,
]

/** What a bench says of a dispute itself, instead of what is made up here. `in_first_town`: filed at the town of the first unit. */
export type Telling = { what_happened?: string; other_side?: string; received_at?: string; in_first_town?: boolean }

/**
 * Loads disputes as the owner, past the door: what is measured is the reading of many, not the writing. Names, phones, words and
 * signatures are made as the product makes them, so that they are found as in life. Most lie in few places.
 * @returns how many seconds it took
 */
export async function loadDisputes(of: {
  ownerUrl: string
  dataDir: string
  many: number
  now: string
  tells?: (n: number) => Telling
}): Promise<number> {
  const began = performance.now()
  const keys = loadKeys(of.dataDir)
  const fields = fieldCrypto(keys, 'aes')
  const chance = numbers(20261122)
  const client = new pg.Client({ connectionString: of.ownerUrl })
  await client.connect()
  // The owner is bound by forced policies like everybody; for the loading they are not forced.
  await forced(client, false)
  await client.query('set synchronous_commit = off')
  const units = await unitsByPlace(client)
  const firstTown = units.find((it) => it.place % 1_000_000 === 0 && it.place % 1_000_000_000 !== 0) as Unit
  await client.query(SPREAD)
  // Indexes of words are made faster at the end than entry by entry.
  const indexes = await client.query<{ name: string; made: string }>(
    "select indexname as name, indexdef as made from pg_indexes where tablename = 'dispute_words' and indexdef like '% gin %'",
  )
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
  for (let from = 0; from < of.many; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, of.many - from) }, (_, at) => stagedRow(from + at))
    await client.query(`insert into staged select * from jsonb_populate_recordset(null::staged, $1::jsonb)`, [
      JSON.stringify(rows),
    ])
    for (const insert of INSERTS) await client.query(insert)
    await client.query('truncate staged')
  }
  for (const { made } of indexes.rows) await client.query(made)
  await forced(client, true)
  await client.query('vacuum analyze')
  await client.end()
  return (performance.now() - began) / 1000

  function stagedRow(n: number): Record<string, unknown> {
    const told = of.tells?.(n) ?? {}
    // Zipf-like: the first places have hundreds of times what the last have.
    const drawn = units[Math.floor(units.length * chance() ** 3)] as Unit
    const unit = told.in_first_town ? firstTown : drawn
    const ago = Math.floor(chance() * 365)
    const kind = kindAt(chance(), ago < 45 ? 1 : 0.15)
    const made = new Date(Date.parse(of.now) - ago * DAY_MS - Math.floor(chance() * DAY_MS)).toISOString()
    const received = told.received_at ?? made
    const day = dayIn(received)
    const name = benchName(Math.floor(chance() ** 2 * 60_000))
    const madeUp = `${pick(WHEN, chance())}，${pick(WHO, chance())}${pick(WHAT, chance())}，${pick(THEN, chance())}。${pick(WHEN, chance())}又${pick(WHAT, chance())}，${pick(THEN, chance())}，${pick(THEN, chance())}。东西值${Math.floor(chance() * 90_000)}元。${ownWords(chance, 12)}，${ownWords(chance, 10)}。${ownWords(chance, 14)}。`
    const what = told.what_happened ?? madeUp
    const somebody = `${pick(WHO, chance())}，姓${pick(SURNAMES, chance())}`
    const facts = {
      what_happened: what,
      other_side: told.other_side ?? somebody,
      where_text: pick(WHERE, chance()),
      wish: pick(WISH, chance()),
    }
    const reach = uuidOf(3, n)
    const { tokens, minhash } = wordsOf(facts)
    return {
      n,
      id: uuidOf(0, n),
      dispute: uuidOf(1, n),
      party: uuidOf(2, n),
      reach,
      task: uuidOf(4, n),
      code: `B${createHash('sha256').update(String(n)).digest('hex').slice(0, 24)}`,
      short_code: benchShortCode(n),
      place: unit.place,
      unit: unit.id,
      received,
      moved: new Date(Math.min(Date.parse(of.now), Date.parse(received) + chance() * 20 * DAY_MS)).toISOString(),
      day,
      kind: kind.stage,
      status: kind.status,
      task_status: kind.task,
      clock: kind.clock,
      due: addDays(day, 30 + Math.floor(chance() * 30)),
      name,
      sealed: fields.seal(benchPhone(n), `sealed_values|reach|${reach}`),
      hash: `\\x${searchHash(keys, 'reach', benchPhone(n)).toString('hex')}`,
      other_side: facts.other_side,
      where_text: facts.where_text,
      what,
      wish: facts.wish,
      tokens,
      minhash: `{${minhash.join(',')}}`,
    }
  }
}

const CASE_TABLES = [
  'files',
  'involvements',
  'disputes',
  'dispute_words',
  'sealed_values',
  'parties',
  'mediations',
  'tasks',
  'clocks',
  'events',
  'papers',
  'effects',
]

async function forced(client: pg.Client, force: boolean): Promise<void> {
  for (const table of CASE_TABLES)
    await client.query(`alter table ${table} ${force ? '' : 'no'} force row level security`)
}

/** Units that take requests, those of the demo's front page first: theirs are the desks that are measured. */
async function unitsByPlace(client: pg.Client): Promise<Unit[]> {
  const { rows } = await client.query<{ id: string; place: string }>(
    `select u.id, u.place_code as place from units u where u.takes_requests and u.until is null
     order by exists (select from posts o join people p on p.id = o.person_id where o.unit_id = u.id and p.sign_in_name = any ($1)) desc,
       u.place_code % 1000000 = 0 desc, u.id`,
    [['tian.youyu', 'qiao.mulan', 'ding.xiaohe', 'gu.nianci']],
  )
  return rows.map((row) => ({ id: Number(row.id), place: Number(row.place) }))
}
