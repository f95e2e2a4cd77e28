import type { Part } from '../disputes/parts.ts'
import { disputeOf } from '../disputes/people.ts'
import { AGENT_KINDS, type Agent, POWERS, type Power } from '../identity/beside.ts'
import type { PaperBlock } from './blocks.ts'
import { type FileOnPaper, inHerWords, mediationOf, presentIn, typeOf } from './file-on-paper.ts'
import { field, paragraph, routesBlock } from './forms.ts'
import {
  box,
  cell,
  clauses,
  fetchers,
  heading,
  listed,
  numbered,
  partiesSign,
  partyBox,
  scopeOf,
  signing,
  theEnd,
  told,
} from './pieces.ts'
import { momentWords } from './say-time.ts'

type Party = Part<'party'>
/** The day a signed sheet bears is written by whoever signs. */
const DAY = paragraph('　　　　　　　　　　　　　　　　　　　　　　　年　　　月　　　日')

const others = (here: FileOnPaper['here'], party: Party): Party[] =>
  presentIn(here).filter((it) => it.id !== party.id && it.facts.side !== 'applicant')

/** What she asked for, point by point as she wrote it. */
const pointsOf = (wish: string): string[] =>
  wish
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})[、.．]\s*/u, '').trim())
    .filter((line) => line !== '')

/** D-01: her own words, printed to be signed (domain 3.2). Of the other side her name, the pen the rest. */
export function application(file: FileOnPaper, party: Party): PaperBlock[] {
  const { here } = file
  const { facts } = disputeOf(here)
  const respondents = others(here, party)
  const mediation = mediationOf(here)
  // What somebody else told of is not put in her mouth: she writes it.
  const hers = inHerWords(here)
  return [
    numbered(`编号：${here.file?.short_code ?? ''}`),
    partyBox(here, party, { own: file.ways(party) }),
    ...(respondents.length > 0
      ? respondents.map((it) => partyBox(here, it, { by_name: true }))
      : [
          box([cell('姓名或者名称', facts.other_side), cell('联系方式', ''), cell('单位或住址', '', true)], '被申请人'),
        ]),
    ...(hers
      ? [...told('纠纷简要情况', facts.what_happened), heading('当事人申请事项'), clauses(pointsOf(facts.wish))]
      : [box([cell('纠纷简要情况', '', true), cell('当事人申请事项', '', true)])]),
    paragraph(
      `人民调解委员会已经把申请人民调解的相关规定告诉我，现自愿申请人民调解${mediation ? `，请${mediation.facts.in_name_of}调解` : ''}。`,
    ),
    theEnd,
    signing(partiesSign(here, [party])),
    DAY,
  ]
}

/** D-04b: the powers one by one; what is not ticked is not given (民法典 165). From when to when, whoever signs writes. */
export function letterOfAuthority({ here, ways }: FileOnPaper, party: Party, agent: Agent): PaperBlock[] {
  return [
    ...(/\d/.test(agent.paper.number) ? [numbered(`编号：${agent.paper.number}`)] : []),
    partyBox(here, party, { own: ways(party), caption: '委托人', alone: true }),
    box(
      [
        cell('姓名', agent.name),
        cell('身份', AGENT_KINDS[agent.kind]),
        cell('和委托人的关系', ''),
        cell('证件号码', ''),
        cell('单位或住址', '', true),
      ],
      '受委托人',
    ),
    field('委托事项', `编号 ${here.file?.short_code ?? ''} 的${typeOf(here) || '纠纷'}，在调解中做我的代理人。`),
    field('代理权限', scopeOf(agent)),
    listed(
      '逐项授权（没有打勾的不授权）',
      (Object.keys(POWERS) as Power[]).map((power) => `${agent.powers.includes(power) ? '■' : '□'} ${POWERS[power]}`),
    ),
    field('代理期限', '自　　　　年　　月　　日起，至　　　　年　　月　　日（或者这件事办完）止。随时可以收回。'),
    theEnd,
    signing([
      ...partiesSign(here, [party], '委托人'),
      { role: '受委托人', names: [agent.name], how: ['name', 'finger'] },
    ]),
    DAY,
  ]
}

/** D-22: nobody has to say why (INV-1). */
export function withdrawal({ here }: FileOnPaper, party: Party): PaperBlock[] {
  const against = others(here, party)
    .map(({ facts }) => facts.name)
    .join('、')
  return [
    numbered(`编号：${here.file?.short_code ?? ''}`),
    partyBox(here, party),
    paragraph(
      inHerWords(here) && here.file
        ? `我于${momentWords(here.file.received_at)}提出请求，请求调解和${against || '对方'}之间的${typeOf(here) || '纠纷'}。现在我自愿撤回这个请求。`
        : `我自愿撤回调解和${against || '对方'}之间的${typeOf(here) || '纠纷'}的请求。`,
    ),
    field('为什么撤回（可以不写）', ''),
    paragraph('我知道：撤回不影响我的任何权利，以后还可以就同一件事再次提出，也可以走下面的途径。'),
    theEnd,
    signing(partiesSign(here, [party])),
    DAY,
    routesBlock(),
  ]
}

/** D-23: her own sheet, never shown to the other side (domain 3.1; 在线调解规则 17). */
export function addressForService({ here, ways }: FileOnPaper, party: Party): PaperBlock[] {
  const { facts } = party
  return [
    numbered(`编号：${here.file?.short_code ?? ''}`),
    partyBox(here, party, { own: ways(party) }),
    box(
      [
        cell('收件人', facts.name),
        cell('电话', ways(party).reach),
        cell('送达地址', ways(party).home, true),
        cell('邮政编码', ''),
        cell('代收人', fetchers(here, party)),
        cell('电子送达', '□ 同意　　□ 不同意', true),
        cell('手机号、邮箱或微信', '', true),
      ],
      '送达地址',
    ),
    paragraph('我确认以上地址和方式真实有效。有变化，我会及时告诉承办单位；没有告诉而送不到的，由我自己承担后果。'),
    paragraph('同意电子送达的，文书发到上面的电子地址就是送达；我随时可以要纸质的（民事诉讼法 第九十条）。'),
    paragraph('这一页只留在承办单位，需要交给人民法院的除外，不给对方当事人看。'),
    theEnd,
    signing(partiesSign(here, [party])),
    DAY,
  ]
}
