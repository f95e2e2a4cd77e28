import { Unsound } from './found.ts'
import { ATTRIBUTE, local, PIECE, read } from './office-xml.ts'

/** What is met when a part of a document is read from its beginning to its end. */
export type Met =
  | { is: 'begin'; name: string; full: string; said: Map<string, string> }
  | { is: 'end'; name: string }
  | { is: 'text'; text: string }

/** Deepest nesting of elements that is read. */
const DEEPEST = 60

/**
 * Reads mark-up piece by piece; names without their prefix. Remarks, instructions and CDATA have no place in a template: what one program
 * skips another may read. @throws Unsound where it is no XML, is nested too deep, or holds one of those
 */
export function* piecesOf(xml: string): Generator<Met> {
  const open: string[] = []
  let at = 0
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const text = xml.slice(at, next < 0 ? xml.length : next)
    if (text.trim() !== '' && open.length === 0 && at > 0) throw new Unsound('file_broken')
    if (text !== '' && open.length > 0) yield { is: 'text', text: read(text) }
    if (next < 0) break
    PIECE.lastIndex = next
    const found = PIECE.exec(xml)
    if (!found) throw new Unsound('file_broken')
    at = PIECE.lastIndex
    const [whole] = found
    if (whole.startsWith('<?')) {
      if (next > 1 || !whole.startsWith('<?xml ')) throw new Unsound('file_two_kinds')
      continue
    }
    if (whole.startsWith('<!')) throw new Unsound('file_two_kinds')
    if (whole.startsWith('</')) {
      const full = whole.slice(2, -1).trim()
      if (open.pop() !== full) throw new Unsound('file_broken')
      yield { is: 'end', name: local(full) }
      continue
    }
    const full = found.groups?.name ?? ''
    const said = new Map<string, string>()
    for (const [, name = '', double, single] of (found.groups?.said ?? '').matchAll(ATTRIBUTE)) {
      const key = name.startsWith('xmlns') ? name : local(name)
      // Of two attributes of one name one program reads the one, another the other.
      if (said.has(key)) throw new Unsound('file_two_kinds')
      said.set(key, read(double ?? single ?? ''))
    }
    yield { is: 'begin', name: local(full), full, said }
    if (whole.endsWith('/>')) yield { is: 'end', name: local(full) }
    else if (open.push(full) > DEEPEST) throw new Unsound('file_too_heavy')
  }
  if (open.length > 0) throw new Unsound('file_broken')
}
