import { type PartKind, STATUSES } from '#domain/disputes/parts.ts'
import { GUARD_WORDS } from '#domain/guard-words.ts'
import { HATS, type Hat } from '#domain/hats.ts'
import { LAW_ROW_NUMBERS, LAW_ROWS, type LawRow } from '#domain/law-rows.ts'
import type { Row } from '#domain/step.ts'
import { OFFERED, STEP_NAMES, type StepName, TABLE } from '#domain/table.ts'
import { probe, type Seen } from '#test/probe.ts'

/** The step table as a book: pages people can read and review, printed from the table alone. */
const KINDS: Record<PartKind, string> = {
  dispute: '纠纷',
  task: '办理事项',
  party: '当事人',
  mediation: '调解',
  agreement: '协议',
  obligation: '履行事项',
  visit: '回访',
  complaint: '意见',
  referral: '转介',
  supervision: '督办',
  package: '包案',
  evidence: '证据',
}
/** Enough commands that every row is taken some dozens of times. */
const COMMANDS = 150_000

const ROWS = STEP_NAMES.map((name): [StepName, Row] => [name, TABLE[name]])
const says = (kind: PartKind, status: string): string => (STATUSES[kind] as Record<string, string>)[status] ?? status
/** References for those who build it are no reading for those who use it. */
const plain = (sentence: string): string => sentence.replace(/（[^）]*(issue|domain|threats|INV)[^）]*）/, '')
const list = (words: readonly string[]): string => (words.length > 0 ? words.join('、') : '—')

function purposeOf({ carries_out }: Row): string {
  if ('because' in carries_out) return plain(carries_out.because)
  return carries_out.rows.map((number) => `第 ${number} 行（${LAW_ROWS[number]}）`).join('；')
}

/** What a step can make, in the order people ask for it. */
const MAKES = [
  '文书',
  '短信',
  '新的',
  '纠纷',
  '办理事项',
  '当事人',
  '调解',
  '协议',
  '履行',
  '回访',
  '开始',
  '停止',
  '恢复',
  '计时',
  '不再',
]

function made({ taken, made }: Seen): string[] {
  const place = (what: string): number => MAKES.findIndex((kind) => what.startsWith(kind))
  const sorted = [...made].sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1))
  const always = sorted.filter(([, times]) => times === taken).map(([what]) => what)
  const sometimes = sorted.filter(([, times]) => times < taken).map(([what]) => what)
  return [
    ...(always.length > 0 ? [`- 产生：${list(always)}`] : []),
    ...(sometimes.length > 0 ? [`- 视情况还产生：${list(sometimes)}`] : []),
    ...(sorted.length > 0 ? [] : ['- 产生：只留记录']),
  ]
}

function entry(name: StepName, row: Row, seen: Seen): string {
  const kind = row.on
  const from = kind === 'nothing' ? '还没有这一件' : row.from.map((status) => says(kind, status)).join('、')
  const to = row.to === null ? (kind === 'nothing' ? '新的一件' : '状态不变') : says(kind as PartKind, row.to)
  return [
    `### ${row.says} \`${name}\``,
    '',
    `- 谁：${list(row.by.map((hat) => HATS[hat].says))}${name in OFFERED ? '' : '（随另一件的同一步一起发生，不单独办理）'}`,
    `- 从：${from} → ${to}`,
    `- 前提：${list(row.needs.map((guard) => GUARD_WORDS[guard]))}`,
    ...made(seen),
    `- 依据：${row.law.join('；')}`,
    `- 为什么有这一步：${purposeOf(row)}`,
    `- 当事人能不能在经过里看到：${row.told === 'everyone' ? '能' : '只有工作人员能看到'}`,
    '',
  ].join('\n')
}

const HEAD = '<!-- 由步骤表打印（npm run generate），不要手改：改了步骤表再打印，变动就是要复核的地方。 -->\n\n'

/** docs/manual/steps.md: every step in Chinese: who, from, to, what it needs, what it makes, under which article. */
export function printSteps(): string {
  const seen = probe(COMMANDS)
  const chapters = (['nothing', ...Object.keys(KINDS)] as (PartKind | 'nothing')[]).map((kind) => {
    const own = ROWS.filter(([, row]) => row.on === kind)
    return `## ${kind === 'nothing' ? '来一件、记一件' : KINDS[kind]}\n\n${own.map(([name, row]) => entry(name, row, seen[name])).join('\n')}`
  })
  const carriers = (number: LawRow): string =>
    ROWS.filter(([, { carries_out: it }]) => 'rows' in it && it.rows.includes(number))
      .map(([name, row]) => `${row.says} \`${name}\``)
      .join('、')
  const law = LAW_ROW_NUMBERS.map(
    (number) => `| ${number} | ${LAW_ROWS[number]} | ${carriers(number) || '（还没有）'} |`,
  )
  const others = ROWS.filter(([, row]) => 'because' in row.carries_out).map(
    ([name, row]) => `| ${row.says} \`${name}\` | ${purposeOf(row)} |`,
  )
  return [
    `${HEAD}# 步骤手册\n\n纠纷和它的各部分能走的每一步，共 ${ROWS.length} 步。“产生”是在随机走出来的各种情形里实际看到的，不是写上去的。\n`,
    ...chapters,
    `## 应有的三十四行，各由哪一步办到\n\n| 行 | 要做到什么 | 我们的步骤 |\n| --- | --- | --- |\n${law.join('\n')}\n`,
    `## 三十四行以外的步骤，为什么要有\n\n| 步骤 | 为什么 |\n| --- | --- |\n${others.join('\n')}\n`,
  ].join('\n')
}

/** docs/manual/states-by-roles.md: for each part, which step each hat may take in each status: a line for each, so that a change is a line. */
export function printStatesByRoles(): string {
  const pages = (Object.keys(KINDS) as PartKind[]).map((kind) => {
    const own = ROWS.filter(([, row]) => row.on === kind)
    const hats = (Object.keys(HATS) as Hat[]).filter((hat) => own.some(([, row]) => row.by.includes(hat)))
    const lines = (status: string): string[] => {
      const able = hats.flatMap((hat) => {
        const steps = own
          .filter(([, row]) => row.from.includes(status) && row.by.includes(hat))
          .map(([, row]) => (row.to === null ? row.says : `${row.says}→${says(kind, row.to)}`))
        return steps.length > 0 ? [`| ${says(kind, status)} | ${HATS[hat].says} | ${steps.join('；')} |`] : []
      })
      return able.length > 0 ? able : [`| ${says(kind, status)} | — | 没有人能再做什么 |`]
    }
    return [
      `## ${KINDS[kind]}\n`,
      '| 状态 | 谁 | 能做什么 |',
      '| --- | --- | --- |',
      ...Object.keys(STATUSES[kind]).flatMap(lines),
      '',
    ].join('\n')
  })
  const opening = ROWS.filter(([, row]) => row.on === 'nothing').map(
    ([, row]) => `| ${row.says} | ${list(row.by.map((hat) => HATS[hat].says))} |`,
  )
  return [
    `${HEAD}# 什么状态下，谁能做什么\n\n箭头后面是办完以后的状态；没有箭头的，状态不变。没有列出来的，就是不能做。\n`,
    `## 来一件、记一件\n\n| 步骤 | 谁 |\n| --- | --- |\n${opening.join('\n')}\n`,
    ...pages,
  ].join('\n')
}
