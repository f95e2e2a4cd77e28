import { expect, test } from 'vitest'
import { finder, spellings } from './spellings.ts'

const SECRETS = {
  name: '苗秀禾',
  phone: '10012345678',
  identity: '99032619700101001X',
  note: '他私下说要面子，\n别告诉她',
}

/** A line as a logger prints it to which somebody gave a party. */
const logged = `${JSON.stringify({ level: 30, time: 1772413200000, party: SECRETS, msg: 'party' })}\n`

test('a party given to a logger is found, as it is and in every spelling a line may be kept in', () => {
  const find = finder(SECRETS)
  const named = (found: string[]) => [...new Set(found.map((it) => it.split(' (')[0]))].sort()
  expect(named(find(Buffer.from(logged)))).toEqual(['identity', 'name', 'note', 'phone'])
  const line = Object.values(SECRETS).join(' ')
  const kept: Record<string, Buffer> = {
    hex: Buffer.from(Buffer.from(line).toString('hex')),
    HEX: Buffer.from(Buffer.from(line).toString('hex').toUpperCase()),
    address: Buffer.from(`GET /api/x?q=${encodeURIComponent(line)}`),
    'UTF-16': Buffer.from(line, 'utf16le'),
    'UTF-16, big': Buffer.from(line, 'utf16le').swap16(),
  }
  for (const before of ['', 'a', 'ab', 'abc']) {
    kept[`base64 after ${before}`] = Buffer.from(Buffer.from(`${before}${line}${before}`).toString('base64'))
    kept[`base64url after ${before}`] = Buffer.from(Buffer.from(`${before}${line}${before}`).toString('base64url'))
  }
  for (const [how, bytes] of Object.entries(kept))
    expect(named(find(bytes)), how).toEqual(['identity', 'name', 'note', 'phone'])
})

test('what is not there is not found, and no spelling is so short that it stands anywhere', () => {
  expect(finder(SECRETS)(Buffer.from(logged.replaceAll(/\p{Script=Han}|\d/gu, '7')))).toEqual([])
  for (const secret of Object.values(SECRETS))
    for (const [how, bytes] of spellings(secret)) expect(bytes.length, `${secret} ${how}`).toBeGreaterThan(5)
})
