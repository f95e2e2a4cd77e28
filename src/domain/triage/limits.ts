import { type Calendar, type Day, daysBetween } from '../clocks/calendar.ts'
import { deadlineOf, type Statute } from '../clocks/deadlines.ts'
import { STATUTES } from '../clocks/statutes.ts'
import type { RunningLimit, TriageFacts } from './types.ts'

type LimitRule = {
  says: string
  law: string
  /** How its article counts it. */
  statute: Statute
  /** The day it runs from; null where that is not known, or a sentence where none runs. */
  from: (facts: TriageFacts) => Day | null | { none: string }
}

const STILL_OPEN = '超过了也不等于不能去：时效会因为提出请求、承认欠债等中断或者中止，由受理的机关依法判断。'

/** Deadlines outside the table of the platform's own timers, counted the same way. */
const COLLECTIVE_DECISION: Statute = {
  says: '请求撤销农村集体经济组织的决定',
  starts: '知道或者应当知道撤销事由之日',
  length: { amount: 1, unit: 'year' },
  counting: 'civil_code',
  whose: 'party',
  kind: 'F',
  law: '农村集体经济组织法 第五十七条',
}
const CONSUMER_COMPLAINT: Statute = {
  says: '向市场监管部门投诉',
  starts: '知道或者应当知道权益受到损害之日',
  length: { amount: 3, unit: 'year' },
  counting: 'civil_code',
  whose: 'party',
  kind: 'F',
  law: '市场监督管理投诉举报处理规定（2026 年文本，条号尚待核对）',
  unverified: true,
}

export const LIMITS = {
  civil: {
    says: '向人民法院起诉的诉讼时效一般是知道权利受损之日起 3 年；向调委会提出请求的，从提出之日起重新计算。',
    law: '民法典 第一百八十八条、第一百九十五条；最高人民法院关于诉讼时效的规定 第十二条',
    statute: STATUTES['T-41'],
    from: (facts) => facts.right_known_on,
  },
  support: {
    says: '请求支付赡养费、抚养费、扶养费。',
    law: '民法典 第一百九十六条第三项',
    statute: STATUTES['T-41'],
    from: () => ({ none: '不适用诉讼时效，什么时候都可以提。' }),
  },
  wages: {
    says: '申请劳动仲裁：在职期间追讨工资不受一年限制；离职的，自离职之日起 1 年内。',
    law: '劳动争议调解仲裁法 第二十七条第四款',
    statute: STATUTES['T-19w'],
    from: (facts) => {
      if (facts.left_job_on) return facts.left_job_on
      if (facts.employed === true) return { none: '还没有离职的，一年的期限还没有开始算。' }
      return facts.right_known_on
    },
  },
  labour: {
    says: '申请劳动仲裁的时效是知道权利受损之日起 1 年；提出过请求的，重新计算。',
    law: '劳动争议调解仲裁法 第二十七条第一款、第二款',
    statute: STATUTES['T-19'],
    from: (facts) => facts.right_known_on ?? facts.left_job_on,
  },
  land_contract: {
    says: '申请农村土地承包仲裁的时效是知道权利受损之日起 2 年。',
    law: '农村土地承包经营纠纷调解仲裁法 第十八条',
    statute: STATUTES['T-22a'],
    from: (facts) => facts.right_known_on,
  },
  collective_decision: {
    says: '请求法院撤销农村集体经济组织的决定：知道撤销事由之日起 1 年内，并且自决定作出之日起 5 年内。',
    law: '农村集体经济组织法 第五十七条',
    statute: COLLECTIVE_DECISION,
    from: (facts) => facts.right_known_on,
  },
  traffic_police: {
    says: '各方一致书面申请交警调解：收到事故认定书之日起 10 日内。',
    law: '道路交通事故处理程序规定 第八十六条、第一百一十二条第五项；道路交通安全法实施条例 第九十四条',
    statute: STATUTES['T-25'],
    from: (facts) => facts.accident_liability_received_on,
  },
  review: {
    says: '申请行政复议：知道行政行为之日起 60 日内；没有被告知复议权利的，最长不超过 1 年。',
    law: '行政复议法 第二十条、第八十八条',
    statute: STATUTES['T-46a'],
    from: (facts) => facts.right_known_on,
  },
  sue_government: {
    says: '直接提起行政诉讼：知道行政行为之日起 6 个月内；先复议的，收到复议决定之日起 15 日内。',
    law: '行政诉讼法 第四十五条、第四十六条',
    statute: STATUTES['T-47b'],
    from: (facts) => facts.right_known_on,
  },
  /** Where review has to come first: no six months run, only the days after the decision on it. */
  sue_after_review: {
    says: '对复议决定不服的，收到复议决定之日起 15 日内向人民法院起诉。',
    law: '行政诉讼法 第四十五条',
    statute: STATUTES['T-47a'],
    from: () => ({ none: '还没有复议决定的，这个期限还没有开始算。' }),
  },
  title_decision: {
    says: '对人民政府的权属处理决定不服的，接到处理决定通知之日起 30 日内起诉；依法要先复议的先复议。',
    law: '土地管理法 第十四条第三款；行政复议法 第二十三条第一款第二项',
    statute: STATUTES['T-48'],
    from: () => ({ none: '政府还没有作出处理决定的，这个期限还没有开始算。' }),
  },
  consumer_complaint: {
    says: '向市场监管部门投诉：知道权益受损之日起 3 年内，过了的不予受理。',
    law: '市场监督管理投诉举报处理规定（2026 年文本，条号尚待核对）',
    statute: CONSUMER_COMPLAINT,
    from: (facts) => facts.right_known_on,
  },
} as const satisfies Record<string, LimitRule>
export type LimitCode = keyof typeof LIMITS

/**
 * The limits that run against the parties, with the day each ends. A limit that is over is said as such and closes no
 * door here: whether it bars a claim is for the court or the arbitrators (民法典 192, 193).
 */
export function runningLimits(
  codes: readonly LimitCode[],
  facts: TriageFacts,
  { today, calendar }: { today: Day; calendar: Calendar },
): RunningLimit[] {
  return codes.map((code): RunningLimit => {
    const rule: LimitRule = LIMITS[code]
    const from = rule.from(facts)
    const open = {
      law: rule.law,
      ...{ ends_on: null, latest_on: null, days_left: null, because: [], arguable: null, provisional: false },
    }
    if (from === null) return { ...open, says: `${rule.says}还不知道从哪一天起算，请先问清楚。` }
    if (typeof from !== 'string') return { ...open, says: `${rule.says}${from.none}` }
    const { due_on, latest_on, because, arguable, provisional } = deadlineOf(rule.statute, from, {}, calendar)
    const says = today > latest_on ? `${rule.says}${STILL_OPEN}` : rule.says
    return {
      ...{ says, law: rule.law, ends_on: due_on, latest_on },
      days_left: daysBetween(today, due_on),
      ...{ because, arguable, provisional },
    }
  })
}
