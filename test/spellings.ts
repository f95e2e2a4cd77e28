/** Letters of base64 that depend on the text alone, wherever it stands among other bytes. @param before bytes before it, 0 to 2 */
function inBase64(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes])
  const first = Math.ceil((before * 8) / 6)
  return whole.toString('base64').slice(first, Math.floor((whole.length * 8) / 6))
}

/** A text of two bytes a letter, the higher one first. */
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

const wholeUrl = (bytes: Buffer): string => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** Every way a text may stand in a file without anybody having hidden it: as it is, in base64, in an address, in UTF-16, in hex. */
export function spellings(text: string): Map<string, Buffer> {
  const bytes = Buffer.from(text)
  const said: [string, string | Buffer][] = [
    ['as it is', bytes],
    ['quoted', JSON.stringify(text).slice(1, -1)],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ...[0, 1, 2].flatMap((before): [string, string][] => {
      const letters = inBase64(bytes, before)
      return [
        [`base64 after ${before}`, letters],
        [`base64url after ${before}`, letters.replaceAll('+', '-').replaceAll('/', '_')],
      ]
    }),
    ['in an address', encodeURIComponent(text)],
    ['in an address, small', encodeURIComponent(text).toLowerCase()],
    ['in an address, every byte', wholeUrl(bytes)],
    ['in an address, EVERY byte', wholeUrl(bytes).toUpperCase()],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16, big', bigEndian(text)],
    [
      'escaped',
      JSON.stringify(text)
        .slice(1, -1)
        .replaceAll(/[^ -~]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
  ]
  return new Map(said.map(([how, it]) => [how, Buffer.from(it)]))
}

/** Looks for texts in every spelling. @returns what was found where: `phone (base64 after 1)` */
export function finder(wanted: Readonly<Record<string, string>>): (bytes: Buffer) => string[] {
  const all = Object.entries(wanted).flatMap(([what, text]) =>
    [...spellings(text)].map(([how, bytes]) => ({ what, how, bytes })),
  )
  return (within) => all.filter(({ bytes }) => within.includes(bytes)).map(({ what, how }) => `${what} (${how})`)
}
