import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, get, type RequestOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { keepCertificate } from './keep-certificate.ts'

const name = 'fengqiao.fengxi.test'
const folders: string[] = []
const day = 86_400_000

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-certificate-'))
  folders.push(folder)
  return join(folder, 'certificates')
}

function keep(folder: string, names: string[], at = new Date()) {
  const done = keepCertificate(folder, names, at)
  if (!done.ok) throw new Error(done.faults.join('\n'))
  return done.kept
}

type Kept = ReturnType<typeof keep>

async function serve(kept: Kept): Promise<number> {
  const server = createServer({ cert: readFileSync(kept.certFile), key: readFileSync(kept.keyFile) }, (_, reply) =>
    reply.end('枫桥'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** What a client that trusts only this authority reads; any name is looked up as this machine. */
function read(kept: Kept, host: string, port: number): Promise<string> {
  const options: RequestOptions = {
    host,
    port,
    ca: readFileSync(kept.caFile),
    agent: false,
    lookup: (_name, { all }, found) =>
      all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4),
  }
  return new Promise((resolve, reject) => {
    get(options, (reply) => {
      let body = ''
      reply.setEncoding('utf8').on('data', (text) => {
        body += text
      })
      reply.on('end', () => resolve(body))
    }).on('error', reject)
  })
}

test('a client that trusts only the county authority reads the server by name and by address', async () => {
  const kept = keep(newFolder(), [name, '127.0.0.1', '::1'])
  const port = await serve(kept)
  expect(await read(kept, name, port)).toBe('枫桥')
  expect(await read(kept, '127.0.0.1', port)).toBe('枫桥')
})

test('a name or address that is not in the certificate is refused', async () => {
  const kept = keep(newFolder(), [name])
  const port = await serve(kept)
  await expect(read(kept, 'other.fengxi.test', port)).rejects.toThrow(/altnames/)
  await expect(read(kept, '127.0.0.1', port)).rejects.toThrow(/altnames/)
})

test('a client that does not trust the authority refuses the server', async () => {
  const kept = keep(newFolder(), [name])
  const stranger = keep(newFolder(), [name])
  const port = await serve(kept)
  await expect(read({ ...kept, caFile: stranger.caFile }, name, port)).rejects.toThrow()
})

test('a server certificate that has run out is refused', async () => {
  const kept = keep(newFolder(), [name], new Date(Date.now() - 398 * day))
  const port = await serve(kept)
  await expect(read(kept, name, port)).rejects.toThrow(/expired/)
})

test('the certificate says who may use it, for what, and from when to when', () => {
  const at = new Date('2026-03-02T01:00:00.750Z')
  const kept = keep(newFolder(), [name, '10.1.2.3', 'fd00::1:2'], at)
  const [text = '', chain = ''] = readFileSync(kept.certFile, 'utf8').split(/(?<=-----END CERTIFICATE-----\n)/)
  const server = new X509Certificate(text)
  const authority = new X509Certificate(chain)
  expect(server.subjectAltName).toBe(`DNS:${name}, IP Address:10.1.2.3, IP Address:FD00:0:0:0:0:0:1:2`)
  expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(server.ca).toBe(false)
  expect(server.checkIssued(authority)).toBe(true)
  expect(server.verify(authority.publicKey)).toBe(true)
  expect(server.validFromDate.toISOString()).toBe('2026-03-02T01:00:00.000Z')
  expect(server.validToDate.getTime() - server.validFromDate.getTime()).toBeLessThanOrEqual(397 * day)
  expect(authority.ca).toBe(true)
  expect(authority.subject).toMatch(/^CN=枫桥县域根证书 [0-9a-f]{6}$/)
  expect(authority.validToDate.toISOString()).toBe('2036-03-02T01:00:00.000Z')
  expect(kept.caFingerprint).toBe(authority.fingerprint256)
  expect(kept.until).toEqual(server.validToDate)
})

test('running again keeps the authority and renews the server certificate and its key', () => {
  const folder = newFolder()
  const first = keep(folder, [name])
  const [ca, cert, key] = [first.caFile, first.certFile, first.keyFile].map((file) => readFileSync(file, 'utf8'))
  const second = keep(folder, [name, '10.1.2.3'])
  expect([first.isNewAuthority, second.isNewAuthority]).toEqual([true, false])
  expect(readFileSync(second.caFile, 'utf8')).toBe(ca)
  expect(second.caFingerprint).toBe(first.caFingerprint)
  expect(readFileSync(second.certFile, 'utf8')).not.toBe(cert)
  expect(readFileSync(second.keyFile, 'utf8')).not.toBe(key)
  expect(second.names).toEqual([name, '10.1.2.3'])
})

test('a server certificate never outlives its authority', () => {
  const folder = newFolder()
  keep(folder, [name], new Date('2026-03-02T01:00:00Z'))
  const late = keep(folder, [name], new Date('2036-01-01T00:00:00Z'))
  expect(late.until.toISOString()).toBe('2036-03-02T01:00:00.000Z')
})

test('keys are readable by their owner only, also in a folder that was open before', () => {
  const folder = newFolder()
  mkdirSync(folder, { mode: 0o755 })
  chmodSync(folder, 0o755)
  const kept = keep(folder, [name])
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
  expect(mode(folder)).toBe('700')
  expect(mode(join(folder, 'ca.key'))).toBe('600')
  expect(mode(kept.keyFile)).toBe('600')
  expect(mode(kept.caFile)).toBe('644')
})

test('an authority that has run out, lies in the future, or lost a file is not replaced behind people’s backs', () => {
  const folder = newFolder()
  const kept = keep(folder, [name], new Date('2026-03-02T01:00:00Z'))
  const ca = readFileSync(kept.caFile)
  const refused = (at: string) => {
    const done = keepCertificate(folder, [name], new Date(at))
    return done.ok ? 'made' : done.faults.join()
  }
  expect(refused('2036-03-02T01:00:00Z')).toMatch(/已经过期/)
  expect(refused('2026-03-01T00:00:00Z')).toMatch(/时间早于/)
  writeFileSync(join(folder, 'ca.key'), readFileSync(kept.keyFile))
  expect(refused('2026-04-01T00:00:00Z')).toMatch(/不是根证书/)
  rmSync(join(folder, 'ca.key'))
  expect(refused('2026-04-01T00:00:00Z')).toMatch(/恢复/)
  expect(readFileSync(kept.caFile)).toEqual(ca)
})

test.each([
  ['https://fengqiao.fengxi.test', /不要写 https/],
  ['fengqiao.fengxi.test:3000', /不是域名/],
  ['*.fengxi.test', /通配符/],
  ['0.0.0.0', /所有地址/],
  ['::', /所有地址/],
  ['fe80::1%eth0', /网卡名/],
  ['10.1.2', /不是域名/],
  ['10.1.2.300', /不是域名/],
  ['0x7f.1', /不是域名/],
  ['a b', /不是域名/],
  ['-fengqiao.test', /不是域名/],
  ['feng_qiao.test', /不是域名/],
  [`${'a'.repeat(64)}.test`, /不是域名/],
  ['', /不是域名/],
])('%j is refused with a sentence and nothing is written', (word, sentence) => {
  const folder = newFolder()
  const done = keepCertificate(folder, [name, word], new Date())
  expect(done.ok ? [] : done.faults).toEqual([expect.stringMatching(sentence)])
  expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined()
})

test('names are written as browsers compare them, each once', () => {
  const words = ['Fengqiao.Fengxi.TEST', name, '枫桥.测试', '[FD00:0::1]', 'fengqiao']
  expect(keep(newFolder(), words).names).toEqual([name, 'xn--vtv1p.xn--0zwm56d', 'fd00::1', 'fengqiao'])
})
