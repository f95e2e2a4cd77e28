import { drawn } from '#domain/documents/forms.ts'
import { placeholderOf, type TemplateForm } from '#domain/documents/template-forms.ts'
import type { PaperToDraw } from '../render/lay-out.ts'
import { AFTER, OWN_LISTS, ROUTES, SAME } from '../render/template-values.ts'
import { fieldsOf, OF_ANY_SIDE, samplesOf } from './fields.ts'

type Block = PaperToDraw['content']['blocks'][number]

/** The form as it is drawn, with its placeholders where the values stand: what a county begins with, to make it look as it likes. */
export function starterPaper(form: TemplateForm, at: string): PaperToDraw {
  const [content] = samplesOf(form)
  if (!content) throw new Error(`no sample of ${form}`)
  const names = new Set(fieldsOf(form).map(({ name }) => name))
  const used = new Set<string>()
  let heading: string | null = null
  let isAfter = false
  /** A name once: what is gathered under it comes out whole where it stands first. */
  const once = (name: string): Block[] => {
    if (used.has(name) || !names.has(name)) return []
    used.add(name)
    return [{ kind: 'paragraph', text: `{${name}}` }]
  }
  const value = (name: string): string => (names.has(name) ? `{${name}}` : '')
  const blocks = drawn(content).blocks.flatMap((block): Block[] => {
    const follows = isAfter
    isAfter = block.kind !== 'heading' && block.kind !== 'end' && (isAfter || block.kind !== 'paragraph')
    const under = heading === null ? null : placeholderOf(heading)
    switch (block.kind) {
      case 'heading':
        heading = block.text
        return [block]
      case 'end':
        heading = null
        return [block]
      case 'number':
        return [{ kind: 'number', text: `${/^编号[：:]/.exec(block.text)?.[0] ?? ''}${value('编号')}` }]
      case 'paragraph':
        return once(under === null ? '正文' : follows ? AFTER : under)
      case 'field': {
        const name = placeholderOf(block.label)
        return names.has(name) ? [{ ...block, text: `{${name}}` }] : once('其他栏目')
      }
      case 'box': {
        const isPerson = block.cells.some(({ label }) => label === '姓名' || label === '名称')
        // A sheet of one party is hers whichever side she is on.
        const isHers = isPerson && OF_ANY_SIDE.includes(form)
        const caption = isHers ? '本人' : block.caption === null ? '' : placeholderOf(block.caption)
        if (isPerson && used.has(caption)) return []
        used.add(caption)
        const own = (label: string) => SAME[placeholderOf(label)] ?? placeholderOf(label)
        const nameOf = (label: string) => (isPerson ? `${caption}${own(label)}` : placeholderOf(label))
        const above = isHers ? '{本人身份}' : block.caption
        return [
          { ...block, caption: above, cells: block.cells.map((it) => ({ ...it, text: value(nameOf(it.label)) })) },
        ]
      }
      case 'clauses':
        return once(under ?? '条款')
      case 'record':
        return once(under ?? '记录')
      case 'list': {
        const own = placeholderOf(block.label)
        if (block.label === ROUTES) return [{ kind: 'heading', text: block.label }, ...once('其他途径')]
        return OWN_LISTS.includes(own) ? [{ kind: 'heading', text: block.label }, ...once(own)] : once('告知事项')
      }
      case 'table': {
        const name = under ?? '清单'
        if (used.has(name) || !names.has(name)) return []
        used.add(name)
        const cells = block.head.map((it) => `{${placeholderOf(it)}}`)
        const row = cells.map((it, nth) => {
          const open = nth === 0 ? `{#${name}}` : ''
          return `${open}${it}${nth === cells.length - 1 ? `{/${name}}` : ''}`
        })
        return [{ ...block, rows: [row] }]
      }
      case 'sign':
        return once('签名')
      case 'seal':
        return [
          { kind: 'paragraph', text: '{盖章单位}（盖章）' },
          { kind: 'paragraph', text: '{盖章日期}' },
        ]
      default:
        return [block]
    }
  })
  return {
    ...{ id: '', form, made_at: at, test_time: false, draft: 'template' },
    content: { title: content.title, to: content.to === '' ? '' : '{抬头}', blocks },
  }
}
