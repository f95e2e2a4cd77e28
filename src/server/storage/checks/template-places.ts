import type { TemplateField } from '#domain/documents/template-forms.ts'
import type { Met } from './template-xml.ts'

export type Named = Pick<TemplateField, 'name' | 'columns'>
/** Most placeholders of one template. */
const MOST = 500
const MOST_SHOWN = 20
const NAME = /^[\p{Script=Han}A-Za-z0-9]{1,20}$/u

/** Gathers what is wrong with the placeholders of a template, each with its place, and which of the form's names it uses. */
export class Placeholders {
  readonly faults: string[] = []
  readonly found: string[] = []
  readonly used = new Set<string>()
  /** Names that stand in the text of the document itself, once and for all: in no other's list, which may be empty, and in no box. */
  readonly standing = new Set<string>()
  /** What the template itself says, placeholders aside, with its place. */
  readonly printed: { text: string; place: string }[] = []
  readonly #known: ReadonlyMap<string, readonly string[] | null>
  #isBody = false
  #loop: { name: string; place: string; tables: string } | null = null

  constructor(fields: readonly Named[]) {
    this.#known = new Map(fields.map(({ name, columns }) => [name, columns]))
  }

  fault(place: string, says: string): void {
    if (this.faults.length < MOST_SHOWN) this.faults.push(`${place}：${says}`)
  }

  /** One part from its beginning to its end. `part`: what people call it (正文, 页眉 …); `isBody`: the document itself, which is always shown. */
  read(part: string, pieces: Iterable<Met>, isBody: boolean): void {
    const walk = new Walk(part)
    this.#isBody = isBody
    for (const met of pieces) {
      const done = walk.step(met)
      if (done) this.#paragraph(done)
    }
    if (this.#loop)
      this.fault(this.#loop.place, `“{#${this.#loop.name}}”没有收尾，请在要重复的内容后面写上 {/${this.#loop.name}}。`)
    this.#loop = null
  }

  #paragraph({ text, place, tables, inBox, inControl }: Paragraph): void {
    this.printed.push({ text: text.replace(/\{[^{}]*\}/g, '…'), place })
    for (const [whole, inside = ''] of text.matchAll(/｛([^｛｝]{1,24})｝/g))
      if (this.#known.has(inside.trim().replace(/^[#/]/, '')))
        this.fault(place, `“${whole}”用的是中文的大括号，请改成英文的 {${inside.trim()}}。`)
    let at = 0
    while (at < text.length) {
      const open = text.slice(at).search(/[{}]/)
      if (open < 0) return
      const from = at + open
      const to = text.indexOf('}', from + 1)
      const inner = text.indexOf('{', from + 1)
      if (text[from] === '}' || to < 0 || (inner >= 0 && inner < to)) {
        this.fault(place, `“${text.slice(from, from + 12)}”的大括号没有配成一对 { }。`)
        return
      }
      this.#placeholder(text.slice(from + 1, to).trim(), place, { tables, inBox, inControl })
      at = to + 1
    }
  }

  #placeholder(said: string, place: string, where: Pick<Paragraph, 'tables' | 'inBox' | 'inControl'>): void {
    this.found.push(said)
    if (this.found.length > MOST) {
      if (this.found.length === MOST + 1) this.fault(place, `占位符太多了，一份模板最多 ${MOST} 个。`)
      return
    }
    const sign = /^[#/]/.exec(said)?.[0] ?? ''
    const name = said.slice(sign.length).trim()
    if (sign === '/') {
      this.#close(name, place, where.tables)
      return
    }
    if (!NAME.test(name)) {
      this.fault(place, `“{${short(said)}}”不是占位符：大括号里只能写这种文书的栏目名，不能写条件、公式或者别的代码。`)
      return
    }
    const inLoop = this.#loop ? this.#known.get(this.#loop.name) : null
    const stands = this.#isBody && !where.inBox
    if (sign === '' && inLoop?.includes(name)) {
      if (stands && name === '内容' && this.#loop) this.standing.add(this.#loop.name)
      return
    }
    if (!this.#known.has(name)) {
      this.fault(
        place,
        `“{${short(said)}}”不是这种文书的占位符${inLoop ? `，也不是“${this.#loop?.name}”里的` : ''}。请照下面的表写。`,
      )
      return
    }
    this.used.add(name)
    if (sign === '') {
      if (stands && !this.#loop) this.standing.add(name)
      return
    }
    if (this.#known.get(name) === null) {
      this.fault(place, `“${name}”只有一项，不能逐条列出，请直接写 {${name}}。`)
      return
    }
    if (this.#loop) {
      this.fault(place, `“{#${name}}”写在“{#${this.#loop.name}}”里面了：逐条列出里面不能再套一层。`)
      return
    }
    if (where.inBox) {
      this.fault(place, `文本框里不能逐条列出，请把“{#${name}}”移到正文或者表格里。`)
      return
    }
    if (where.inControl) {
      this.fault(place, `内容控件里不能逐条列出，请把“{#${name}}”移到外面。`)
      return
    }
    this.#loop = { name, place, tables: where.tables }
  }

  #close(name: string, place: string, tables: string): void {
    const loop = this.#loop
    this.#loop = null
    if (!loop) {
      this.fault(place, `“{/${short(name)}}”前面没有对应的 {#${short(name)}}。`)
      return
    }
    if (name !== '' && name !== loop.name) {
      this.fault(place, `“{#${loop.name}}”要用 {/${loop.name}} 收尾，这里写的是 {/${short(name)}}。`)
      return
    }
    if (tables !== loop.tables) this.fault(place, `“{#${loop.name}}”和它的收尾要在同一个表格里，或者都在表格外面。`)
  }
}

const short = (text: string): string => ([...text].length > 24 ? `${[...text].slice(0, 24).join('')}……` : text)

/** A paragraph as it is read, where it stands, and in which tables. */
type Paragraph = { text: string; place: string; tables: string; inBox: boolean; inControl: boolean }

/** Follows paragraphs and tables, so that a fault can be told with its place. */
class Walk {
  readonly #part: string
  readonly #open: { text: string; place: string; choices: number; maybe: boolean }[] = []
  readonly #tables: { nth: number; row: number; cell: number }[] = []
  #paragraphs = 0
  #count = 0
  #inText = 0
  #controls = 0
  #choices = 0

  constructor(part: string) {
    this.#part = part
  }

  step(met: Met): Paragraph | null {
    if (met.is === 'text') {
      const top = this.#open.at(-1)
      if (top && this.#inText > 0) {
        top.text += met.text
        top.maybe ||= this.#choices > top.choices
      }
      return null
    }
    const by = met.is === 'begin' ? 1 : -1
    const table = this.#tables.at(-1)
    if (met.name === 't') this.#inText += by
    else if (met.name === 'sdtContent') this.#controls += by
    // Of two ways to show something each program takes one.
    else if (met.name === 'AlternateContent') this.#choices += by
    else if (met.name === 'tbl') {
      if (by > 0) this.#tables.push({ nth: ++this.#count, row: 0, cell: 0 })
      else this.#tables.pop()
    } else if (met.name === 'tr' && by > 0 && table) Object.assign(table, { row: table.row + 1, cell: 0 })
    else if (met.name === 'tc' && by > 0 && table) table.cell += 1
    else if (met.name === 'p' && by > 0) {
      this.#open.push({ text: '', place: this.#place(), choices: this.#choices, maybe: false })
    } else if (met.name === 'p') {
      const done = this.#open.pop()
      const tables = this.#tables.map(({ nth }) => nth).join(' ')
      if (!done) return null
      const { text, place, maybe } = done
      const inBox = maybe || this.#open.length > 0 || this.#choices > 0
      return { text, place, tables, inBox, inControl: this.#controls > 0 }
    }
    return null
  }

  #place(): string {
    const table = this.#tables.at(-1)
    if (table) return `${this.#part}第 ${table.nth} 个表格第 ${table.row} 行第 ${table.cell} 格`
    if (this.#open.length > 0) return `${this.#part}第 ${this.#paragraphs} 段旁边的文本框`
    this.#paragraphs += 1
    return `${this.#part}第 ${this.#paragraphs} 段`
  }
}
