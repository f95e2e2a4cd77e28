import { Unsound } from './found.ts'

/**
 * The text of a part of a document. It is UTF-8, as every office program writes it: in another code the same bytes could say one thing
 * here and another there. @throws Unsound
 */
export function xmlOf(bytes: Buffer): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Unsound('file_not_what_name_says')
  }
  const code = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']/i.exec(text)?.[1] ?? 'utf-8'
  if (text.includes('\0') || !/^(utf-?8|us-ascii)$/i.test(code)) throw new Unsound('file_not_what_name_says')
  return text
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** What an attribute says once its references are read. @throws Unsound where one is none */
export const read = (value: string): string =>
  value.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));|&/gi, (_, hex, number, name) => {
    const code = hex ? Number.parseInt(hex, 16) : number ? Number(number) : null
    if (code !== null && code <= 0x10ffff) return String.fromCodePoint(code)
    const known = name ? NAMED[name] : undefined
    if (known === undefined) throw new Unsound('file_broken')
    return known
  })

/** One piece of mark-up from here on: a remark, an instruction, an element's beginning or end. Each starts where the last ended. */
export const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/[^\s<>/="']+\s*>|<(?<name>[^\s<>/="'!?]+)(?<said>(?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/y
export const ATTRIBUTE = /([^\s<>/="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
export const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Whether a list of relationships names something that is fetched from elsewhere when the document is opened; a link a reader may click
 * is none. Read as a program reads it: by elements and attributes, with their references resolved. @throws Unsound where it is no XML
 */
export function linksElsewhere(text: string): boolean {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    PIECE.lastIndex = at
    const found = PIECE.exec(text)
    if (!found) throw new Unsound('file_broken')
    at = PIECE.lastIndex
    if (!found.groups?.name || local(found.groups.name) !== 'Relationship') continue
    const said = new Map<string, string>()
    for (const [, name = '', double, single] of (found.groups.said ?? '').matchAll(ATTRIBUTE)) {
      if (said.has(name)) throw new Unsound('file_broken')
      said.set(name, read(double ?? single ?? ''))
    }
    if (said.get('TargetMode')?.trim().toLowerCase() !== 'external') continue
    if (!/\/hyperlink$/.test(said.get('Type') ?? '')) return true
  }
  return false
}
