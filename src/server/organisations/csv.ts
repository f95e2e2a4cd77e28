/** Reads the text of a file from a person's computer: UTF-8 (with or without mark), UTF-16 with mark, or GB18030; null when none fits. */
export function decodeText(bytes: Uint8Array): string | null {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text
    } catch {
      // Not in this encoding; the next may fit.
    }
  }
  return null
}

/** Cells of comma- or tab-separated text (RFC 4180), with the line each row begins on. Cells are trimmed; blank rows skipped. */
export function readCsv(text: string): { line: number; cells: string[] }[] {
  const separator = /^[^\n\r,]*\t/.test(text) ? '\t' : ','
  const rows: { line: number; cells: string[] }[] = []
  let line = 1
  let began = 1
  let cell = ''
  let cells: string[] = []
  let quoted = false
  const endRow = () => {
    cells.push(cell.trim())
    if (cells.some((one) => one !== '')) rows.push({ line: began, cells })
    cells = []
    cell = ''
    began = line
  }
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (letter === '\n') line += 1
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text.charAt(at + 1) === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (letter === separator) {
      cells.push(cell.trim())
      cell = ''
    } else if (letter === '\n') endRow()
    else if (letter !== '\r') cell += letter
  }
  endRow()
  return rows
}
