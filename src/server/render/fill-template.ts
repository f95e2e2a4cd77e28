import {
  LoopPlugin,
  type Tag,
  type TemplateContext,
  TemplateExtension,
  TemplateHandler,
  TextPlugin,
  xml,
} from 'easy-template-x'
import { writable } from './printable.ts'
import { FOOT, type TemplateValues } from './template-values.ts'

/** Deepest mark-up that is read: a table in a table in a text box is half of it. */
export const DEEPEST = 60
/** Characters no text of a person holds once it is writable: what was typed is one of these until the template is filled. */
const TYPED: Readonly<Record<string, string>> = { '{': '\uFDD0', '}': '\uFDD1', '\n': '\uFDD2' }
const AS_TYPED: Readonly<Record<string, string>> = { '\uFDD0': '{', '\uFDD1': '}' }
const LINE = '\uFDD2'

type Node = ReturnType<typeof xml.create.generalNode>
const inert = (text: string): string => writable(text).replace(/[{}\n]/g, (it) => TYPED[it] ?? it)
const asTyped = (text: string): string => text.replace(/[\uFDD0\uFDD1]/g, (it) => AS_TYPED[it] ?? it)

/** A text of many lines: a break between each two, where it stands (the library would put them behind whatever follows it). */
function inLines(node: Node, text: string): Node[] {
  const of = node.nodeName.slice(0, node.nodeName.indexOf(':') + 1)
  return text.split(LINE).flatMap((line, nth) => [
    ...(nth === 0 ? [] : [xml.create.generalNode(`${of}br`)]),
    xml.create.generalNode(node.nodeName, {
      attributes: { 'xml:space': 'preserve' },
      childNodes: [xml.create.textNode(asTyped(line))],
    }),
  ])
}

/** After each part is filled: what people typed is as they typed it again, where nothing reads it as placeholders any more. */
class AsTyped extends TemplateExtension {
  async execute(_: unknown, { currentPart }: TemplateContext): Promise<void> {
    const waiting: Node[] = [(await currentPart.xmlRoot()) as Node]
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      const inside = (node.childNodes ?? []) as Node[]
      const textOf = (it: Node) =>
        (it.childNodes ?? []).map((text) => (text as { textContent?: string }).textContent ?? '').join('')
      // Beside its text a run may hold a box with texts of its own.
      waiting.push(...inside.filter((it) => !it.nodeName.endsWith(':t')))
      if (inside.some((it) => it.nodeName.endsWith(':t') && /[\uFDD0-\uFDD2]/.test(textOf(it))))
        node.childNodes = inside.flatMap((it) => (it.nodeName.endsWith(':t') ? inLines(it, textOf(it)) : [it]))
    }
  }
}

const SMALL = '18'
const paragraph = (of: string, text: string): Node => {
  const size = xml.create.generalNode(`${of}sz`, { attributes: { [`${of}val`]: SMALL } })
  const words = inLines(xml.create.generalNode(`${of}t`), writable(text).replaceAll('\n', LINE))
  const run = xml.create.generalNode(`${of}r`, {
    childNodes: [xml.create.generalNode(`${of}rPr`, { childNodes: [size] }), ...words],
  })
  return xml.create.generalNode(`${of}p`, { childNodes: [run] })
}

/**
 * At the end of the document: what the paper says and the template had no place for, and what the copy is where the template
 * does not say it. Nothing of a paper is lost without a word, and no copy passes for the record.
 */
class LeftOut extends TemplateExtension {
  readonly #values: TemplateValues
  readonly #used: ReadonlySet<string>
  constructor(values: TemplateValues, used: ReadonlySet<string>) {
    super()
    this.#values = values
    this.#used = used
  }
  async execute(_: unknown, { currentPart, docx }: TemplateContext): Promise<void> {
    if (currentPart !== docx.mainDocument) return
    const { said, foot } = this.#values
    const left = said.filter(({ by }) => !by.some((it) => this.#used.has(it))).map(({ text }) => text)
    const lines = left.length > 0 ? ['以下内容，本县模板没有写到：', ...left] : []
    if (foot !== '' && !FOOT.every((it) => this.#used.has(it))) lines.push(foot)
    if (lines.length === 0) return
    const root = (await docx.mainDocument.xmlRoot()) as Node
    const body = ((root.childNodes ?? []) as Node[]).find((it) => it.nodeName.endsWith(':body'))
    if (!body) throw new Error('a document without a body')
    const of = body.nodeName.slice(0, body.nodeName.indexOf(':') + 1)
    const inside = (body.childNodes ?? []) as Node[]
    const end = inside.findLastIndex((it) => it.nodeName === `${of}sectPr`)
    body.childNodes = inside.toSpliced(end < 0 ? inside.length : end, 0, ...lines.map((it) => paragraph(of, it)))
  }
}

/** Text and lists and nothing else: no pictures, no links, no mark-up from outside. */
const handler = (values: TemplateValues | null, used: ReadonlySet<string>): TemplateHandler =>
  new TemplateHandler({
    plugins: [new TextPlugin(), new LoopPlugin()],
    maxXmlDepth: DEEPEST,
    extensions: { afterCompilation: [new AsTyped(), ...(values ? [new LeftOut(values, used)] : [])] },
    // By our own maps: no name reaches into an object.
    scopeDataResolver: ({ path }) => {
      const tag = path.at(-1) as Tag
      const [loop, nth] = path as (Tag | number | undefined)[]
      if (tag.disposition === 'Open') return (values?.rows.get(tag.name) ?? []).map(() => ({}))
      const row =
        path.length > 1 && typeof loop === 'object' && typeof nth === 'number'
          ? values?.rows.get(loop.name)?.[nth]
          : undefined
      return inert(row?.get(tag.name) ?? values?.texts.get(tag.name) ?? '')
    },
  })

/** The placeholders of a template as the filler finds them: 甲, #甲, /甲. @throws where it cannot be read */
export const placeholdersIn = async (docx: Uint8Array): Promise<string[]> =>
  (await handler(null, new Set()).parseTags(Buffer.from(docx))).map((it) => it.rawText.slice(1, -1).trim())

/** What of this paper a template with these placeholders says: a list by its lines, and nothing that stands in a list of no lines. */
function saidBy(placeholders: readonly string[], { rows }: TemplateValues): Set<string> {
  const used = new Set<string>()
  let loop: string | null = null
  for (const it of placeholders) {
    if (it.startsWith('#')) loop = it.slice(1).trim()
    else if (it.startsWith('/')) loop = null
    else if (loop === null) used.add(it)
    else if (rows.get(loop)?.some((row) => row.has(it))) used.add(loop)
  }
  return used
}

/** The template with a paper's values in their places, and at its end what it has no place for. @throws where it cannot be read */
export const fillTemplate = async (docx: Uint8Array, values: TemplateValues): Promise<Buffer> =>
  handler(values, saidBy(await placeholdersIn(docx), values)).process(Buffer.from(docx), {})
