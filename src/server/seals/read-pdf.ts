/** An object that is a dictionary: its number, and what stands between << and >>. */
type Dictionary = { number: number; inside: string }

/** As much of a PDF as one must know to append to it. */
export type OpenedPdf = {
  /** Numbers from here on are free. */
  size: number
  xrefAt: number
  root: Dictionary
  page: Dictionary
  /** How many pages it has. */
  pages: number
  info: string | null
  id: string | null
}

/**
 * Reads the end of a PDF with a classic cross-reference table and follows it to the first page, through as many levels of
 * the page tree as there are. @throws Error where the file is none, or has a cross-reference stream
 */
export function openPdf(bytes: Buffer): OpenedPdf {
  const tail = bytes.subarray(-2048).toString('latin1')
  const xrefAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(xrefAt) || bytes.subarray(xrefAt, xrefAt + 4).toString('latin1') !== 'xref')
    throw new Error('a PDF without a classic cross-reference table')
  const end = bytes.subarray(xrefAt).toString('latin1')
  const [table = '', trailer = ''] = end.split('trailer')
  const offsets = offsetsIn(table)
  const dictionary = (number: number): Dictionary => {
    const at = offsets.get(number)
    if (at === undefined) throw new Error(`object ${number} is not in the table`)
    const to = bytes.indexOf('endobj', at)
    const body = bytes.subarray(at, to).toString('latin1')
    return { number, inside: body.slice(body.indexOf('<<') + 2, body.lastIndexOf('>>')) }
  }
  const reference = (of: string, name: string): number => {
    const found = new RegExp(`/${name}\\s*\\[?\\s*(\\d+)\\s+\\d+\\s+R`).exec(of)
    if (!found) throw new Error(`no /${name}`)
    return Number(found[1])
  }
  const root = dictionary(reference(trailer, 'Root'))
  let page = dictionary(reference(root.inside, 'Pages'))
  const pages = Number(/\/Count\s+(\d+)/.exec(page.inside)?.[1] ?? Number.NaN)
  while (/\/Type\s*\/Pages\b/.test(page.inside)) page = dictionary(reference(page.inside, 'Kids'))
  return {
    size: Number(/\/Size\s+(\d+)/.exec(trailer)?.[1] ?? offsets.size),
    xrefAt,
    root,
    page,
    pages,
    info: /\/Info\s+(\d+\s+\d+\s+R)/.exec(trailer)?.[1] ?? null,
    id: /\/ID\s*(\[[\s\S]*?\])\s*(?:\/|>>)/.exec(trailer)?.[1] ?? null,
  }
}

function offsetsIn(table: string): Map<number, number> {
  const offsets = new Map<number, number>()
  let number = 0
  for (const line of table.split('\n').slice(1)) {
    const heading = /^(\d+) (\d+)\s*$/.exec(line)
    if (heading) number = Number(heading[1])
    else if (/^\d{10} \d{5} n/.test(line)) offsets.set(number++, Number(line.slice(0, 10)))
    else if (/^\d{10} \d{5} f/.test(line)) number++
  }
  return offsets
}
