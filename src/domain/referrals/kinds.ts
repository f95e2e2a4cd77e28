import type { ClockRuleId } from '../clocks/rules.ts'

type Kind = {
  says: string
  /** What the place it goes to owes from the day it has it. */
  done: ClockRuleId
  /** Where it first decides and then carries out: what it decides, and the clock of carrying it out. */
  then?: { decides: string; rule: ClockRuleId }
  /** Binds more than the one it is for: whoever is in a mediation that goes on has to agree as well. */
  by_all: boolean
  /** What the one who is sent may expect, in plain words; none of it may cost her anything here (人民调解法 4). */
  expect: string
}

/** Where a party may be sent to, and what the place she is sent to owes (domain 5 T-39, T-51; 本县约定 where it says so). */
export const REFERRAL_KINDS = {
  legal_aid: {
    says: '法律援助',
    done: 'T-51',
    then: { decides: '给予法律援助', rule: 'T-51a' },
    by_all: false,
    expect: '法律援助不收费。收到申请后 7 日内审查，决定援助的 3 日内指派人员。',
  },
  counselling: {
    says: '心理疏导',
    done: 'R-65',
    by_all: false,
    expect: '谈了什么只有您和疏导人员知道。',
  },
  notary: { says: '公证', done: 'T-39', by_all: false, expect: '公证处按规定收费，去之前请先问清楚。' },
  appraisal: {
    says: '鉴定评估',
    done: 'R-65a',
    by_all: true,
    expect: '鉴定机构按规定收费，费用怎样分担请先商量好。',
  },
  expert_opinion: { says: '专家意见', done: 'R-65', by_all: true, expect: '专家只给意见，怎样解决仍由双方自己定。' },
  insurance_claim: {
    says: '保险公司理赔',
    done: 'R-65i',
    then: { decides: '核定并谈好赔付', rule: 'R-65p' },
    by_all: false,
    expect: '保险公司应当及时核定，情形复杂的 30 日内；谈好赔付后 10 日内付款。',
  },
  interpreter: { says: '口译、手语', done: 'R-65h', by_all: false, expect: '有人帮您听懂、说清，不收费。' },
  reading_writing: { says: '代读、代写', done: 'R-65h', by_all: false, expect: '有人帮您念、帮您写，不收费。' },
} as const satisfies Record<string, Kind>
export type ReferralKind = keyof typeof REFERRAL_KINDS
export const REFERRAL_KIND_NAMES = Object.keys(REFERRAL_KINDS) as [ReferralKind, ...ReferralKind[]]
export const referralKind = (kind: ReferralKind): Kind => REFERRAL_KINDS[kind]
