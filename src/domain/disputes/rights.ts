import { LIVE_MEDIATION, type Part, partsOf } from './parts.ts'
import { type Stage, stageOf } from './stage.ts'

/** What somebody may do at this moment, in one plain sentence, and where it stands. */
export type Right = { says: string; law: string }

const ELSEWHERE: Right = {
  says: '随时可以补充、撤回，也可以去走别的途径，不用等这里办完。',
  law: '人民调解法 第三条第三项',
}
const NOT_YET_ASKED: Right = {
  says: '现在不用您做什么；要不要调解，到时候由您自己定。',
  law: '人民调解法 第三条第一项、第二十三条第二项',
}
const STILL_OPEN: Right = {
  says: '这里不办了，您的权利没有变：下面的途径一直开着。',
  law: '人民调解法 第三条第三项、第二十六条',
}
const AFTERWARDS: Right = {
  says: '觉得没有解决，可以请另一个单位查；事情又起来了，接着用这个编号办。',
  law: '本县约定',
}
const both = (right: Right) => ({ asked: right, other: right })

/** While a mediation she takes part in is alive, it decides what her right is now (人民调解法 23). */
const IN_MEDIATION = {
  seeking_consent: {
    says: '愿不愿意调解由您自己定；不愿意不用说理由，也不影响您去起诉。',
    law: '人民调解法 第三条、第二十三条第二项',
  },
  accepted: {
    says: '调解员可以由您选，也要您愿意接受；觉得不合适，可以说出来换人。',
    law: '人民调解法 第十九条、第二十三条第一项',
  },
  assigned: {
    says: '调解员可以由您选，也要您愿意接受；觉得不合适，可以说出来换人。',
    law: '人民调解法 第十九条、第二十三条第一项',
  },
  notified: {
    says: '公开谈还是不公开谈，您可以提要求；这个时间来不了，可以换时间。',
    law: '人民调解法 第二十三条第三项',
  },
  in_session: {
    says: '怎么谈、接不接受，都由您自己定；不想谈了，随时可以停。',
    law: '人民调解法 第二十三条第二项、第四项',
  },
  suspended: {
    says: '先停一停，不算您放弃；可以等着接着谈，也可以不谈了去走别的途径。',
    law: '人民调解法 第三条第三项、第二十三条第二项',
  },
} as const satisfies Record<string, Right>

/** An agreement lies before her and is not signed by all. */
const BEFORE_SIGNING: Right = {
  says: '看明白了再签；有一条不愿意，就可以不签，不签不影响您任何权利。',
  law: '人民调解法 第二十三条第四项',
}

/** At every other stage: as the one who asked, and as somebody it is also about. */
export const RIGHTS: Record<Stage, { asked: Right; other: Right }> = {
  clue: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  registered: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  supplementing: {
    asked: {
      says: '一时补不齐，也不影响您提出的时间；有困难就打电话，请工作人员帮您写。',
      law: '最高人民法院关于诉讼时效的规定 第十二条；本县约定',
    },
    other: NOT_YET_ASKED,
  },
  checking_duplicates: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  triaging: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  dispatched: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  objected: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  in_handling: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  coordinating: { asked: ELSEWHERE, other: NOT_YET_ASKED },
  mediating: both(IN_MEDIATION.in_session),
  performing: both({
    says: '约定的事要照办；不照办、或者对协议有争议的，任何一方都可以向法院起诉。',
    law: '人民调解法 第三十一条第一款、第三十二条',
  }),
  revisiting: both({
    says: '有人来问情况，满意不满意都照直说；说不满意，对您没有任何影响。',
    law: '人民调解法 第三十一条第二款；本县约定',
  }),
  settled: both(AFTERWARDS),
  unresolved: both(STILL_OPEN),
  diverted: both(STILL_OPEN),
  closed: both(AFTERWARDS),
  archived: both(AFTERWARDS),
  merged: both({
    says: '您的编号照样能用，您说的每一句都还在；不是同一件事，可以要求分开。',
    law: '人民调解法 第三条第三项；本县约定',
  }),
  withdrawn: both(STILL_OPEN),
  not_accepted: both(STILL_OPEN),
  false_report: both(STILL_OPEN),
}

/** The right that matters to this party now; a mediation or an agreement of hers comes before the stage of the file. */
export function rightNow(parts: readonly Part[], party: Part<'party'>): Right {
  const mine = (it: Part<'agreement'> | Part<'mediation'>): boolean => it.facts.parties.includes(party.id)
  if (partsOf(parts, 'agreement').some((it) => it.status === 'signing' && mine(it))) return BEFORE_SIGNING
  const live = partsOf(parts, 'mediation').find((it) => LIVE_MEDIATION.includes(it.status) && mine(it))
  if (live && live.status in IN_MEDIATION) return IN_MEDIATION[live.status as keyof typeof IN_MEDIATION]
  const { asked, other } = RIGHTS[stageOf(parts)]
  return party.facts.side === 'applicant' ? asked : other
}
