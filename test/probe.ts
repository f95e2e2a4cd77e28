import { clockRule } from '#domain/clocks/rules.ts'
import { type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { FORMS, type Form } from '#domain/documents/forms.ts'
import { STEP_NAMES, type StepName } from '#domain/table.ts'
import { chance, commandFrom, Walk } from './walk.ts'

/** What a step was seen to bring about, each with the number of times, out of `taken`. */
export type Seen = { taken: number; made: Map<string, number> }

const PARTS: Record<Part['part'], string> = {
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
const SIDES = { applicant: '申请人', respondent: '对方', third: '第三人' } as const

/** What a step that was taken brought about, in words, each once. */
function madeBy({ decision, part, before, here }: ReturnType<Walk['take']>): Set<string> {
  const made = new Set<string>()
  if (!decision.ok) return made
  const sideOf = (id: string): string => {
    const known = partsOf(before.parts, 'party').find((it) => it.id === id)?.facts.side
    return known ? SIDES[known] : '新来的当事人'
  }
  const ruleOf = (id: string): string => {
    const started = decision.consequences.find((it) => it.kind === 'start_clock' && it.id === id)
    const known = started?.kind === 'start_clock' ? started : here.clocks.find((it) => it.id === id)
    const rule = known?.rule ?? ''
    return `${rule} ${clockRule(rule)?.says ?? ''}`
  }
  for (const it of decision.consequences) {
    switch (it.kind) {
      case 'open_part':
        if (it.part !== 'file')
          made.add(`新的${PARTS[it.part]}：${(STATUSES[it.part] as Record<string, string>)[it.status]}`)
        break
      case 'move_part':
        if (it.id !== part?.id)
          made.add(`${PARTS[it.part]}转为：${(STATUSES[it.part] as Record<string, string>)[it.status]}`)
        break
      case 'start_clock':
        made.add(`开始计时：${it.rule} ${clockRule(it.rule)?.says ?? ''}`)
        break
      case 'pause_clock':
        made.add(`停止计时：${ruleOf(it.id)}`)
        break
      case 'resume_clock':
        made.add(`恢复计时：${ruleOf(it.id)}`)
        break
      case 'stop_clock':
        made.add(`${it.as === 'cancelled' ? '不再计时' : '计时结束'}：${ruleOf(it.id)}`)
        break
      case 'ask_paper':
        made.add(`文书：${it.form}《${FORMS[it.form as Form]}》`)
        break
      case 'send_effect':
        if (it.effect === 'sealed_copy') made.add('制作盖章件')
        else made.add(it.effect === 'police_report' ? '报告公安机关' : `短信：${sideOf(it.to_party)}`)
        break
      default:
        break
    }
  }
  return made
}

/**
 * Tries every row on the states of random walks and writes down what it brought about: what the manual says a step makes
 * was seen to be made. The same number of commands from the same seed gives the same answer.
 */
export function probe(commands: number, seed = 20_260_303): Record<StepName, Seen> {
  const seen = Object.fromEntries(STEP_NAMES.map((name) => [name, { taken: 0, made: new Map() }])) as Record<
    StepName,
    Seen
  >
  const random = chance(seed)
  let walk = new Walk()
  for (let at = 0; at < commands; at += 1) {
    if (at % 120 === 0 || walk.ended) walk = new Walk()
    const tried = walk.take(walk.order(commandFrom(random)))
    if (!tried.decision.ok) continue
    const known = seen[tried.name]
    known.taken += 1
    for (const what of madeBy(tried)) known.made.set(what, (known.made.get(what) ?? 0) + 1)
  }
  return seen
}
