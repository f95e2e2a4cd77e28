import { z } from 'zod'
import { GROUPS, type Group, LEVELS, type Level } from '#domain/upkeep/conditions.ts'
import { endpoint } from './endpoint.ts'
import { Day, Instant } from './shared.ts'

/** How the installation fares, for who keeps it; what was looked at and refused, counted, for who audits it. No case content. */

const words = <Word extends string>(of: Readonly<Record<Word, string>>) => z.enum(Object.keys(of) as [Word, ...Word[]])
const level = words<Level>(LEVELS)

export const Alarm = z
  .object({
    id: z.uuid(),
    condition: z.string(),
    name: z.string(),
    level,
    says: z.string(),
    /** How it was at its worst, where that is not how it is or was at the end. */
    worst: z.string().nullable(),
    todo: z.string(),
    since: Instant,
    until: Instant.nullable(),
    acknowledged_at: Instant.nullable(),
    acknowledged_by: z.string().nullable(),
    /** Whether it lies on the desk of who asks. */
    mine: z.boolean(),
    test_time: z.boolean(),
  })
  .meta({ id: 'Alarm' })
export type Alarm = z.output<typeof Alarm>

export const ConditionLine = z
  .object({
    condition: z.string(),
    name: z.string(),
    group: words<Group>(GROUPS),
    /** How it is; `absent`: it does not apply here, `unmeasured`: nobody measured it yet. */
    state: z.enum(['fine', 'warning', 'wrong', 'absent', 'unmeasured']),
    says: z.string(),
    todo: z.string(),
    steps: z.array(z.string()),
    /** Whose it is to act, in words. */
    desks: z.string(),
  })
  .meta({ id: 'ConditionLine' })
export type ConditionLine = z.output<typeof ConditionLine>

export const upkeep = endpoint({
  id: 'upkeep',
  method: 'GET',
  path: '/api/administration/upkeep',
  summary: '系统状况：每一项好不好、怎么办，正在告警的（没有案件内容）',
  who: ['staff'],
  reply: z.object({
    /** When the worker last measured; null where it never did. */
    measured_at: Instant.nullable(),
    /** The worker has not moved for a while: what is shown is old. */
    old: z.boolean(),
    lines: z.array(ConditionLine),
    alarms: z.array(Alarm),
    figures: z.object({
      version: z.string(),
      migrations: z.int(),
      database_version: z.string().nullable(),
      /** Bytes. */
      database_size: z.number().nullable(),
      overdue: z.int().nullable(),
    }),
    /** Units with duties over their day, the most first. */
    overdue: z.array(z.object({ unit_name: z.string(), duties: z.int(), oldest: Day })),
    /** Backups and restore drills, the latest first. */
    runs: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['backup', 'drill']),
        outcome: z.enum(['running', 'done', 'failed']),
        began_at: Instant,
        ended_at: Instant.nullable(),
        bytes: z.number().nullable(),
        says: z.string(),
      }),
    ),
  }),
})

export const standingAlarms = endpoint({
  id: 'standing_alarms',
  method: 'GET',
  path: '/api/administration/alarms/standing',
  summary: '归我的、正在告警的',
  who: ['staff'],
  reply: z.object({ alarms: z.array(Alarm) }),
})

export const alarmHistory = endpoint({
  id: 'alarm_history',
  method: 'GET',
  path: '/api/administration/alarms',
  summary: '告警记录：什么时候起、什么时候止、谁看到的（只增不改）',
  who: ['staff'],
  query: z.strictObject({
    /** Lines older than this one. */
    before: z.uuid().optional(),
  }),
  reply: z.object({ lines: z.array(Alarm), more: z.boolean() }),
})

export const acknowledgeAlarm = endpoint({
  id: 'acknowledge_alarm',
  method: 'POST',
  path: '/api/administration/alarms/:alarm_id/acknowledge',
  summary: '看到了一条归自己的告警',
  who: ['staff'],
  params: z.strictObject({ alarm_id: z.uuid() }),
  body: z.strictObject({}),
  reply: z.object({ id: z.uuid() }),
})

/** What the auditor counts, in the order it is shown. */
export const COUNTED = {
  revealed: '看电话、证件号码',
  sealed_note: '打开密封的记录',
  reporter: '看受保护的反映人',
  taken: '下载文书、整卷',
  exported: '导出台账、清单',
  outsider: '外单位查看',
  denied: '越权被拒绝',
  changed: '岗位、开通码变更',
} as const
export type Counted = keyof typeof COUNTED
const counts = z.object(
  Object.fromEntries(Object.keys(COUNTED).map((name) => [name, z.int()])) as Record<Counted, z.ZodInt>,
)
export type Counts = z.output<typeof counts>

export const audit = endpoint({
  id: 'audit',
  method: 'GET',
  path: '/api/administration/audit',
  summary: '审计：每天、每个单位的敏感操作件数，记录核对的结果，应急通道（没有案件内容）',
  who: ['staff'],
  query: z.strictObject({ day: Day.optional() }),
  reply: z.object({
    today: Day,
    /** The last days, the latest first. */
    days: z.array(z.object({ day: Day, counts, signed: z.boolean(), emergencies: z.int() })),
    /** One day by unit: the one asked for, else today. */
    day: Day,
    units: z.array(z.object({ unit_name: z.string(), counts })),
    /** The last time everything was verified, and what was checked in samples since. */
    verified: z
      .object({
        at: Instant,
        files: z.int(),
        events: z.int().nullable(),
        days: z.int().nullable(),
        findings: z.int(),
        test_time: z.boolean(),
      })
      .nullable(),
    /** How everything is verified here: the command at the server. */
    verify: z.string(),
    sampled: z.object({ times: z.int(), files: z.int(), findings: z.int(), last_at: Instant.nullable() }),
    signed: z.object({ last_day: Day.nullable(), days: z.int(), key_print: z.string() }),
    /** Ways in past the product, the latest first: codes made at the server, connections of others. */
    emergencies: z.array(
      z.object({
        id: z.uuid(),
        at: Instant,
        until: Instant.nullable(),
        what: z.enum(['emergency_code', 'direct_login']),
        says: z.string(),
      }),
    ),
  }),
})

export const UPKEEP_QUESTIONS = [upkeep, standingAlarms, alarmHistory, acknowledgeAlarm, audit] as const
