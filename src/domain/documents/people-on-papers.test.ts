import { expect, test } from 'vitest'
import { drawnFrom, IDS, MADE, papersOf } from '#test/paper-files.ts'
import * as one from '#test/parts.ts'
import { textOfPaper } from '#test/whole-papers.ts'
import { uuid } from '#test/world-of-rules.ts'
import type { PaperContent } from '../disputes/consequences.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import { sourceWords } from '../mediation/papers.ts'
import type { Here } from '../step.ts'
import { TABLE } from '../table.ts'
import { visitTitle } from '../visits/papers.ts'
import type { DrawnForm } from './drawn-form-names.ts'
import { drawForm, printsOf } from './drawn-forms.ts'
import { agentsSign, partiesOn, partiesSign, partyBox } from './pieces.ts'

const { THIRD } = one
const closingPaper = (here: Here): PaperContent => {
  const [dispute] = partsOf(here.parts, 'dispute')
  const [paper] = dispute ? papersOf('close', here, dispute, {}) : []
  if (!paper) throw new Error('no closing report')
  return paper.content
}

test('of the other side her own application has the name, and the register of acceptance has no box of anybody', () => {
  const file = drawnFrom('full')
  const text = textOfPaper(drawForm(file, { form: 'D-01', of: IDS.APPLICANT }) ?? { title: '', to: '', blocks: [] })
  expect(text).toContain('枫溪县柳河石料厂')
  expect(text).toContain('务农')
  for (const known of ['柳河镇工业路 3 号', '厂长', '36 人', '宋春生', '邢大山']) expect(text).not.toContain(known)
  const accepted = textOfPaper(MADE['D-02m']?.('full') ?? { title: '', to: '', blocks: [] })
  for (const known of ['务农', '柳河镇工业路 3 号', '厂长']) expect(accepted).not.toContain(known)
  expect(accepted).toContain('调解苗秀禾、枫溪县柳河石料厂之间的纠纷')
})

const ofDispute = (
  facts: object,
  more: (file: ReturnType<typeof drawnFrom>) => Part[] = ({ here }) => [...here.parts],
) => {
  const file = drawnFrom('full')
  const parts = more(file).map((it) => (it.part === 'dispute' ? { ...it, facts: { ...it.facts, ...facts } } : it))
  return { ...file, here: { ...file.here, parts } }
}
const textOf = (file: ReturnType<typeof drawnFrom>, form: DrawnForm, of = IDS.APPLICANT): string =>
  textOfPaper(drawForm(file, { form, of }) ?? { title: '', to: '', blocks: [] })

test('a paper that parties read does not say by which door it came where that would give away who told of it', () => {
  const protected_reporter = 'someone'
  const told = ['CH01', 'CH02', 'CH13', 'CH14'].map((channel) => ofDispute({ channel }))
  for (const { here } of [...told, ofDispute({ channel: 'CH03', protected_reporter })]) {
    const text = sourceWords(here, { begun_by: 'applicant' })
    expect(text).not.toContain('来源')
    expect(text).not.toMatch(/网格员|排查|舆情|信息员/)
    expect(textOfPaper(closingPaper(here))).toMatch(/案件来源：\n/)
  }
  expect(sourceWords(ofDispute({ channel: 'CH03' }).here, { begun_by: 'applicant' })).toContain('来源：群众来访')
})

test('whether somebody asked or the committee came is ticked only where it was written down', () => {
  const { here } = drawnFrom('full')
  expect(sourceWords(here, {})).not.toContain('■')
  expect(sourceWords(here, { begun_by: 'applicant' })).toContain('■ 当事人申请')
  expect(sourceWords(here, { begun_by: 'committee' })).toContain('■ 人民调解委员会主动调解')
  expect(sourceWords(ofDispute({ channel: 'CH08' }).here, { begun_by: 'applicant' })).toMatch(/□ 当事人申请.*■ 移送/)
})

test('what some of them mediate does not stand on the closing report that others read', () => {
  const { here } = drawnFrom('full')
  expect(textOfPaper(closingPaper(here))).not.toContain('修沟的费用')
  const among = here.parts.map((it) =>
    it.part === 'mediation' ? { ...it, facts: { ...it.facts, parties: [IDS.APPLICANT, IDS.RESPONDENT, THIRD] } } : it,
  )
  expect(textOfPaper(closingPaper({ ...here, parts: among }))).toContain('修沟的费用')
})

test('no words are put in her mouth: of a matter somebody else told of her application is empty lines', () => {
  expect(textOf(ofDispute({}), 'D-01')).toContain('雨天水漫进院子')
  const hand_over = { from_unit: '派出所', paper: '移送函', number: '1', on: '2026-01-01' }
  for (const facts of [{ channel: 'CH01' }, { channel: 'CH14' }, { channel: 'CH08' }, { channel: 'CH03', hand_over }]) {
    const text = textOf(ofDispute(facts), 'D-01')
    expect(text).toContain('纠纷简要情况')
    expect(text).not.toMatch(/雨天水漫进院子|赔 3000 元/)
    expect(textOf(ofDispute(facts), 'D-22')).not.toContain('我于')
  }
})

test('who came over with a merged file did not ask here, and an office that mediates itself is asked without the ministry’s form', () => {
  const forms = (file: ReturnType<typeof drawnFrom>) =>
    printsOf(file.here)
      .filter(({ of }) => of === IDS.APPLICANT)
      .map(({ form }) => form)
  expect(forms(ofDispute({}))).toEqual(['D-01', 'D-22', 'D-23'])
  const came_from = { file_id: IDS.FILE, party_id: IDS.APPLICANT }
  const changed = (part: string, facts: object) =>
    ofDispute({}, ({ here }) =>
      here.parts.map((it) => (it.part === part ? { ...it, facts: { ...it.facts, ...facts } } : it) as Part),
    )
  expect(forms(changed('party', { came_from }))).toEqual(['D-23'])
  expect(forms(changed('mediation', { kind: 'administrative' }))).toEqual(['D-22', 'D-23'])
})

const besideHer = (facts: object, more: Partial<Here> = {}): Here => {
  const { here } = drawnFrom('full')
  const parts = here.parts.map((it) => (it.id === IDS.APPLICANT ? { ...it, facts: { ...it.facts, ...facts } } : it))
  return { ...here, parts: parts as Part[], ...more }
}
const agentWith = (more: object) => {
  const [agent] = partsOf(drawnFrom('full').here.parts, 'party')[0]?.facts.agents ?? []
  return { agents: [{ ...agent, ...more }] }
}
const herBox = (here: Here): string => {
  const [party] = partsOf(here.parts, 'party')
  return party ? textOfPaper({ title: '', to: '', blocks: [partyBox(here, party)] }) : ''
}
const lines = (here: Here) =>
  partiesSign(here, partsOf(here.parts, 'party').slice(0, 1)).map(({ role, names }) => [role, ...names])

test('an authority that ran out, was taken back or does not hold yet is on no paper', () => {
  expect(herBox(besideHer({}))).toContain('毛律师')
  const ended = { at: '2026-02-25T01:00:00.000Z', by: '', note: '' }
  for (const more of [{ until: '2026-02-28' }, { ended }, { paper: { number: '', on: '2026-03-09' } }]) {
    const here = besideHer(agentWith(more))
    expect(herBox(here)).not.toContain('毛律师')
    expect(agentsSign(here, partsOf(here.parts, 'party'))).toEqual([])
    const file = { ...drawnFrom('full'), here }
    expect(textOf(file, 'D-23')).toMatch(/代收人：\n/)
  }
  expect(textOf({ ...drawnFrom('full'), here: besideHer({}) }, 'D-23')).toContain('代收人：毛律师')
})

test('one special power makes the authority a special one; for her signs only who has both', () => {
  for (const [powers, says, signs] of [
    [['receive_papers'], '一般授权', 0],
    [['settle'], '特别授权', 0],
    [['settle', 'take_part'], '特别授权', 1],
  ] as const) {
    const here = besideHer(agentWith({ powers }))
    expect(herBox(here)).toContain(`毛律师（${says}）`)
    expect(agentsSign(here, partsOf(here.parts, 'party'))).toHaveLength(signs)
  }
  expect(textOfPaper(MADE['D-08 签字稿']?.('full') ?? { title: '', to: '', blocks: [] })).toContain(
    '委托代理人（签名）：毛律师（代苗秀禾）',
  )
})

test('the record of a session names those whom the rights were read to, and says of nobody else that they were', () => {
  const text = textOfPaper(MADE['D-07']?.('full') ?? { title: '', to: '', blocks: [] })
  expect(text).toContain('周调解已经向苗秀禾告知调解的性质')
  expect(text).not.toContain('当面')
  const part = one.mediation('notified')
  const begun = TABLE.begin_session.then(one.hereWith([...one.PARTIES, part]), part, {
    ...{ rights_told: true, present: [IDS.APPLICANT], guardians: [], open_to_public: false },
  } as never)
  expect(begun[0]).toMatchObject({ facts: { rights_told: { present: [IDS.APPLICANT] } } })
})

const urged = (): Here => {
  const [late] = [one.obligation('breached')]
  return one.hereWith([...one.PARTIES, one.mediation('agreed'), one.agreement('in_effect'), late])
}

test('an urging bears the committee’s name and its mediator’s line, a refusal that of who registered it', () => {
  const here = urged()
  const [late] = partsOf(here.parts, 'obligation')
  const [urging] = late ? papersOf('urge', here, late, { how: 'phone', answer: '说下月付。' }) : []
  const text = textOfPaper(urging?.content ?? { title: '', to: '', blocks: [] })
  expect(text).toContain('石桥村人民调解委员会（盖章）')
  expect(text).toContain(`调解员（签名）：${one.CLERK.name}`)
  const dispute = one.dispute('registered')
  const said = { ground: 'reserved_by_law', explanation: '。' }
  const [refusal] = papersOf('refuse', one.hereWith([...one.PARTIES, dispute]), dispute, said)
  expect(textOfPaper(refusal?.content ?? { title: '', to: '', blocks: [] })).toContain(
    `登记人（签名）：${one.CLERK.name}`,
  )
})

test('an office that mediates itself has no paper under the committee’s title, and promises no confirmation', () => {
  const part = one.mediation('seeking_consent', { kind: 'administrative' })
  const here = one.hereWith([...one.PARTIES, one.dispute('open'), part])
  const [accepted] = papersOf('accept_mediation', here, part, {})
  expect(accepted?.content.title).toBe('调解受理登记表')
  const begun = one.mediation('notified', { kind: 'administrative' })
  const told = papersOf('begin_session', one.hereWith([...one.PARTIES, begun]), begun, {
    ...{ rights_told: true, present: [IDS.APPLICANT] },
  })
  expect(told[0] && textOfPaper(told[0].content)).not.toContain('司法确认')
  expect(visitTitle(one.hereWith([part, one.agreement('in_effect')]), one.visit('due'))).toBe('调解回访记录')
})

test('a register of what was agreed by word of mouth promises nobody a copy, and bears no day by a seal nobody set', () => {
  const text = textOfPaper(MADE['D-09']?.('full') ?? { title: '', to: '', blocks: [] })
  expect(text).not.toContain('一式')
  expect(text).toContain('（盖章）　　年　月　日')
})

test('who may do nothing herself signs nothing: the line is her guardian’s, known or not', () => {
  const born = (year: number) => ({ born: `${year}-05-01`, finding: 'by_age', lives_by_own_work: false, basis: '' })
  const guardian = { name: '苗大叔', relation: '父亲', reach_id: null, paper: '' }
  expect(lines(besideHer({ capacity: born(2020), guardian }))).toEqual([['苗秀禾的监护人', '苗大叔']])
  expect(lines(besideHer({ capacity: born(2020) }))).toEqual([['苗秀禾的监护人']])
  expect(lines(besideHer({ capacity: born(2012), guardian }))).toEqual([
    ['申请人', '苗秀禾'],
    ['监护人', '苗大叔'],
  ])
})

test('of more than four parties the table still says who stands for each', () => {
  const here = besideHer({ guardian: { name: '苗大叔', relation: '父亲', reach_id: null, paper: '' } })
  const group = { kind: 'group' as const, representatives: [{ name: '宋春生', paper: '', reach_id: null }] }
  const [first] = partsOf(here.parts, 'party')
  const five = [
    first,
    ...[41, 42, 43].map((id) => one.party(uuid(id), 'respondent')),
    one.party(uuid(44), 'third', group),
  ]
  const text = textOfPaper({
    title: '',
    to: '',
    blocks: partiesOn(
      here,
      five.flatMap((it) => it ?? []),
    ),
  })
  for (const says of ['监护人苗大叔（父亲）', '委托代理人毛律师（特别授权）', '代表人宋春生'])
    expect(text).toContain(says)
})
