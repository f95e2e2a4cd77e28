import { createHash } from 'node:crypto'
import { cmsOver } from './cms.ts'
import type { SigningDevice } from './device.ts'
import { openPdf } from './read-pdf.ts'

/** Room for the signature, in bytes: a chain of two RSA-3072 certificates takes about 3,100. */
const ROOM = 6_144
const RANGE_ROOM = 48

/** Who signs, as a viewer shows it. `reason` is signed with the bytes: it says which paper this is. */
export type SignerWords = { name: string; reason: string; location: string }

/** A text as PDF has it beyond Latin: UTF-16BE with its mark, in hex. */
const text = (words: string): string => {
  const units = Buffer.from(`\uFEFF${words}`, 'utf16le')
  return `<${units.swap16().toString('hex').toUpperCase()}>`
}

/** 2026-11-22T08:00:00.000Z as a PDF date. */
const date = (at: Date): string => `(D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`

/**
 * Puts a real PDF signature on a paper (ISO 32000-1 12.8; adbe.pkcs7.detached). The bytes it is given stay as they are: what
 * is new is appended as an incremental update, so that whoever has the unsigned paper finds it whole inside the signed one.
 * @param pdf with a classic cross-reference table, as Typst writes it. @throws Error where it has none
 * @returns the signed bytes
 */
export async function signPdf(
  pdf: Uint8Array,
  device: SigningDevice,
  words: SignerWords,
  at: Date,
): Promise<Uint8Array> {
  const before = Buffer.from(pdf)
  const known = openPdf(before)
  const { root, page } = known
  const [signature, field] = [known.size, known.size + 1]
  const range = `[0 ${'0'.repeat(RANGE_ROOM)}]`.slice(0, RANGE_ROOM).padEnd(RANGE_ROOM)
  const updates = [
    {
      number: signature,
      body: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange ${range} /Contents <${'0'.repeat(ROOM * 2)}> /Name ${text(words.name)} /Reason ${text(words.reason)} /Location ${text(words.location)} /M ${date(at)} >>`,
    },
    {
      number: field,
      // Print and locked: what an archive's viewer asks of a field that shows nothing (PDF/A-2).
      body: `<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0] /T ${text('盖章')} /P ${page.number} 0 R /V ${signature} 0 R >>`,
    },
    { number: page.number, body: `<<${withAnnotation(page.inside, field)}>>` },
    { number: root.number, body: `<<${root.inside}\n/AcroForm << /SigFlags 3 /Fields [${field} 0 R] >>\n>>` },
  ]
  if (/\/AcroForm\b/.test(root.inside)) throw new Error('the paper has a form already')
  let at_byte = before.length + 1
  const chunks: Buffer[] = [before, Buffer.from('\n')]
  const offsets = new Map<number, number>()
  for (const { number, body } of updates) {
    const chunk = Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1')
    offsets.set(number, at_byte)
    chunks.push(chunk)
    at_byte += chunk.length
  }
  const lines = [...offsets]
    .sort(([one], [other]) => one - other)
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  chunks.push(
    Buffer.from(
      `xref\n${lines.join('')}trailer\n<< /Size ${known.size + 2} /Root ${root.number} 0 R${known.info ? ` /Info ${known.info}` : ''}${known.id ? ` /ID ${known.id}` : ''} /Prev ${known.xrefAt} >>\nstartxref\n${at_byte}\n%%EOF\n`,
      'latin1',
    ),
  )
  return filled(Buffer.concat(chunks), offsets.get(signature) ?? 0, device, at)
}

/** Writes the range that is signed, then signs it. */
async function filled(whole: Buffer, from: number, device: SigningDevice, at: Date): Promise<Uint8Array> {
  const rangeAt = whole.indexOf('/ByteRange ', from) + '/ByteRange '.length
  const open = whole.indexOf('/Contents <', from) + '/Contents '.length
  const close = open + ROOM * 2 + 2
  const range = `[0 ${open} ${close} ${whole.length - close}]`.padEnd(RANGE_ROOM)
  whole.write(range, rangeAt, 'latin1')
  const digest = createHash('sha256').update(whole.subarray(0, open)).update(whole.subarray(close)).digest()
  const cms = await cmsOver(digest, device, at)
  if (cms.length > ROOM) throw new Error(`a signature of ${cms.length} bytes has no room`)
  whole.write(
    Buffer.from(cms)
      .toString('hex')
      .padEnd(ROOM * 2, '0'),
    open + 1,
    'latin1',
  )
  return whole
}

/** The page's dictionary with one more annotation. */
function withAnnotation(inside: string, field: number): string {
  const known = /\/Annots\s*(\[[^\]]*\]|\d+\s+\d+\s+R)/.exec(inside)
  if (!known) return `${inside}\n/Annots [${field} 0 R]\n`
  const [all, list = ''] = known
  if (!list.startsWith('[')) throw new Error('the annotations of the first page stand elsewhere')
  return inside.replace(all, `/Annots ${list.slice(0, -1)} ${field} 0 R]`)
}
