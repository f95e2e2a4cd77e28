import type { PaperContent } from '../disputes/consequences.ts'
import { type MediationFacts, type Part, partsOf, type Session } from '../disputes/parts.ts'
import { namesOf, ownUnit, partiesAmong } from '../disputes/people.ts'
import type { Cell, PaperBlock } from '../documents/blocks.ts'
import { docketNo } from '../documents/docket.ts'
import { cameFrom, typeOf } from '../documents/file-on-paper.ts'
import {
  aboutBlock,
  confidentialBlock,
  effectBlock,
  field,
  paragraph,
  rightsBlock,
  routesBlock,
  whomToCall,
} from '../documents/forms.ts'
import { box, byName, cell, heading, numbered, partiesSign, sealOf, signing, theEnd } from '../documents/pieces.ts'
import { dayWords, momentWords } from '../documents/say-time.ts'
import { PAPER_CHANNELS } from '../intake/channels.ts'
import type { Here, Receiver } from '../step.ts'
import { whereTo } from './appointments.ts'
import { SESSION_MODES, type SessionMode } from './desk-inputs.ts'
import { guestWords } from './officials.ts'

type Mediation = Part<'mediation'>
type Between = Pick<MediationFacts, 'kind' | 'in_name_of' | 'matter' | 'parties'>
type Blocks = PaperContent['blocks']

/** The name of a form as the ministry prints it: 人民调解… where a committee mediates, without it elsewhere. */
export const titleOf = (facts: Pick<MediationFacts, 'kind'>, title: string): string =>
  facts.kind !== 'peoples' ? title : title.startsWith('调解') ? `人民${title}` : `人民调解${title}`

/** A number that is to be written by hand. */
export const NO_NUMBER_YET = '（　　　　）　　人调字第　　　号'

/** The paper's number: of a committee's mediation its docket number, which the pen writes where none was given yet. */
export const numberOn = (here: Here, facts: Pick<MediationFacts, 'kind'>, no: string | null = null): PaperBlock =>
  numbered(facts.kind === 'peoples' ? (no ?? NO_NUMBER_YET) : `编号：${here.file?.short_code ?? ''}`)

const numberOf = (here: Here, part: Mediation): PaperBlock => numberOn(here, part.facts, docketNo(here, part))

/** The code to quote on the telephone, who mediates in whose name, what it is about. */
export const matterBox = (here: Here, facts: Between, more: Cell[] = []): PaperBlock =>
  box([
    cell('查询编号', here.file?.short_code),
    cell('调解组织', facts.in_name_of),
    ...more,
    cell('事由', facts.matter, true),
  ])

/** 案件来源 as the form asks for it: on request, by the committee itself, or handed over by another office. */
export function sourceWords(here: Here, facts: Pick<MediationFacts, 'begun_by'>): string {
  const { channel = '', hand_over } = partsOf(here.parts, 'dispute')[0]?.facts ?? {}
  const handed = hand_over !== undefined || PAPER_CHANNELS.includes(channel)
  const tick = (is: boolean) => (is ? '■' : '□')
  const way = cameFrom(here)
  return [
    // What nobody wrote down is left for the pen.
    `${tick(!handed && facts.begun_by === 'applicant')} 当事人申请`,
    `${tick(!handed && facts.begun_by === 'committee')} 人民调解委员会主动调解`,
    `${tick(handed)} 移送、委托`,
    ...(way ? [`来源：${way}`] : []),
  ].join('　')
}

/** D-03 as it is sent when everybody is asked: to read before answering. */
export const askingPaper = (here: Here, facts: Between, unit: Receiver): Blocks => [
  matterBox(here, facts),
  ...(facts.kind === 'peoples' ? [aboutBlock()] : []),
  rightsBlock(),
  confidentialBlock(),
  ...(facts.kind === 'peoples' ? [effectBlock()] : []),
  whomToCall(unit),
  routesBlock(),
]

/** D-03 as it is read out before a mediation begins, and signed (人民调解工作若干规定 30). */
export const rightsToldPaper = (
  here: Here,
  part: Mediation,
  told: { by: string; at: string; present: readonly string[]; open_to_public: boolean },
): Blocks => [
  numberOf(here, part),
  matterBox(here, part.facts, [
    cell('告知人', told.by),
    cell('告知时间', momentWords(told.at)),
    cell('到场', namesOf(here, told.present)),
    cell('公开', told.open_to_public ? '公开进行' : '不公开'),
  ]),
  ...(part.facts.kind === 'peoples' ? [aboutBlock()] : []),
  rightsBlock(),
  ...(part.facts.kind === 'peoples' ? [effectBlock()] : []),
  confidentialBlock(),
  routesBlock(),
  paragraph('以上内容已经告知，我听（看）清楚了。'),
  theEnd,
  signing([...partiesSign(here, partiesAmong(here, told.present)), byName('告知人', told.by)]),
  sealOf(part.facts.in_name_of, null),
]

const BEGUN: Readonly<Record<NonNullable<MediationFacts['begun_by']>, string>> = {
  applicant: '依当事人申请，',
  committee: '主动调解，',
}
const begunWords = ({ begun_by }: Pick<MediationFacts, 'begun_by'>): string => (begun_by ? BEGUN[begun_by] : '')

/** D-02: filled by the committee (domain 3.2). What each side said happened is hers: the words both may read stand here. */
export const acceptedPaper = (here: Here, part: Mediation, by: string, note: string): Blocks => {
  const parties = partiesAmong(here, part.facts.parties)
  return [
    numberOf(here, part),
    box([
      cell('查询编号', here.file?.short_code),
      cell('登记日期', dayWords(here.today)),
      cell('纠纷类型', typeOf(here)),
      cell('调解组织', part.facts.in_name_of),
      cell('案件来源', sourceWords(here, part.facts), true),
    ]),
    paragraph(
      `${part.facts.in_name_of}${begunWords(part.facts)}经当事人同意，调解${namesOf(here, part.facts.parties)}之间的纠纷。`,
    ),
    field('纠纷简要情况', part.facts.matter),
    field('备注', note),
    paragraph('调解不收任何费用。任何一方随时可以退出，不用说理由。'),
    signing([...partiesSign(here, parties), byName('登记人', by)]),
    sealOf(part.facts.in_name_of, null),
    whomToCall(ownUnit(here)),
  ]
}

/** D-18: when, where, how, with whom. */
export const meetingPaper = (
  here: Here,
  part: Mediation,
  { at, place, mode, minutes, room, guests, bring }: NonNullable<MediationFacts['meeting']>,
): Blocks => [
  numberOf(here, part),
  matterBox(here, part.facts, [
    cell('时间', momentWords(at)),
    cell('大概多久', minutes ? `${minutes} 分钟` : ''),
    cell('方式', SESSION_MODES[mode as SessionMode] ?? mode),
    cell('调解员', part.facts.mediators.map((it) => it.name).join('、')),
    cell('地点', whereTo({ place, room: room ?? null }), true),
    ...(guests?.length ? [cell('还请了', guests.map(guestWords).join('、'), true)] : []),
    ...(bring ? [cell('请带', bring, true)] : []),
  ]),
  paragraph('请按时参加。不方便请提前告诉我们，可以换时间。不来不等于同意，也不会有不利后果。'),
  whomToCall(ownUnit(here)),
  signing([byName('调解员', ...part.facts.mediators.map((it) => it.name))]),
  sealOf(part.facts.in_name_of, here.today),
]

/** Lines of a record as they were written: 张三：… is what 张三 said, the rest is the recorder's. */
export function saidLines(text: string, names: readonly string[]): { who: string | null; text: string }[] {
  const known = new Set([...names, '问', '答', '调解员', '记录人', '申请人', '被申请人', '对方'])
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, who = '', said = ''] = /^([^：:]{1,30})[：:](.+)$/u.exec(line) ?? []
      return known.has(who.trim()) ? { who: who.trim(), text: said.trim() } : { who: null, text: line }
    })
}

/** 调解结果 as the form words it (domain 3.2 D-07). */
const RESULTS: readonly [Session['result'], string][] = [
  ['agreed', '成功'],
  ['failed', '不成'],
  ['goes_on', '有待继续调解'],
]

/** D-07: one session as it was recorded, read back and signed. */
export const sessionPaper = (
  here: Here,
  part: Mediation,
  session: Pick<Session, 'place' | 'present' | 'helpers' | 'text'> & { mode: SessionMode; result: Session['result'] },
  recorder: string,
): Blocks => {
  const mediators = part.facts.mediators.map((it) => it.name)
  const present = partiesAmong(here, session.present)
  const told = part.facts.rights_told
  const names = [
    ...present.flatMap(({ facts: { name, speaks, agents = [] } }) => [
      name,
      speaks ?? '',
      ...agents.map((it) => it.name),
    ]),
    ...mediators,
    recorder,
  ].filter((name) => name !== '')
  return [
    numberOf(here, part),
    box([
      cell('查询编号', here.file?.short_code),
      cell('方式', SESSION_MODES[session.mode]),
      cell('时间', momentWords(here.occurred_at)),
      cell('地点', session.place),
      cell('当事人', namesOf(here, session.present), true),
      cell('参加人', session.helpers || '无', true),
      cell('调解员', mediators.join('、')),
      cell('记录人', recorder),
      cell('事由', part.facts.matter, true),
    ]),
    ...(told
      ? [
          paragraph(
            `调解开始前（${momentWords(told.at)}），${told.by}已经${told.present ? `向${namesOf(here, told.present)}` : ''}告知调解的性质、原则和当事人的权利义务。`,
          ),
        ]
      : []),
    heading('调解记录'),
    { kind: 'record', lines: saidLines(session.text, names) },
    field('调解结果', RESULTS.map(([result, says]) => `${result === session.result ? '■' : '□'} ${says}`).join('　')),
    paragraph('以上记录已经读给（交给）各方听（看），记得没有错。'),
    theEnd,
    signing([...partiesSign(here, present), byName('调解员', ...mediators), byName('记录人', recorder)]),
    sealOf(part.facts.in_name_of, null),
  ]
}

/** D-13, D-13n, D-16 of a mediation: it is over without agreement; never without the other routes (INV-2). */
export const overBlocks = (
  here: Here,
  part: Mediation,
  unit: Receiver,
  told: { because: string; note: string; registrar?: string },
): Blocks => [
  numberOf(here, part),
  matterBox(here, part.facts),
  field('为什么结束', told.because),
  ...(told.note ? [field('说明', told.note)] : []),
  paragraph('调解到此结束，不影响任何一方的权利。不同意调解不会有任何不利后果。'),
  whomToCall(unit),
  routesBlock(),
  signing([
    told.registrar === undefined
      ? byName('调解员', ...part.facts.mediators.map((it) => it.name))
      : byName('登记人', told.registrar),
  ]),
  sealOf(part.facts.in_name_of, here.today),
]

/** What a mediation tells everybody besides: its head, what is said, whom to call, the seal. */
export const toldBlocks = (
  here: Here,
  part: Mediation,
  said: Blocks,
  after: Blocks = [],
  unit: Receiver = ownUnit(here),
): Blocks => [
  numberOf(here, part),
  matterBox(here, part.facts),
  ...said,
  whomToCall(unit),
  ...after,
  sealOf(part.facts.in_name_of, here.today),
]
