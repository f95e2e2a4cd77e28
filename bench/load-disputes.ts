import { createHash } from 'node:crypto'
import pg from 'pg'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { copyIn } from '#server/backup/copy.ts'
import { takeAwayIndexes } from '#server/backup/schema.ts'
import { fieldCrypto, searchHash } from '#server/crypto/fields.ts'
import { loadKeys } from '#server/crypto/keys.ts'
import { wordsOf } from '#server/intake/write.ts'
import { FIRMS, GIVEN, madeUpStory, numbers, pick, SURNAMES, WHERE, WHO, WISH } from './made-up.ts'

type Unit = { id: number; place: number; centre: number; people: { person: string; post: string }[] }
type Kind = {
  stage: string
  status: string
  task: string | null
  share: number
  clock: string | null
  life: [number, number]
}
/** How a county's year stands, and between how many events each has had: most are over, a third waits for somebody. */
const KINDS: readonly Kind[] = [
  { stage: 'closed', status: 'closed', task: 'resolved', share: 0.62, clock: null, life: [9, 15] },
  { stage: 'withdrawn', status: 'withdrawn', task: 'unresolved', share: 0.06, clock: null, life: [4, 8] },
  { stage: 'not_accepted', status: 'not_accepted', task: null, share: 0.03, clock: null, life: [2, 3] },
  { stage: 'in_handling', status: 'open', task: 'in_handling', share: 0.18, clock: 'T-85', life: [4, 10] },
  { stage: 'settled', status: 'open', task: 'resolved', share: 0.05, clock: 'T-85', life: [8, 13] },
  { stage: 'registered', status: 'registered', task: null, share: 0.06, clock: 'T-06', life: [1, 2] },
]
/** What people quarrel about, the most frequent first; each next comes up as often as one over its rank. */
const TYPES = [
  'M02',
  'M01',
  'M04',
  'M06',
  'M15',
  'M03',
  'M16',
  'M10a',
  'M13',
  'M07',
  'M10b',
  'M05',
  'M14',
  'M09',
  'M08',
  'M99',
]
/** Of a hundred disputes of an even year how many come in each month: wages before the New Year, water and walls in summer. */
const MONTHS = [11.2, 8.1, 7.0, 7.4, 8.0, 9.1, 9.6, 9.0, 8.2, 7.2, 7.1, 8.1]
/** What a weekend has of a working day. */
const WEEKEND = 0.3
const WAGES = 'M10a'

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

/** One of a list by Zipf: the nth as often as one over n. */
const byRank = <T>(list: readonly T[], by: number): T => list[Math.floor(list.length ** by) - 1] ?? (list[0] as T)

/** An identifier as the product makes them (UUID v7): rows made together lie together. `part` tells the tables apart. */
const timeOf = (at: number): string => at.toString(16).padStart(12, '0')
const uuidOf = (part: number, at: number, n: number): string => {
  const time = timeOf(at)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${part.toString(16).padStart(3, '0')}-8000-${n.toString(16).padStart(12, '0')}`
}
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

/** The judge whose desk of booked meetings is measured. */
export const BENCH_JUDGE = 'pei.siqi'
/** How many bookings are hers at most, however many disputes there are. */
const HERS = 2_500

const AT_ONCE = 5_000
const DAY_MS = 86_400_000
/** From so many on the indexes are made at the end: as many as the test at scale loads, so that what is measured is loaded as what is tested. */
const MANY = 8_000
/** So many stories are told in words of their own; beyond that the words of one come again in others. */
const STORIES = 30_000
/** The names of people are drawn from so many, the first of them most. */
const PEOPLE = 60_000

const COLUMNS = [
  ...[
    'n int',
    'made text',
    'id uuid',
    'dispute uuid',
    'party uuid',
    'other uuid',
    'reach uuid',
    'task uuid',
    'code text',
    'short_code text',
  ],
  ...[
    'place bigint',
    'unit bigint',
    'centre bigint',
    'who uuid',
    'post uuid',
    'received timestamptz',
    'moved timestamptz',
  ],
  ...[
    'day date',
    'kind text',
    'status text',
    'task_status text',
    'clock text',
    'due date',
    'life int',
    'type text',
    'name text',
  ],
  ...[
    'other_name text',
    'firm boolean',
    'sealed text',
    'hash bytea',
    'other_side text',
    'where_text text',
    'what text',
    'wish text',
  ],
  ...['meeting text', 'guest uuid', 'tokens tsvector', 'minhash int[]'],
]
const STAGED = `create temp table staged (${COLUMNS.join(', ')});
create function pg_temp.of(part int, made text, n int) returns uuid language sql immutable as $$
  select (made || '7' || lpad(to_hex(part), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$`

/** When a clock is looked at next for a warning: the first day of a level that lies ahead. */
const lookAt = (due: string): string =>
  `(select min(d) from unnest(array[${due} - (${due} - day) / 2, ${due} - (${due} - day) / 5, ${due} + 1]) d where d > $today)::timestamp at time zone 'Asia/Shanghai'`

/**
 * Rows of the tables of a case, in the shape the door leaves them, from a list of staged ones. Tables of later parts get their line here;
 * obligations have none yet.
 */
const INSERTS = [
  `insert into files (id, kind, code, short_code, place_code, responsible_unit, received_at, head_seq, head_hash, stage, moved_at, moved_by, owed_on, late_on, meets_at, ledger, colour, dispute_type)
   select id, 'dispute', code, short_code, place, unit, received, life, sha256(code::bytea), kind, moved, case when kind = 'withdrawn' then 'party' when task_status is null and n % 3 = 0 then 'anyone' else 'staff' end,
     case clock when 'T-06' then day + 5 when 'T-85' then due end,
     case clock when 'T-06' then day + 5 when 'T-85' then due end, case when kind = 'in_handling' then meeting::timestamptz end, case kind when 'closed' then case n % 4 when 0 then 'settled' else 'struck_off' end when 'in_handling' then 'resolving' when 'settled' then 'settled'
       when 'registered' then 'new' else 'gone' end,
     case when kind = 'in_handling' and n % 40 = 0 then (array['blue', 'yellow', 'orange', 'red'])[1 + n / 40 % 4] end, type from staged`,
  `insert into involvements (id, file_id, unit_id, as_what, received_at) select pg_temp.of(8, made, n), id, unit, 'responsible', received from staged`,
  `insert into involvements (id, file_id, person_id, as_what, until, received_at) select pg_temp.of(9, made, n), id, who, 'mediating', case when kind <> 'in_handling' then moved::date end, received from staged where meeting is not null and who is not null`,
  // A unit that also handles what it is responsible for is in it twice, as in life.
  `insert into involvements (id, file_id, unit_id, as_what, until, received_at) select pg_temp.of(15, made, n), id, unit, 'handling', case when kind <> 'in_handling' then moved::date end, received
   from staged where task_status is not null and n % 2 = 0`,
  `insert into disputes (id, file_id, status, version, channel, other_side, where_text, what_happened, wish, dispute_type, facts)
   select dispute, id, status, 1, 'CH04', other_side, where_text, what, wish, type, '{}' from staged`,
  `insert into dispute_words select id, tokens, minhash from staged`,
  `insert into sealed_values select reach, id, 'reach', sealed, hash from staged`,
  `insert into parties (id, file_id, status, version, side, name, reach_id) select party, id, 'present', 1, 'applicant', name, reach from staged`,
  `insert into parties (id, file_id, status, version, side, name, facts) select other, id, 'present', 1, 'respondent', other_name,
     case when firm then jsonb_build_object('kind', 'organisation', 'is_enterprise', n % 5 = 0) else '{}' end from staged where other is not null`,
  // Of every tenth somebody was booked for a meeting, some by a judge who has a desk.
  `insert into mediations (id, file_id, status, version, facts)
   select pg_temp.of(10, made, n), id, case kind when 'in_handling' then 'notified' else 'agreed' end, 1, jsonb_build_object('task_id', task, 'unit_id', unit,
     'kind', 'peoples', 'in_name_of', '人民调解委员会', 'matter', wish, 'parties', jsonb_build_array(party),
     'consents', jsonb_build_object(party::text, jsonb_build_object('answer', 'agreed', 'how', 'spoken', 'at', null, 'note', '')),
     'attempts', '[]'::jsonb, 'invitations', '{}'::jsonb, 'mediators', jsonb_build_array(jsonb_build_object('person_id', coalesce(who, task), 'name', '甲')),
     'slots', '[]'::jsonb, 'sessions', '[]'::jsonb,
     'meeting', jsonb_build_object('at', meeting, 'place', where_text, 'mode', 'joint', 'minutes', 60, 'room', null, 'bring', '', 'told_on', day,
       'guests', case when guest is null then '[]' else jsonb_build_array(jsonb_build_object('name', '乙', 'as_what', 'judge', 'person_id', guest, 'unit_name', '人民法院')) end))
     || case when guest is null then '{}' else jsonb_build_object('booked', jsonb_build_array(jsonb_build_object('person_id', guest, 'at', meeting))) end
   from staged where meeting is not null`,
  `insert into agreements (id, file_id, status, version, facts)
   select pg_temp.of(11, made, n), id, 'in_effect', 1, jsonb_build_object('mediation_id', pg_temp.of(10, made, n), 'task_id', task, 'unit_id', unit,
     'form', 'written', 'edition', 1, 'parties', jsonb_build_array(party), 'dispute_facts', left(what, 80), 'clauses', '[]'::jsonb, 'undertakings', '[]'::jsonb,
     'outside_facts', '[]'::jsonb, 'warnings', '[]'::jsonb, 'signatures', '[]'::jsonb, 'effective_on', moved::date)
   from staged where meeting is not null and kind <> 'in_handling'`,
  `insert into visits (id, file_id, status, version, facts)
   select pg_temp.of(12, made, n), id, 'done', 1, jsonb_build_object('agreement_id', pg_temp.of(11, made, n), 'unit_id', unit, 'round', 1, 'due_on', moved::date,
     'found', jsonb_build_object('at', to_char(moved at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'how', 'phone', 'visited', jsonb_build_array(party),
       'performance', 'all', 'satisfaction', 'satisfied', 'trouble', false, 'account', '都做到了。'))
   from staged where meeting is not null and kind = 'closed'`,
  `insert into tasks select task, id, task_status, 1, unit, jsonb_build_object() from staged where task_status is not null`,
  `insert into clocks (id, file_id, part, part_id, rule, rule_version, calendar_version, owes_kind, owes_unit, act, start_event, started_on, due_on, state, paused_days, settled_event, look_at, told_head, told_centre)
   select pg_temp.of(13, made, n), id, 'dispute', dispute, 'T-06', 1, 'bench', 'unit', unit, 'accept_here', 1, day, day + 5, case when clock = 'T-06' then 'running' else 'met' end, 0, case when clock = 'T-06' then null else 2 end,
     ${lookAt('day + 5')}, case when clock = 'T-06' and day + 4 <= $today then unit end, case when clock = 'T-06' and day + 5 < $today then centre end from staged`,
  `insert into clocks (id, file_id, part, part_id, rule, rule_version, calendar_version, owes_kind, owes_unit, act, start_event, started_on, due_on, state, paused_days, settled_event, look_at, told_head, told_centre)
   select pg_temp.of(14, made, n), id, 'task', task, 'T-85', 1, 'bench', 'unit', unit, 'resolve_task', 2, day, due, case when clock = 'T-85' then 'running' else 'met' end, 0, case when clock = 'T-85' then null else life end,
     ${lookAt('due')}, case when clock is null and n % 10 = 0 or clock = 'T-85' and due - (due - day) / 5 <= $today then unit end,
     case when clock is null and n % 10 = 0 or clock = 'T-85' and due < $today then centre end
   from staged where task_status is not null`,
  // What was to be told of what runs was told, and of some of what is over: a county that runs has no year of warnings before it.
  `insert into clock_warnings (file_id, clock_id, level, at, to_whom, to_unit)
   select id, pg_temp.of(case clock when 'T-06' then 13 else 14 end, made, n), level, received, whom, case whom when 'centre' then centre else unit end
   from staged cross join lateral (select case clock when 'T-06' then day + 5 else due end as until) d
     cross join (values ('half', 'owes', 50), ('most', 'head', 80), ('over', 'centre', 100)) l (level, whom, share)
   where case when clock is null then task_status is not null and n % 10 = 0 when share = 100 then d.until < $today else d.until - (d.until - day) * (100 - share) / 100 <= $today end`,
  // What all events of a dispute have alike is made once.
  `insert into events (file_id, seq, id, step, part, part_id, actor, input, consequences, occurred_at, recorded_at, test_time, algorithm, prev_hash, hash)
   select id, seq, pg_temp.of(16 + seq, made, n), case when seq = 1 then 'register' when seq = 2 then 'accept_here' when seq = life and kind = 'closed' then 'close' else 'note_progress' end,
     'dispute', dispute, case when seq = 1 then '{"kind":"anyone","hat":"anyone"}' else staff end, case when seq > 2 then said else '{}' end,
     case when seq = 1 then filed else changed end, at, at, false, 'sha256', alike.hash, alike.hash
   from staged cross join lateral (select
       jsonb_build_object('kind', 'staff', 'hat', 'clerk', 'name', '甲', 'person_id', who, 'post_id', post, 'unit_id', unit, 'unit_name', '综治中心', 'role', 'town_intake') as staff,
       jsonb_build_object('on', day, 'text', other_side, 'next', wish) as said,
       jsonb_build_array(jsonb_build_object('kind', 'change_facts', 'text', what)) as filed,
       jsonb_build_array(jsonb_build_object('kind', 'change_facts', 'text', wish)) as changed, sha256(code::bytea) as hash offset 0) alike
     cross join lateral (select seq, received + (moved - received) * (seq - 1) / greatest(life - 1, 1) as at from generate_series(1, life) seq) e`,
  `insert into papers select pg_temp.of(40, made, n), id, 1, 'D-02r',
     jsonb_build_object('title', '收件回执', 'to', name, 'blocks', jsonb_build_array(jsonb_build_object('kind', 'field', 'label', '编号', 'text', short_code), jsonb_build_object('kind', 'paragraph', 'text', wish))), received, false from staged`,
  `insert into effects (id, file_id, event_seq, kind, to_party, wording, state, attempts, due_at, settled_at)
   select pg_temp.of(41, made, n), id, 2, 'text_message', party, '您的请求已经受理。', 'no_channel', 1, received, received from staged where task_status is not null`,
  `insert into looks (id, file_id, person_id, post_id, what, at) select pg_temp.of(42 + nth, made, n), id, who, post, 'page', received + (moved - received) * nth / 2
   from staged, generate_series(0, 2) nth where who is not null and life > 1`,
]

/** What a bench says of a dispute itself, instead of what is made up here. `in_first_town`: filed at the town of the first unit. */
export type Telling = { what_happened?: string; other_side?: string; received_at?: string; in_first_town?: boolean }

type Words = { tokens: string; minhash: string }
const NONE = { what_happened: '', other_side: '', where_text: '', wish: '' }

/** As COPY reads a value. */
const copied = (value: string | number | boolean | null): string =>
  value === null
    ? '\\N'
    : String(value).replaceAll(/[\\\t\n\r]/g, (it) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[it] ?? '\\r')

/** The instants of so many disputes over the days before now, in order: more in some months, few at weekends, by day. */
function instants(of: { many: number; now: string; days: number; chance: () => number }): (n: number) => number {
  const first = Date.parse(`${addDays(dayIn(of.now), -of.days)}T00:00:00+08:00`)
  const sums = [0]
  for (let day = 0; day < of.days; day += 1) {
    const noon = new Date(first + day * DAY_MS + DAY_MS / 2)
    const weight = (MONTHS[noon.getUTCMonth()] ?? 8) * (noon.getUTCDay() % 6 === 0 ? WEEKEND : 1)
    sums.push((sums.at(-1) ?? 0) + weight)
  }
  const all = sums.at(-1) ?? 0
  let day = 0
  return (n) => {
    const at = ((n + of.chance()) / of.many) * all
    while (day < of.days - 1 && (sums[day + 1] ?? 0) <= at) day += 1
    const within = (at - (sums[day] ?? 0)) / ((sums[day + 1] ?? 1) - (sums[day] ?? 0))
    // Between seven in the morning and nine in the evening, in China.
    return Math.floor(first + day * DAY_MS + (7 + 14 * within) * 3_600_000)
  }
}

/** The words of a dispute, those of what comes again kept: cutting a story into pairs takes longer than all else about it. */
function wordBook() {
  const known = new Map<string, string>()
  const small = (field: 'other_side' | 'where_text' | 'wish', text: string): string => {
    const key = `${field} ${text}`
    const tokens = known.get(key) ?? wordsOf({ ...NONE, [field]: text }).tokens
    known.set(key, tokens)
    return tokens
  }
  return (story: Words, facts: { other_side: string; where_text: string; wish: string }): string =>
    `${story.tokens} ${small('other_side', facts.other_side)} ${small('where_text', facts.where_text)} ${small('wish', facts.wish)}`
}

const storyOf = (what: string): Words & { what: string } => {
  const { tokens, minhash } = wordsOf({ ...NONE, what_happened: what })
  return { what, tokens, minhash: `{${minhash.join(',')}}` }
}

/**
 * Loads disputes as the owner, past the door: what is measured is the reading of many, not the writing. Names, phones, words and
 * signatures are made as the product makes them, so that they are found as in life. Most lie in few places, of few types, in some
 * months; some firms come up everywhere; each has about ten events. The same seed makes the same disputes, but for the nonces.
 * Rows are staged by COPY and spread over the tables by the database itself (docs/decisions/0076).
 * @param of.days over how many days before now they came, one year where nothing is said
 * @returns how many seconds it took
 */
export async function loadDisputes(of: {
  ownerUrl: string
  dataDir: string
  many: number
  now: string
  days?: number
  tells?: (n: number) => Telling
}): Promise<number> {
  const began = performance.now()
  const keys = loadKeys(of.dataDir)
  const fields = fieldCrypto(keys, 'aes')
  const chance = numbers(20261122)
  const clients = [0, 1].map(() => new pg.Client({ connectionString: of.ownerUrl }))
  const client = clients[0] as pg.Client
  await Promise.all(clients.map((it) => it.connect()))
  for (const it of clients)
    await it.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '64MB'")
  // The owner is bound by forced policies like everybody; for the loading they are not forced.
  const forced = await forcedTables(client)
  for (const table of forced) await client.query(`alter table ${table} no force row level security`)
  const judge = await judgeOf(client)
  const units = await unitsByPlace(client)
  const firstTown = units.find((it) => it.place % 1_000_000 === 0 && it.place % 1_000_000_000 !== 0) as Unit
  await client.query(STAGED)
  const putBack = of.many >= MANY ? await takeAwayIndexes(client) : []
  const inserts = INSERTS.map((it) => it.replaceAll('$today', `'${dayIn(of.now)}'::date`)).join(';\n')
  const receivedAt = instants({ many: of.many, now: of.now, days: of.days ?? 365, chance })
  const words = wordBook()
  const stories: ReturnType<typeof storyOf>[] = []
  let spreading: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < of.many; from += AT_ONCE) {
    // Made while the database spreads those before.
    const lines = Array.from({ length: Math.min(AT_ONCE, of.many - from) }, (_, at) => stagedLine(from + at))
    await spreading
    await copyIn(client, 'copy staged from stdin', Buffer.from(lines.join('')))
    spreading = client.query(`begin; analyze staged (n); ${inserts}; truncate staged; commit`)
    spreading.catch(() => {})
    // Its answer is heard between the lines of the next.
    await new Promise((done) => setImmediate(done))
  }
  await spreading
  await restore(clients, putBack)
  for (const table of forced) await client.query(`alter table ${table} force row level security`)
  await client.query('drop table staged')
  await client.query('vacuum analyze')
  await Promise.all(clients.map((it) => it.end()))
  return (performance.now() - began) / 1000

  function stagedLine(n: number): string {
    const told = of.tells?.(n) ?? {}
    // Zipf-like: the first places have hundreds of times what the last have.
    const drawn = units[Math.floor(units.length * chance() ** 3)] as Unit
    const unit = told.in_first_town ? firstTown : drawn
    const who = unit.people[n % unit.people.length]
    const at = told.received_at ? Date.parse(told.received_at) : receivedAt(n)
    const received = new Date(at).toISOString()
    const kind = kindAt(chance(), Date.parse(of.now) - at < 45 * DAY_MS ? 1 : 0.15)
    const day = dayIn(received)
    const month = Number(day.slice(5, 7))
    // Before the New Year wages come up more often than in the rest of the year.
    const type = [12, 1].includes(month) && chance() < 0.2 ? WAGES : byRank(TYPES, chance())
    const againstFirm = chance() < 0.25
    const firm = byRank(FIRMS, chance())
    const otherName = benchName(Math.floor(chance() ** 2 * PEOPLE))
    const named = chance() < 0.6
    const facts = {
      other_side: told.other_side ?? (againstFirm ? firm : `${pick(WHO, chance())}，姓${pick(SURNAMES, chance())}`),
      where_text: pick(WHERE, chance()),
      wish: pick(WISH, chance()),
    }
    const story = told.what_happened === undefined ? nextStory() : storyOf(told.what_happened)
    const mediated = n % 10 < 3 && ['closed', 'settled', 'in_handling'].includes(kind.stage)
    const moved = Math.min(Date.parse(of.now), at + chance() * 20 * DAY_MS)
    const meeting = kind.stage === 'in_handling' ? Date.parse(of.now) + (1 + chance() * 29) * DAY_MS : moved
    const guest =
      n % Math.max(40, Math.ceil(of.many / HERS / 10) * 10) === 0
        ? judge
        : `00000000-0000-4000-8000-${String(n % 900).padStart(12, '0')}`
    const reach = uuidOf(3, at, n)
    const [fewest, most] = kind.life
    const row: (string | number | boolean | null)[] = [
      ...[
        n,
        timeOf(at),
        uuidOf(0, at, n),
        uuidOf(1, at, n),
        uuidOf(2, at, n),
        named ? uuidOf(5, at, n) : null,
        reach,
        uuidOf(4, at, n),
      ],
      `B${createHash('sha256').update(String(n)).digest('hex').slice(0, 24)}`,
      ...[
        benchShortCode(n),
        unit.place,
        unit.id,
        unit.centre,
        who?.person ?? null,
        who?.post ?? null,
        received,
        new Date(moved).toISOString(),
        day,
      ],
      ...[kind.stage, kind.status, kind.task, kind.clock, addDays(day, 30 + Math.floor(chance() * 30))],
      ...[fewest + Math.floor(chance() * (most - fewest)), kind.status === 'registered' ? null : type],
      ...[benchName(Math.floor(chance() ** 2 * PEOPLE)), againstFirm ? firm : otherName, againstFirm],
      ...[
        fields.seal(benchPhone(n), `sealed_values|reach|${reach}`),
        `\\x${searchHash(keys, 'reach', benchPhone(n)).toString('hex')}`,
      ],
      ...[facts.other_side, facts.where_text, story.what, facts.wish],
      ...[mediated ? new Date(meeting).toISOString() : null, mediated && n % 10 === 0 ? guest : null],
      ...[words(story, facts), story.minhash],
    ]
    return `${row.map(copied).join('\t')}\n`
  }

  function nextStory(): ReturnType<typeof storyOf> {
    if (stories.length === STORIES) return pick(stories, chance())
    const story = storyOf(madeUpStory(chance))
    stories.push(story)
    return story
  }
}

/** Puts indexes and references back: indexes two at a time, since a table allows several to be made at once but no reference beside them. */
async function restore(clients: readonly pg.Client[], statements: readonly string[]): Promise<void> {
  const indexes = statements.filter((it) => it.startsWith('CREATE'))
  // The words take longest: they come first.
  indexes.sort((one, other) => Number(other.includes(' gin ')) - Number(one.includes(' gin ')))
  let next = 0
  await Promise.all(
    clients.map(async (client) => {
      for (let at = next++; at < indexes.length; at = next++) await client.query(indexes[at] as string)
    }),
  )
  for (const statement of statements) if (!indexes.includes(statement)) await clients[0]?.query(statement)
}

async function forcedTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity",
  )
  return rows.map((row) => row.name)
}

async function judgeOf(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>('select id from people where sign_in_name = $1', [BENCH_JUDGE])
  return rows[0]?.id ?? null
}

/** Units that take requests, those of the demo's front page first: theirs are the desks that are measured. */
async function unitsByPlace(client: pg.Client): Promise<Unit[]> {
  const { rows } = await client.query<{ id: string; place: string; centre: string; people: Unit['people'] }>(
    `select u.id, u.place_code as place,
       (select coalesce(jsonb_agg(jsonb_build_object('person', o.person_id, 'post', o.id) order by o.id), '[]') from posts o
         where o.unit_id = u.id and o.until is null) as people,
       coalesce(
         (select t.id from units t where t.kind = 'town_centre' and t.until is null and t.id <> u.id
           and t.place_code = u.place_code - u.place_code % 1000000 limit 1),
         (select t.id from units t where t.kind = 'county_centre' and t.until is null limit 1), u.id) as centre
     from units u
     where u.takes_requests and u.until is null
     order by exists (select from posts o join people p on p.id = o.person_id where o.unit_id = u.id and p.sign_in_name = any ($1)) desc,
       u.place_code % 1000000 = 0 desc, u.id`,
    [['tian.youyu', 'qiao.mulan', 'ding.xiaohe', 'gu.nianci']],
  )
  return rows.map(({ id, place, centre, people }) => ({
    id: Number(id),
    place: Number(place),
    centre: Number(centre),
    people,
  }))
}
