import { entrustedByCourt } from '../disputes/court-person.ts'
import { LIVE_MEDIATION, type Part, partsOf } from '../disputes/parts.ts'
import { sayPages, scanOfAgreement } from '../returned/pages.ts'
import type { Here } from '../step.ts'
import { toConfirm } from './confirmations.ts'
import { DOSSIER, type DossierCode } from './dossier-order.ts'
import { bindingIn, type MadePaper, presentIn } from './file-on-paper.ts'
import { dayWords } from './say-time.ts'

/** Where something that is missing is entered: the step, and on which part or about which party. */
export type EnteredAt = { step: string; part_id: string | null; party_id: string | null }
/**
 * `there`: it lies in the file. `print`: the product prints it whenever it is wanted. `missing`: a rule asks for it and it is not
 * there. `later`: the matter has not come to it. `as_needed`: only where somebody has one or wants one. `not_needed`: and why.
 */
export type DossierState = 'there' | 'print' | 'missing' | 'later' | 'as_needed' | 'not_needed'
export type DossierRow = {
  code: DossierCode
  name: string
  state: DossierState
  /** What there is, what is missing, or why nothing is needed. */
  says: string
  /** The rule that asks for it. */
  asked_by: string
  papers: MadePaper[]
  enter: EnteredAt | null
}
export type Dossier = {
  /** Of so many that are needed now, so many are there. */
  there: number
  needed: number
  rows: DossierRow[]
}

type Found = Pick<DossierRow, 'state' | 'says'> & { enter?: EnteredAt | null }
type Look = { here: Here; papers: readonly MadePaper[] }

const FORMS_LAW = '司法部人民调解文书格式（司发通〔2010〕239号）；人民调解法 第二十七条'
const BOUND = '立卷时打印，手写的栏留着'
const at = (step: string, part: { id: string } | null = null, party: { id: string } | null = null): EnteredAt => ({
  step,
  part_id: part?.id ?? null,
  party_id: party?.id ?? null,
})
const there = (says: string): Found => ({ state: 'there', says })
const missing = (says: string, enter: EnteredAt | null): Found => ({ state: 'missing', says, enter })
const later = (says: string, enter: EnteredAt | null = null): Found => ({ state: 'later', says, enter })
const notNeeded = (says: string, enter: EnteredAt | null = null): Found => ({ state: 'not_needed', says, enter })
const asNeeded = (says: string, enter: EnteredAt | null = null): Found => ({ state: 'as_needed', says, enter })
const print = (says: string): Found => ({ state: 'print', says })

const has = ({ papers }: Look, ...forms: string[]): boolean => papers.some(({ form }) => forms.includes(form))
const names = (parties: readonly Part<'party'>[]): string => parties.map(({ facts }) => facts.name).join('、')
const mediationsIn = ({ here }: Look) => partsOf(here.parts, 'mediation')
const begun = (it: Part<'mediation'>): boolean => it.facts.rights_told !== undefined
/** Ended without an agreement, by whatever was said. */
const failed = (it: Part<'mediation'>): boolean => ['refused', 'failed', 'expired'].includes(it.status)
const live = (look: Look): Part<'mediation'> | undefined =>
  mediationsIn(look).find(({ status }) => LIVE_MEDIATION.includes(status))
const disputeIn = ({ here }: Look) => partsOf(here.parts, 'dispute')[0]

/** A signature of a matter of personal status is a hand on paper, every one of them (电子签名法 3; INV-6). */
const onScreen = ({ facts }: Part<'agreement'>): boolean =>
  facts.identity_relation === true && facts.signatures.some((it) => 'party' in it.who && it.how === 'on_screen')

/** What was signed on paper wants its scan in the electronic dossier (INV-6; 本县约定): the paper itself is what binds. */
function scanLacking(look: Look): Found | null {
  const scans = bindingIn(look.here).map((it) => scanOfAgreement(look.here, it))
  if (!has(look, 'D-08')) return null
  const enter = at('return_signed_paper', disputeIn(look) ?? null)
  if (scans.includes('none')) return missing('协议已经生效；纸上签的，签好的扫描件还没有交回（本县约定）', enter)
  const pages = scans.flatMap((it) => (it === null || it === 'none' ? [] : it.missing))
  return pages.length > 0 ? missing(`协议已经生效；签好的扫描件还缺${sayPages(pages)}（本县约定）`, enter) : null
}

function agreed(look: Look): Found {
  const { parts } = look.here
  const screen = bindingIn(look.here).find(onScreen)
  if (screen) return missing('涉及婚姻、收养、继承等身份关系，要有纸上签名的原件', at('record_signature', screen))
  const lack = scanLacking(look)
  if (lack) return lack
  if (bindingIn(look.here).length > 0 && has(look, 'D-08', 'D-09')) return there('协议已经生效')
  const open = partsOf(parts, 'agreement').find(({ status }) => status === 'drafting' || status === 'signing')
  if (open?.status === 'drafting') return later('正在起草', at('lay_out_agreement', open))
  if (open) return later('正在签字，生效后归卷', at('put_in_effect', open))
  const session = mediationsIn(look).find(({ status }) => status === 'in_session')
  if (session) return later('谈成以后写', at('draft_agreement', session))
  if (live(look)) return later('谈成以后写')
  return notNeeded('没有达成协议')
}

function visited(look: Look): Found {
  if (bindingIn(look.here).length === 0) return notNeeded('没有协议，不用回访')
  const due = partsOf(look.here.parts, 'visit').filter(({ status }) => status === 'due')
  const late = due.find(({ facts }) => facts.due_on < look.here.today)
  if (late) return missing(`${dayWords(late.facts.due_on)}到期的回访还没有做`, at('record_visit', late))
  if (has(look, 'D-12')) return there('回访过')
  const [next] = due
  return next
    ? later(`${dayWords(next.facts.due_on)}以前回访`, at('record_visit', next))
    : notNeeded('几次都没有联系上，已经登记')
}

/** What each place of the dossier says of this file. A rule that does not ask for it now says why. */
const FIND: Record<DossierCode, { asked_by: string; find: (look: Look) => Found }> = {
  'D-00': { asked_by: FORMS_LAW, find: () => print(BOUND) },
  'D-00b': { asked_by: FORMS_LAW, find: () => print(BOUND) },
  'D-01': {
    asked_by: `${FORMS_LAW}；人民调解法 第十七条`,
    find: (look) => {
      if (has(look, 'D-02m')) return there('已经登记受理；当事人写了申请书的，可以打印出来签名放在前面')
      const asking = mediationsIn(look).find(({ status }) => status === 'seeking_consent')
      if (asking) return later('双方都同意、登记受理以后就有', at('accept_mediation', asking))
      const task = partsOf(look.here.parts, 'task').find(({ status }) => status === 'in_handling')
      return mediationsIn(look).length > 0
        ? notNeeded('没有受理调解')
        : later('开始调解要有：先征询各方意愿', task ? at('propose_mediation', task) : null)
    },
  },
  'D-03': {
    asked_by: '人民调解工作若干规定 第三十条；人民调解法 第二十三条、第二十四条',
    find: (look) => {
      if (mediationsIn(look).some(begun)) return there('告知过；听的人在上面签名')
      const notified = mediationsIn(look).find(({ status }) => status === 'notified')
      if (notified) return later('开始调解时告知、签名', at('begin_session', notified))
      return live(look) ? later('开始调解时告知、签名') : notNeeded('没有开始调解')
    },
  },
  'D-04': {
    asked_by: `${FORMS_LAW}；个人信息保护法 第六条`,
    find: (look) => {
      if (presentIn(look.here).length === 0) return later('还不知道当事人是谁')
      const unknown = presentIn(look.here).filter(({ facts }) => facts.identity_paper === null)
      const [first] = unknown
      if (!first) return there('各方的证件都核对过；复印件放在这里')
      // Before anybody mediates nobody is asked for her papers.
      return mediationsIn(look).some(begun)
        ? missing(`还没有核对证件：${names(unknown)}`, at('record_identity', disputeIn(look) ?? null, first))
        : later(`调解时核对证件：${names(unknown)}`, at('record_identity', disputeIn(look) ?? null, first))
    },
  },
  'D-04b': {
    asked_by: '民法典 第一百六十五条；民事诉讼法 第六十二条（参照）',
    find: (look) => {
      const acting = presentIn(look.here).flatMap(({ facts }) => facts.agents ?? [])
      return acting.length > 0
        ? print(`代理人${acting.map((it) => it.name).join('、')}；原件已有的放原件，没有的打印出来签`)
        : notNeeded('没有代理人')
    },
  },
  'D-05': {
    asked_by: `${FORMS_LAW}`,
    find: (look) =>
      has(look, 'D-05')
        ? there('有调查笔录')
        : asNeeded('没有向别人调查；调查了就记', at('record_inquiry', disputeIn(look) ?? null)),
  },
  'D-06': { asked_by: FORMS_LAW, find: () => asNeeded('有证据的，复印件按收到的先后放在这里') },
  'D-07': {
    asked_by: '人民调解法 第二十七条；本县约定：每次调解记一份，可以调整',
    find: (look) => {
      if (has(look, 'D-07')) return there('有调解记录；各方看过签名')
      const session = mediationsIn(look).find(({ status }) => status === 'in_session')
      if (session) return missing('已经开始调解，还没有记录', at('record_session', session))
      if (live(look)) return later('调解时记')
      if (bindingIn(look.here).length > 0) return missing('协议已经生效，没有调解记录；补写的放在这里', null)
      return mediationsIn(look).some((it) => begun(it) && it.facts.sessions.length === 0)
        ? notNeeded('没有谈就结束了')
        : notNeeded('没有双方都在场的记录（背靠背的内容保密，不归卷）')
    },
  },
  'D-08': { asked_by: '人民调解法 第二十八条至第三十条', find: agreed },
  'D-10': {
    asked_by: '人民调解法 第三十一条',
    find: (look) => {
      if (has(look, 'D-10')) return there('有收款的凭证')
      const owed = partsOf(look.here.parts, 'obligation')
      if (owed.length === 0) return notNeeded('没有要履行的')
      return owed.some(({ status }) => status === 'performed')
        ? notNeeded('对方已经确认履行，记在履行账本里；有收条的放在这里')
        : later('履行以后放收条、汇款单')
    },
  },
  'D-12': { asked_by: '人民调解法 第三十一条；本县约定：有协议就要回访，可以调整', find: visited },
  'D-11': {
    asked_by: '民事诉讼法 第二百零五条；人民调解法 第三十三条',
    find: (look) => {
      const [open] = toConfirm(look.here)
      if (open) return asNeeded(`双方愿意的，${dayWords(open.until)}以前一起申请；不愿意就不用`)
      if (bindingIn(look.here).some(({ facts }) => facts.identity_relation))
        return notNeeded('身份关系的协议不能申请司法确认')
      return notNeeded(bindingIn(look.here).length > 0 ? '申请的期限已经过了，或者不属于可以确认的' : '没有协议')
    },
  },
  'D-14': { asked_by: FORMS_LAW, find: () => asNeeded('有缺页、改动、分卷的才写') },
  'D-15': { asked_by: FORMS_LAW, find: () => print(BOUND) },
  'D-13': {
    asked_by: '人民调解法 第二十六条；宁波市多元化解条例 第二十七条（参照）',
    find: (look) => {
      if (!mediationsIn(look).some(failed)) return notNeeded('没有终止的调解')
      // Each that ended so has a notice of its own.
      const told = look.papers.filter(({ form }) => ['D-13', 'D-13n', 'D-13r'].includes(form)).length
      return told >= mediationsIn(look).filter(failed).length
        ? there('已经告知其他途径')
        : missing('调解没有成，要告知其他途径', null)
    },
  },
  'D-16': {
    asked_by: '人民调解工作若干规定 第二十二条；人民调解法 第二十六条',
    find: (look) => (has(look, 'D-16', 'D-16f') ? there('已经告知') : notNeeded('没有不予受理的')),
  },
  'D-17': {
    asked_by: '人民调解工作若干规定 第三十三条',
    find: (look) => (has(look, 'D-17') ? there('各方同意过延长') : notNeeded('没有延长')),
  },
  'D-18': {
    asked_by: '人民调解法 第二十一条；本县约定：提前通知，可以调整',
    find: (look) => {
      if (has(look, 'D-18')) return there('通知过时间地点')
      const wanted = mediationsIn(look).find(({ status }) => status === 'assigned')
      return wanted ? later('约好时间地点就有', at('notify_session', wanted)) : notNeeded('没有约过见面')
    },
  },
  'D-19': {
    asked_by: '人民调解法 第三十一条（应当督促履行）',
    find: (look) => {
      const late = partsOf(look.here.parts, 'obligation').find(({ status }) => status === 'breached')
      if (late && !late.facts.urged?.length) return missing('有到期没有履行的，要督促', at('urge', late))
      return has(look, 'D-19', 'D-19n', 'F-28') ? there('督促过') : notNeeded('没有逾期的')
    },
  },
  'D-20': {
    asked_by: '人民调解法 第二十七条；本县约定：结案写结案报告表，可以调整',
    find: (look) => {
      if (has(look, 'D-20')) return there('已经结案')
      return disputeIn(look)?.status === 'open'
        ? later('结案时就有', at('close', disputeIn(look)))
        : notNeeded('不经结案')
    },
  },
  'D-22': {
    asked_by: '人民调解法 第二十三条第二项',
    find: (look) => {
      if (!has(look, 'D-22r', 'D-22b')) return asNeeded('没有撤回')
      return there('已经登记；当事人写申请书的，可以打印出来签名')
    },
  },
  'D-23': {
    asked_by: '在线调解规则 第十七条；本县约定：和法院对接的要有，可以调整',
    find: (look) =>
      entrustedByCourt(disputeIn(look)?.facts) || toConfirm(look.here).length > 0
        ? missing('要交法院的，打印出来请各方分别填写、签名，原件放在这里', null)
        : asNeeded('不涉及法院；愿意的可以填'),
  },
}

/**
 * The dossier meter: every place of the dossier, in the set's order, with what lies there, what is missing and where it is
 * entered. Nothing here refuses a step: what must be there before a matter is closed the rows say themselves.
 */
export function dossierOf({ here, papers }: { here: Here; papers: readonly MadePaper[] }): Dossier {
  const look = { here, papers }
  const rows = DOSSIER.map(({ code, name, forms }): DossierRow => {
    const { asked_by, find } = FIND[code]
    const { enter = null, ...found } = find(look)
    return {
      code,
      name,
      ...found,
      asked_by,
      enter,
      papers: papers.filter(({ form }) => (forms as readonly string[]).includes(form)),
    }
  })
  const counted = (states: readonly DossierState[]) => rows.filter(({ state }) => states.includes(state)).length
  // What can be printed at any time lies in no dossier yet: it counts for nothing either way.
  return { there: counted(['there']), needed: counted(['there', 'missing']), rows }
}
