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
import type { TemplateValues } from './template-values.ts'

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
      if (inside.some((it) => it.nodeName.endsWith(':t') && /[\uFDD0-\uFDD2]/.test(textOf(it))))
        node.childNodes = inside.flatMap((it) => (it.nodeName.endsWith(':t') ? inLines(it, textOf(it)) : [it]))
      else waiting.push(...inside)
    }
  }
}

/** Text and lists and nothing else: no pictures, no links, no mark-up from outside. */
const handler = (values: TemplateValues | null): TemplateHandler =>
  new TemplateHandler({
    plugins: [new TextPlugin(), new LoopPlugin()],
    maxXmlDepth: DEEPEST,
    extensions: { afterCompilation: [new AsTyped()] },
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
  (await handler(null).parseTags(Buffer.from(docx))).map((it) => it.rawText.slice(1, -1).trim())

/** The template with a paper's values in their places. @throws where it cannot be read */
export const fillTemplate = (docx: Uint8Array, values: TemplateValues): Promise<Buffer> =>
  handler(values).process(Buffer.from(docx), {})
