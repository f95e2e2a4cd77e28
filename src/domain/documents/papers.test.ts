import { expect, test } from 'vitest'
import { DRAWN_OF, OF_THE_SET } from '#test/every-paper.ts'
import { drawnFrom, IDS, MADE } from '#test/paper-files.ts'
import * as one from '#test/parts.ts'
import { faultOfPaper, textOfPaper } from '#test/whole-papers.ts'
import { partsOf } from '../disputes/parts.ts'
import type { DrawnForm } from './drawn-form-names.ts'
import { drawForm, printsOf, printsOfParty } from './drawn-forms.ts'
import { NO_WAYS } from './file-on-paper.ts'
import { drawn } from './forms.ts'

const PERSON = ['姓名', '性别', '民族', '年龄', '职业或职务', '联系方式', '单位或住址']
const ORGANISATION = ['名称', '统一社会信用代码', '法定代表人', '职务', '住所']
/** What domain 3.2 asks of each form: each of it stands on the paper, filled or as a line for the pen. */
const REQUIRED: Record<string, string[]> = {
  'D-00': [
    '人民调解委员会',
    '卷名',
    '卷号',
    '卷宗类型',
    '年度',
    '人民调解员',
    '调解日期',
    '立卷人',
    '立卷日期',
    '保管期限',
    '备注',
  ],
  'D-00b': ['序号', '文书名称', '页号', '备注'],
  'D-01': [
    ...PERSON,
    ...ORGANISATION,
    '纠纷简要情况',
    '当事人申请事项',
    '自愿申请人民调解',
    '申请人（签名、指印）',
    '年　　　月　　　日',
  ],
  'D-02m': [
    '登记日期',
    '经当事人同意，调解',
    '纠纷类型',
    '案件来源',
    '当事人申请',
    '人民调解委员会主动调解',
    '纠纷简要情况',
    '申请人（签名、指印）',
    '登记人',
    '（盖章）',
    '备注',
  ],
  'D-03': [
    '群众性组织',
    '自愿',
    '平等',
    '不收任何费用',
    '权利和义务',
    '司法确认',
    '还可以走的途径',
    '要求换人',
    '保密',
    '录音',
    '个人信息',
    '告知人',
    '告知时间',
  ],
  'D-04b': ['受委托人', '和委托人的关系', '委托事项', '代理权限', '逐项授权', '代理期限'],
  'D-05': ['时间', '地点', '参加人', '被调查人', '问：', '答：', '请如实说', '被调查人（签名、指印）', '记录人'],
  'D-07': ['时间', '地点', '当事人', '参加人', '调解记录', '调解结果', '调解员（签名）', '记录人（签名）'],
  'D-08 签字稿': [
    ...PERSON,
    ...ORGANISATION,
    '人调字第',
    '纠纷主要事实、争议事项',
    '自愿达成如下协议',
    '履行方式、时限',
    '一式 3 份',
    '（以下无正文）',
    '申请人（签名、指印）',
    '被申请人（签名、盖章）',
    '调解员（签名）',
    '记录人（签名）',
    '石桥村人民调解委员会（盖章）',
  ],
  'D-08': [
    ...PERSON,
    ...ORGANISATION,
    '人调字第',
    '纠纷主要事实、争议事项',
    '自愿达成如下协议',
    '履行方式、时限',
    '一式 3 份',
    '生效日期',
    '（以下无正文）',
    '调解员（签名）',
    '石桥村人民调解委员会（盖章）',
  ],
  'D-09': [...PERSON, '人调字第', '纠纷主要事实、争议事项', '履行方式、时限', '调解员（签名）', '记录人（签名）'],
  'D-11': [
    ...PERSON,
    ...ORGANISATION,
    '请求确认',
    '事实和理由',
    '调解协议的内容',
    '恶意串通',
    '人民法院',
    '身份证明',
    '财产权利证明',
  ],
  'D-12': [
    '当事人',
    '人调字第',
    '回访事由',
    '回访时间',
    '履行情况',
    '满意情况',
    '后来去法院的情况',
    '有没有别的隐患',
    '采取的措施',
    '回访人（签名）',
  ],
  'D-13': ['为什么结束', '还可以走的途径', '调解员（签名）', '（盖章）'],
  'D-14': ['共几页', '缺页', '改正', '合卷、分卷', '立卷人', '检查人', '立卷日期', '检查日期'],
  'D-15': ['立卷人', '检查人', '立卷时间', '共几页'],
  'D-17': ['原来的期限', '延长', '苗秀禾同意', '申请人（签名、指印）'],
  'D-18': ['时间', '地点', '方式', '调解员（签名）', '（盖章）'],
  'D-20': [
    '卷号',
    '填表时间',
    '承办单位',
    '承办人',
    '收到的时间',
    '结案时间',
    '当事人',
    '案件来源',
    '纠纷简要事实',
    '调处结果',
    '审批意见',
  ],
  'D-22': ['自愿撤回', '可以不写', '申请人（签名、指印）'],
  'D-23': ['收件人', '电话', '送达地址', '邮政编码', '电子送达', '申请人（签名、指印）'],
}

/** An authority nobody gave is no form; every other form is there from the emptiest file. */
const NOT_OF_THE_EMPTY: readonly string[] = ['D-04b']

for (const [form, make] of OF_THE_SET)
  for (const how of ['full', 'empty'] as const)
    test(`${form} of a file with ${how === 'full' ? 'everything' : 'next to nothing'} said is whole and has every field of its form`, async () => {
      const content = make(how)
      if (how === 'empty' && NOT_OF_THE_EMPTY.includes(form)) return expect(content).toBeNull()
      if (!content) throw new Error(`there is no ${form}`)
      expect(faultOfPaper(content)).toBeNull()
      const text = textOfPaper(content)
      for (const label of REQUIRED[form] ?? ['']) expect(text).toContain(label)
      await expect(text).toMatchFileSnapshot(`./golden/${form.replace(' ', '-')}-${how}.txt`)
    })

test('every form of the table above is one that is made', () => {
  expect(OF_THE_SET.map(([form]) => form).sort()).toEqual(Object.keys(REQUIRED).sort())
})

test('what is not known is a line for the pen, and never a word of the program', () => {
  const text = textOfPaper(MADE['D-08']?.('empty') ?? { title: '', to: '', blocks: [] })
  expect(text).toContain('│ 民族：\n')
  expect(text).toContain('│ 联系方式：\n')
})

test('where she lives stands on a paper both read only where nobody may be hurt; how she is reached stands on her own alone', () => {
  const file = drawnFrom('full')
  const address = '石桥村二组 12 号'
  const confirmation = (of = file) =>
    textOfPaper(drawForm(of, { form: 'D-11', of: IDS.AGREEMENT }) ?? { title: '', to: '', blocks: [] })
  expect(confirmation()).toContain(address)
  expect(confirmation()).not.toContain('0990-7654321')
  const danger = {
    id: IDS.FILE,
    kind: 'violence' as const,
    what: '',
    seen_at: '',
    at: '',
    by: '',
    endangered: [],
    who: '',
    told: null,
    declined: null,
  }
  const parts = file.here.parts.map((it) =>
    it.part === 'dispute' ? { ...it, facts: { ...it.facts, dangers: [danger] } } : it,
  )
  const hurt = { ...file, here: { ...file.here, parts } }
  expect(confirmation(hurt)).not.toContain(address)
  const own = drawForm(hurt, { form: 'D-23', of: IDS.APPLICANT })
  expect(own && textOfPaper(own)).toContain(address)
  expect(own && textOfPaper(own)).toContain('0990-7654321')
  // Whoever may not read how she is reached reads of no place where she lives either, on whatever sheet.
  const shut = { ...hurt, ways: () => NO_WAYS }
  for (const [form, of] of Object.entries(DRAWN_OF) as [DrawnForm, string][])
    expect(textOfPaper(drawForm(shut, { form, of }) ?? { title: '', to: '', blocks: [] })).not.toMatch(
      /石桥村二组 12 号|0990-7654321/,
    )
})

test('the joint application is there only while the window is open, for what a court may confirm, and for those it binds', () => {
  const file = drawnFrom('full')
  const asked = { form: 'D-11' as const, of: IDS.AGREEMENT }
  expect(drawForm(file, asked)).not.toBeNull()
  const [bound] = partsOf(file.here.parts, 'agreement')
  if (!bound) throw new Error('no agreement')
  const with_ = (more: Partial<typeof file.here>) => drawForm({ ...file, here: { ...file.here, ...more } }, asked)
  expect(with_({ today: '2026-04-02' })).toBeNull()
  expect(with_({ clocks: [one.clock('T-54', bound)] })).toBeNull()
  const changed = (facts: object) =>
    file.here.parts.map((it) =>
      it.id === bound.id ? { ...it, facts: { ...it.facts, ...facts } } : it,
    ) as typeof file.here.parts
  expect(with_({ parts: changed({ identity_relation: true }) })).toBeNull()
  expect(printsOfParty(file.here, IDS.APPLICANT).map(({ form }) => form)).toEqual(['D-01', 'D-11', 'D-22', 'D-23'])
  const [, , third] = partsOf(file.here.parts, 'party')
  expect(printsOfParty(file.here, third?.id ?? '').map(({ form }) => form)).toEqual(['D-23'])
})

test('a paper that names a party of a mediation only draws what it is asked of this file', () => {
  const file = drawnFrom('full')
  expect(drawForm(file, { form: 'D-01', of: IDS.RESPONDENT })).toBeNull()
  expect(drawForm(file, { form: 'D-00', of: IDS.APPLICANT })).toBeNull()
  expect(printsOf({ ...file.here, file: null })).toEqual([])
})

test('an agreement is ended before its signatures, and what is no part of it stands below them', () => {
  const content = MADE['D-08']?.('empty')
  if (!content) throw new Error('no agreement')
  const kinds = drawn(content).blocks.map(({ kind }) => kind)
  const end = kinds.indexOf('end')
  expect(kinds.slice(end, end + 3)).toEqual(['end', 'sign', 'seal'])
  expect(kinds.slice(0, end)).not.toContain('list')
})
