/** A PDF of some pages with a classic cross-reference table, as a renderer would write it: the words stand in its pages. */
export function smallPdf(words: readonly string[]): Buffer {
  const pages = words.map((_, at) => 4 + at * 2)
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>',
    `<< /Type /Pages /Count ${words.length} /Kids [3 0 R] >>`,
    // One more level of the tree, as long papers have.
    `<< /Type /Pages /Parent 2 0 R /Count ${words.length} /Kids [${pages.map((it) => `${it} 0 R`).join(' ')}] >>`,
    ...words.flatMap((text, at) => {
      const drawn = `BT /F1 12 Tf 40 700 Td <${Buffer.from(text, 'utf8').toString('hex')}> Tj ET`
      return [
        `<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents ${5 + at * 2} 0 R >>`,
        `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      ]
    }),
  ]
  let text = '%PDF-1.7\n%\u0080\u0081\u0082\u0083\n'
  const offsets = bodies.map((body, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const xref = offsets.map((it) => `${String(it).padStart(10, '0')} 00000 n \n`).join('')
  const size = bodies.length + 1
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${xref}trailer\n<< /Size ${size} /Root 1 0 R /ID [(a) (a)] >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}
