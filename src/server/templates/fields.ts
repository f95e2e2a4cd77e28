import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import { drawn } from '#domain/documents/forms.ts'
import type { TemplateField, TemplateForm } from '#domain/documents/template-forms.ts'
import type { PaperToDraw } from '../render/lay-out.ts'
import { type TemplateValues, type ToldValues, templateValues } from '../render/template-values.ts'

/** Whatever a paper of parties may say of one of them, beside what the sample happens to say. */
const OF_A_PARTY = [
  ...['身份', '姓名', '性别', '民族', '年龄', '职业或职务', '联系方式', '住址', '统一社会信用代码', '法定代表人'],
  ...['职务', '到场的人', '人数', '代表人', '监护人', '委托代理人'],
]
const PARTIES = ['当事人', '申请人', '被申请人', '第三人', '本人', '委托人']
/** Sheets that are drawn for any party. */
export const OF_ANY_SIDE: readonly TemplateForm[] = ['D-22', 'D-23']
const OTHERS = { columns: ['栏目', '内容'], says: '没有单独占位符的栏目（例如每个人的意见）', example: '' }
const MOST_EXAMPLE = 40
/** The people of the samples: a label with one of them in it is no name of a form. */
const OF_THE_SAMPLE = /苗秀禾|柳河石料厂|某单位|一群人|石桥村二组/

/** The samples are read when somebody opens the page of templates, and not before. */
let samples: Record<TemplateForm, PaperContent[]> | undefined
export const samplesOf = (form: TemplateForm): PaperContent[] => {
  samples ??= JSON.parse(readFileSync(join(import.meta.dirname, 'samples.json'), 'utf8')) as Record<
    TemplateForm,
    PaperContent[]
  >
  return samples[form]
}

/** The form filled with everything an invented file holds: what a template is tried on. */
export const samplePaper = (form: TemplateForm, at: string): PaperToDraw => {
  const [content] = samplesOf(form)
  if (!content) throw new Error(`no sample of ${form}`)
  return { id: '样例，不是真的文书', form, made_at: at, test_time: false, content: drawn(content) }
}

const AT = '2026-03-02T02:00:00.000Z'
const readSamples = (form: TemplateForm): ToldValues[] =>
  samplesOf(form).map((content) =>
    templateValues({ id: '', form, made_at: AT, test_time: false, content: drawn(content) }),
  )

const shortened = (text: string): string => {
  const line = text.replaceAll('\n', ' ')
  return [...line].length > MOST_EXAMPLE ? `${[...line].slice(0, MOST_EXAMPLE).join('')}……` : line
}

const known = new Map<TemplateForm, TemplateField[]>()
/** Every placeholder of a form: what stands on it, by the names of its own labels. A template may name these and no others. */
export function fieldsOf(form: TemplateForm): TemplateField[] {
  const before = known.get(form)
  if (before) return before
  const read = readSamples(form)
  const names = new Set(read.flatMap(({ texts, rows }) => [...texts.keys(), ...rows.keys()]))
  const ofParties = read.some(({ rows }) => rows.has('当事人'))
  // A sheet of one party is hers whichever side she is on: the names of the sides would leave another's blank.
  if (OF_ANY_SIDE.includes(form)) {
    for (const name of names) if (/^(申请人|被申请人|第三人)/.test(name)) names.delete(name)
  } else if (ofParties && form !== 'D-11') for (const side of ['被申请人', '第三人']) names.add(side)
  for (const side of PARTIES)
    if (names.has(side) && side !== '当事人' && read.some(({ rows }) => rows.has('当事人') || rows.has(side)))
      for (const label of OF_A_PARTY) names.add(`${side}${label}`)
  const fields = [...names].flatMap((name): TemplateField[] => {
    if (OF_THE_SAMPLE.test(name)) return []
    if (name === '其他栏目') return [{ name, ...OTHERS }]
    const columns = new Set(read.flatMap(({ rows }) => (rows.get(name) ?? []).flatMap((row) => [...row.keys()])))
    const isParty = PARTIES.includes(name) && ofParties
    if (isParty) for (const it of OF_A_PARTY) columns.add(it)
    const says = read.map((it) => it.says.get(name)).find((it) => it !== undefined) ?? saysOfParty(name)
    const example = read.map(({ texts }) => texts.get(name) ?? '').find((it) => it !== '') ?? ''
    return [{ name, columns: columns.size > 0 ? [...columns] : null, says, example: shortened(example) }]
  })
  known.set(form, fields)
  return fields
}

const saysOfParty = (name: string): string => {
  const side = PARTIES.find((it) => name.startsWith(it) && name !== it)
  return side ? `${side}的${name.slice(side.length)}，几位的用顿号隔开` : `${name}的姓名或者名称；也可以逐个列出`
}

/** What a template of this form is filled with. */
export const valuesOf = (form: TemplateForm, paper: PaperToDraw): TemplateValues => {
  const { says: _, ...values } = templateValues(paper, new Set(fieldsOf(form).map(({ name }) => name)))
  return values
}

/** Whether the form lists the other lawful routes: then a template of it must (INV-2). */
export const listsRoutes = (form: TemplateForm): boolean => fieldsOf(form).some(({ name }) => name === '其他途径')
