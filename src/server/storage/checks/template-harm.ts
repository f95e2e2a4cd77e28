import type { Met } from './template-xml.ts'

const RELATIONS =
  /\/(officeDocument|core-properties|extended-properties|custom-properties|thumbnail|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|theme|header|footer|footnotes|endnotes|comments|people|image|customXml|customXmlProps)$/
/** A page number fetches nothing and says nothing of anybody; every other field does one or the other. */
const PAGE_NUMBER =
  /^\s*(PAGE|NUMPAGES|SECTIONPAGES)(\s+\\\*\s+(MERGEFORMAT|CHARFORMAT|Arabic(Dash)?|roman|alphabetic|CHINESENUM[1-3]|DBNUM[1-4]))*\s*$/i

const RUNS: Readonly<Record<string, string>> = {
  ...{
    object: '嵌入的对象',
    OLEObject: '嵌入的对象',
    control: '控件',
    altChunk: '夹带的别的文件',
    subDoc: '引用的别的文档',
  },
  ...{ dataBinding: '绑定数据的控件', mailMerge: '邮件合并', script: '脚本', externalData: '外部数据' },
  ...{
    ins: '没有接受的修订',
    del: '没有接受的修订',
    moveFrom: '没有接受的修订',
    moveTo: '没有接受的修订',
    delText: '没有接受的修订',
  },
  comment: '批注',
  ...{ ffData: '窗体域', fldData: '窗体域' },
}

const WORD =
  /^http:\/\/(schemas\.openxmlformats\.org\/wordprocessingml\/2006|purl\.oclc\.org\/ooxml\/wordprocessingml)\/main$/
const OF_FIELDS = /^(instrText|delInstrText|fldChar|fldSimple)$/
const HIDES = /^(vanish|specVanish|webHidden)$/
const OFF = /^(0|false|off)$/

/** Follows fields through a part: their code may be torn over many runs, and is read as a program puts it together again. */
class Fields {
  readonly faults = new Set<string>()
  /** The field that is open: its code so far, null once its result begins. */
  #open: { code: string | null } | null = null
  #inCode = false
  #inText = 0

  step(met: Met): void {
    if (met.is === 'text') {
      if (this.#inCode && this.#open?.code != null) this.#open.code += met.text
      // Between the beginning of a field and its result everything is code, whatever element it stands in.
      else if (met.text.trim() !== '' && (this.#inCode || (this.#inText > 0 && this.#open?.code != null)))
        this.#fault(met.text)
      return
    }
    const by = met.is === 'begin' ? 1 : -1
    if (met.name === 't') this.#inText += by
    if (/^(del)?instrText$/i.test(met.name)) this.#inCode = met.is === 'begin'
    if (met.is === 'end') return
    // An element that only looks like one of Word's ends a field for one reader and not for another.
    if (OF_FIELDS.test(met.name) && met.full !== `w:${met.name}`) this.faults.add('不认得的域；只有页码可以用域')
    if (met.name === 'fldSimple') this.#allow(met.said.get('instr') ?? '')
    if (met.name === 'fldChar') this.#mark(met.said.get('fldCharType') ?? '')
  }

  end(): void {
    if (this.#open) this.#fault(this.#open.code ?? '没有收尾')
  }

  #mark(type: string): void {
    const open = this.#open
    if (type === 'begin') {
      if (open) this.#fault(open.code ?? '套着的域')
      this.#open = { code: '' }
      return
    }
    if (!open || (type !== 'separate' && type !== 'end')) {
      this.#fault(type)
      return
    }
    if (open.code !== null) this.#allow(open.code)
    open.code = null
    if (type === 'end') this.#open = null
  }

  #allow(code: string): void {
    if (!PAGE_NUMBER.test(code)) this.#fault(code)
  }

  #fault(code: string): void {
    this.faults.add(`域代码（${code.trim().slice(0, 20) || '空的'}）；只有页码可以用域`)
  }
}

/** What of the mark-up would run, fetch or hide something; by the names of its elements and attributes. */
export function harmIn(pieces: readonly Met[]): Set<string> {
  const fields = new Fields()
  const found = fields.faults
  for (const met of pieces) {
    fields.step(met)
    if (met.is !== 'begin') continue
    const { name, said } = met
    if (Object.hasOwn(RUNS, name)) found.add(RUNS[name] ?? name)
    if (HIDES.test(name) && !OFF.test(said.get('val') ?? '')) found.add('隐藏的文字（印出来没有人看得见）')
    for (const [attribute, value] of said) {
      if (attribute === 'href' || attribute === 'src') found.add('外部链接')
      if (attribute === 'xmlns:w' && !WORD.test(value)) found.add('不认得的内容')
      if (/^(descr|title|alt)$/.test(attribute) && /[{}]/.test(value))
        found.add('写在图片说明里的占位符（请写在正文里）')
    }
  }
  fields.end()
  return found
}

/** Relationships to parts of this very file, of kinds a document of words needs. */
export function linksIn(pieces: readonly Met[]): Set<string> {
  const found = new Set<string>()
  for (const met of pieces) {
    if (met.is !== 'begin' || met.name !== 'Relationship') continue
    const target = met.said.get('Target') ?? ''
    const type = met.said.get('Type') ?? ''
    if (met.said.has('TargetMode') && met.said.get('TargetMode') !== 'Internal')
      found.add(`外部链接（${target.slice(0, 60)}）`)
    else if (/[:\\]/.test(target)) found.add(`外部链接（${target.slice(0, 60)}）`)
    else if (!RELATIONS.test(type)) found.add(`不认得的部分（${type.split('/').at(-1)?.slice(0, 40)}）`)
  }
  return found
}
