import { sql } from 'kysely'
import type { z } from 'zod'
import type { administrationLog, LogLine } from '#contract/administration.ts'
import { CHANGES, type Change } from '#domain/organisations/inputs.ts'
import { PLACE_KINDS } from '#domain/organisations/places.ts'
import { ROLES, UNIT_KINDS } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'
import { holds, PAGE } from './list-places.ts'

/** The stored fields of the log, in the order they are shown, with the words people see. */
const FIELDS: Readonly<Record<string, string>> = {
  number: '编号',
  code: '代码',
  name: '名称',
  sign_in_name: '登录名',
  kind: '类型',
  role: '岗位',
  unit: '单位',
  posts: '岗位',
  place: '所在地方',
  parent: '上级单位',
  phone: '电话',
  address: '地址',
  hours: '办公时间',
  takes_requests: '受理群众诉求',
  short_name: '卷号里的简称',
  rooms: '调解室',
  from_on: '第一天',
  until: '最后一天',
  left_on: '离岗日期',
  languages: '会说的语言',
  successor: '由谁接',
  query: '条件',
  files: '案卷件数',
  lines: '清单条数',
}
const WORDS: Readonly<Record<string, string>> = { ...PLACE_KINDS, ...UNIT_KINDS, ...ROLES }

const inWords = (field: string, value: unknown): string => {
  if (typeof value === 'boolean') return value ? '是' : '否'
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value))
  if (day) return `${day[1]}年${Number(day[2])}月${Number(day[3])}日`
  if (Array.isArray(value)) return value.join('；')
  const text = String(value)
  return field === 'kind' || field === 'role' ? (WORDS[text] ?? text) : text
}

type Values = Readonly<Record<string, unknown>> | null

/** Field by field: what changed where both are known, else what there was or is. */
function fieldsOf(before: Values, after: Values, ofPerson: boolean) {
  return Object.entries(FIELDS).flatMap(([name, called]) => {
    const field = name === 'name' && ofPerson ? '姓名' : called
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null]
    if (was === null && is === null) return []
    if (before && after && JSON.stringify(was) === JSON.stringify(is)) return []
    return [{ field, before: was === null ? null : inWords(name, was), after: is === null ? null : inWords(name, is) }]
  })
}

type Asked = z.output<(typeof administrationLog)['query']>

/** The log, newest first. */
export async function listLog(trx: Trx, { words, change, before }: Asked) {
  const rows = await trx
    .selectFrom('administration_log as log')
    .innerJoin('people', 'people.id', 'log.by_person')
    .select([
      'log.id',
      'log.at',
      'log.change',
      'log.about',
      'log.before',
      'log.after',
      'log.reason',
      'log.test_time',
      'log.person_id',
    ])
    .select('people.name as by')
    .$if(change !== undefined, (query) => query.where('log.change', '=', change as Change))
    .$if(before !== undefined, (query) => query.where('log.id', '<', sql<string>`${before}::uuid`))
    .$if(Boolean(words), (query) =>
      query.where((eb) =>
        eb.or([holds('log.about', words ?? ''), holds('log.reason', words ?? ''), holds('people.name', words ?? '')]),
      ),
    )
    .orderBy('log.id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const lines = rows.slice(0, PAGE).map(({ before, after, person_id, ...row }): z.input<typeof LogLine> => {
    const name = row.change as Change
    const fields = fieldsOf(before as Values, after as Values, person_id !== null)
    return { ...row, change: name, change_says: CHANGES[name], fields }
  })
  return { lines, more: rows.length > PAGE }
}
