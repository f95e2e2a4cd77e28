import { counted } from '#domain/documents/counted.ts'
import { placeholderOf } from '#domain/documents/template-forms.ts'
import { latestBuiltIn, wordingOf } from '#domain/documents/wordings.ts'
import { type Laid, layOut, type PaperToDraw } from './lay-out.ts'

type Row = Map<string, string>
/** Something the paper says, and the placeholders by any one of which a template says it too. */
export type Said = { by: string[]; text: string }
/**
 * What the placeholders of a template stand for: texts by name, and lists by name, row by row. Text, and nothing but text. `said`: all the
 * paper says, so that what a template has no place for can stand at its end; `foot`: what the copy is, for a template that does not say it.
 */
export type TemplateValues = { texts: Map<string, string>; rows: Map<string, Row[]>; said: Said[]; foot: string }
/** The same with what each stands for, for the table a template is written by. */
export type ToldValues = TemplateValues & { says: Map<string, string> }

const SIDES = ['申请人', '被申请人', '第三人']
/** Lists that are the form's own; all others tell the reader something, and a county may word their headings. */
export const OWN_LISTS = ['附', '逐项授权', '帮助人的承诺', '别的机关的决定']
export const ROUTES = ((it) => (it.kind === 'list' ? it.label : ''))(
  wordingOf('other_routes', latestBuiltIn('other_routes')),
)
/** A company has a name and a seat where a person has hers: one template serves both. */
export const SAME: Readonly<Record<string, string>> = {
  名称: '姓名',
  姓名或名称: '姓名',
  单位或住址: '住址',
  住所: '住址',
}
/** Sheets of one party, whichever side she is on. */
const OF_ONE = ['D-01', 'D-04b', 'D-22', 'D-23']
const BLANK_DAY = /^[\s　]*年[\s　]*月[\s　]*日[\s　]*$/
const EVERY = '其他栏目'
/** What is said below a heading after its table, clauses or record: it is no part of them. */
export const AFTER = '结尾文字'
/** What the copy itself must say (design 10): which paper it is, and of when. */
export const FOOT = ['系统编号', '制作时间']

/**
 * Reads a paper as the placeholders of a template name it: each label, heading and box by its own name.
 * @param known the form's own names: what else stands on the paper is gathered under 其他栏目, so that nothing is lost
 */
export function templateValues(paper: PaperToDraw, known?: ReadonlySet<string>): ToldValues {
  const { title, blocks, foot } = layOut(paper)
  const { form } = paper
  const texts = new Map<string, string>()
  const rows = new Map<string, Row[]>()
  const says = new Map<string, string>()
  const said: Said[] = []
  const put = (name: string, text: string, what: string) => {
    if (name === '') return
    const before = texts.get(name)
    texts.set(name, before === undefined || before === '' ? text : text === '' ? before : `${before}\n${text}`)
    if (!says.has(name)) says.set(name, what)
  }
  const list = (name: string, row: Record<string, string>) =>
    rows.set(name, [...(rows.get(name) ?? []), new Map(Object.entries(row))])
  const tell = (by: string[], text: string) => {
    if (text.trim() !== '') said.push({ by, text })
  }
  /** What the form has no name for, among the rest of it. */
  const among = (label: string, text: string): boolean => {
    if (!known || known.has(placeholderOf(label))) return false
    put(EVERY, `${label}：${text}`, '')
    list(EVERY, { 栏目: label, 内容: text })
    tell([EVERY], `${label}：${text}`)
    return true
  }
  const labelled = (label: string, text: string) => {
    if (among(label, text)) return
    const name = placeholderOf(label)
    put(name, text, `“${label}”一栏`)
    if (text.trim() !== '') tell([name], `${label}：${text}`)
  }
  const person = (caption: string, cells: readonly { label: string; text: string }[]) => {
    const hers = new Map<string, string>()
    for (const { label, text } of cells) {
      const name = SAME[placeholderOf(label)] ?? placeholderOf(label)
      hers.set(name, [hers.get(name) ?? '', text].filter((it) => it !== '').join('、'))
    }
    if (!hers.has('身份')) hers.set('身份', caption)
    const isFirst = OF_ONE.includes(form) && !rows.has('本人')
    const every = [caption, ...(SIDES.includes(caption) ? ['当事人'] : []), ...(isFirst ? ['本人'] : [])]
    tell(
      every.flatMap((of) => [of, ...[...hers.keys()].map((label) => `${of}${label}`)]),
      `${caption}：${cells.flatMap(({ label, text }) => (text === '' ? [] : [`${label} ${text}`])).join('，')}`,
    )
    for (const of of every) {
      list(of, Object.fromEntries(hers))
      for (const [label, text] of [['', hers.get('姓名') ?? ''], ...(of === '当事人' ? [] : hers)]) {
        const name = `${of}${label}`
        texts.set(name, [texts.get(name) ?? '', text].filter((it) => it !== '').join('、'))
        says.set(name, label === '' ? `${of}的姓名或者名称；也可以逐个列出` : `${of}的${label}，几位的用顿号隔开`)
      }
    }
  }

  put('标题', title, '文书的名称')
  put('文书代码', form, '这一种文书的代码')
  put('系统编号', foot.id, '这一份文书在案卷里的编号')
  put('制作时间', foot.made.replace(/ \S+$/, ''), '这一份文书制作的时间')
  let heading: string | null = null
  let isAfter = false
  for (const block of blocks) {
    if (block.kind === 'heading' || block.kind === 'end') {
      heading = block.kind === 'heading' ? block.text : null
      isAfter = false
    } else {
      read(block)
      isAfter ||= block.kind !== 'paragraph'
    }
  }

  function paragraph(text: string): void {
    const isUnder = heading !== null && !isAfter
    if (isUnder && among(heading ?? '', text)) return
    const name = isUnder ? placeholderOf(heading ?? '') : heading === null ? '正文' : AFTER
    if (!isUnder) list(name, { 内容: text })
    const what = name === AFTER ? '条款、表格、记录后面的各段文字' : '没有栏目的各段文字'
    put(name, text, isUnder ? `“${heading}”下面的内容` : what)
    tell([name], isUnder ? `${heading}：${text}` : text)
  }

  function read(block: Laid): void {
    const under = heading === null ? null : placeholderOf(heading)
    const below = `“${heading}”下面的内容`
    switch (block.kind) {
      case 'to':
        put('抬头', block.text, '写给谁')
        return
      case 'number':
        put('编号', block.text.replace(/^编号[：:]/, ''), '标题下面的编号（卷号）')
        return
      case 'paragraph':
        if (BLANK_DAY.test(block.text)) return
        paragraph(block.text)
        return
      case 'fields':
        for (const { label, text } of block.rows) labelled(label, text)
        return
      case 'box': {
        const cells = block.rows.flat()
        if (block.caption !== null && cells.some(({ label }) => label === '姓名' || label === '名称'))
          person(placeholderOf(block.caption), cells)
        else for (const { label, text } of cells) labelled(label, text)
        return
      }
      case 'clauses': {
        const name = under ?? '条款'
        const whole = block.items.map((text, nth) => `${counted(nth + 1)}、${text}`).join('\n')
        if (heading !== null && among(heading, whole)) return
        tell([name], `${heading ?? name}：\n${whole}`)
        block.items.forEach((text, nth) => {
          put(name, `${counted(nth + 1)}、${text}`, below)
          list(name, { 序号: counted(nth + 1), 内容: text })
        })
        return
      }
      case 'list': {
        const own = placeholderOf(block.label)
        const name = block.label === ROUTES ? '其他途径' : OWN_LISTS.includes(own) ? own : '告知事项'
        const what = name === '告知事项' ? '这份文书上要告诉当事人的各条' : `“${block.label}”下面的各条`
        if (name === '告知事项') put(name, block.label, what)
        tell([name], [block.label, ...block.items.map((text, nth) => `${nth + 1}. ${text}`)].join('\n'))
        block.items.forEach((text, nth) => {
          put(name, `${nth + 1}. ${text}`, what)
          list(name, { 标题: block.label, 序号: String(nth + 1), 内容: text })
        })
        return
      }
      case 'table': {
        const { head } = block
        if (head[1] === '当事人' && head[2] === '姓名或名称') {
          for (const row of block.rows)
            person(
              placeholderOf(row[1] ?? ''),
              row.map((text, nth) => ({ label: head[nth] ?? '', text })),
            )
          return
        }
        const name = under ?? '清单'
        const whole = block.rows.map((row) => row.join('　')).join('\n')
        if (heading !== null && among(heading, whole)) return
        if (whole !== '') tell([name], `${heading ?? name}：\n${whole}`)
        for (const row of block.rows) {
          put(name, row.join('　'), under === null ? '表格里的各行' : below)
          list(name, Object.fromEntries(row.map((text, nth) => [placeholderOf(head[nth] ?? ''), text])))
        }
        return
      }
      case 'record': {
        const name = under ?? '记录'
        const whole = block.lines.map(({ who, text }) => (who === null ? text : `${who}：${text}`)).join('\n')
        if (heading !== null && among(heading, whole)) return
        if (whole !== '') tell([name], `${heading ?? name}：\n${whole}`)
        for (const { who, text } of block.lines) {
          put(name, who === null ? text : `${who}：${text}`, below)
          list(name, { 说话人: who ?? '', 内容: text })
        }
        return
      }
      case 'sign':
        for (const { role, how_says, names } of block.lines)
          for (const name of names.length > 0 ? names : ['']) {
            put('签名', `${role}（${how_says}）：`, '签名的各行')
            list('签名', { 身份: role, 姓名: name, 方式: how_says })
          }
        return
      case 'seal':
        put('盖章单位', block.unit, '盖章的单位')
        put('盖章日期', block.on, '盖章的日期')
    }
  }
  if (!texts.has(EVERY)) texts.set(EVERY, '')
  const what = `本稿用本县模板填写，入卷的是系统的 PDF。${paper.draft ? '' : '系统编号 '}${foot.id}　${foot.made}`
  return { texts, rows, said, foot: what, says }
}
