import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { envExample, isLoopback, readConfig } from './config.ts'
import { settings, shown } from './settings.ts'
import { keepCertificate } from './tls/keep-certificate.ts'

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function pair(name: string) {
  const done = keepCertificate(join(folder, name), ['fengqiao.fengxi.test'], new Date())
  if (!done.ok) throw new Error(done.faults.join('\n'))
  return { TLS_CERT: done.kept.certFile, TLS_KEY: done.kept.keyFile }
}
const tls = pair('one')
const notPem = join(folder, 'not.pem')
writeFileSync(notPem, '不是证书')

function config(env: NodeJS.ProcessEnv) {
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return read.config
}

function faults(env: NodeJS.ProcessEnv): string[] {
  const read = readConfig(env)
  return read.ok ? [] : read.faults
}

describe('without any fault', () => {
  test('nothing set opens the product to this machine only', () => {
    expect(config({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      tls: null,
      trustedProxies: [],
      dataDir: resolve('data'),
      fontDir: null,
      databaseUrl: null,
      serverUrl: null,
      servers: 1,
      workers: 1,
      fieldCrypto: 'aes',
      demo: 'auto',
      clockFile: null,
      crashAt: null,
      limits: true,
      sms: null,
      sealKeys: 'ecdsa',
      s3: null,
      clamdSocket: null,
      backup: { dir: null, hour: 2, keep: { days: 7, weeks: 4, months: 12 } },
      backedUpFor: null,
    })
  })

  test('an empty value counts as not set, so that an empty HOST never opens the network', () => {
    const empty = Object.fromEntries(Object.keys(settings.shape).map((name) => [name, ' ']))
    expect(config(empty)).toEqual(config({}))
  })

  test('every setting reaches the configuration', () => {
    const env = {
      PORT: '8443',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://fengqiao.fengxi.test:8443/',
      ...tls,
      TRUSTED_PROXY: '10.1.2.3, 10.1.4.0/24,fd00::/8,::1',
      DATA_DIR: folder,
      FONT_DIR: folder,
      DATABASE_URL: 'postgresql://owner:p%40ss@db.fengxi.test/fengqiao',
      FENGQIAO_SERVER_URL: 'postgres://server@db.fengxi.test/fengqiao',
      SERVERS: '2',
      WORKERS: '3',
      FIELD_CRYPTO: 'sm',
      FENGQIAO_DEMO: '0',
      FENGQIAO_CLOCK_FILE: notPem,
      CRASH_AT: 'after_commit:2',
      DOOR_LIMITS: '0',
      SMS_URL: 'http://sms.fengxi.test/send',
      SMS_TOKEN: 'secret',
      SEAL_KEYS: 'rsa',
      S3_ENDPOINT: 'https://store.fengxi.test',
      S3_REGION: 'fengxi',
      S3_BUCKET: 'evidence',
      S3_ACCESS_KEY: 'key',
      S3_SECRET_KEY: 'hidden',
      CLAMD_SOCKET: '/run/clamav/clamd.ctl',
      BACKUP_DIR: folder,
      BACKUP_HOUR: '23',
      BACKUP_KEEP: '14,8,24',
      BACKED_UP_FOR: '0.8.0',
    }
    expect(Object.keys(env).sort()).toEqual(Object.keys(settings.shape).sort())
    expect(config(env)).toEqual({
      port: 8443,
      host: '0.0.0.0',
      publicUrl: 'https://fengqiao.fengxi.test:8443',
      tls: { certFile: tls.TLS_CERT, keyFile: tls.TLS_KEY },
      trustedProxies: ['10.1.2.3', '10.1.4.0/24', 'fd00::/8', '::1'],
      dataDir: folder,
      fontDir: folder,
      databaseUrl: env.DATABASE_URL,
      serverUrl: env.FENGQIAO_SERVER_URL,
      servers: 2,
      workers: 3,
      fieldCrypto: 'sm',
      demo: '0',
      clockFile: notPem,
      crashAt: 'after_commit:2',
      limits: false,
      sms: { url: 'http://sms.fengxi.test/send', token: 'secret' },
      sealKeys: 'rsa',
      s3: {
        endpoint: env.S3_ENDPOINT,
        region: 'fengxi',
        bucket: 'evidence',
        accessKey: 'key',
        secretKey: 'hidden',
      },
      clamdSocket: '/run/clamav/clamd.ctl',
      backup: { dir: folder, hour: 23, keep: { days: 14, weeks: 8, months: 24 } },
      backedUpFor: '0.8.0',
    })
  })

  test.each([
    [{ PORT: '80' }, 'http://localhost'],
    [{ HOST: '::1' }, 'http://localhost:3000'],
    [{ ...tls }, 'https://localhost:3000'],
    [{ ...tls, HOST: '0.0.0.0', PORT: '443' }, 'https://localhost'],
    [{ ...tls, HOST: 'fengqiao.fengxi.test' }, 'https://fengqiao.fengxi.test:3000'],
    [{ ...tls, HOST: 'fd00::1' }, 'https://[fd00::1]:3000'],
    [{ HOST: '10.1.2.3', TRUSTED_PROXY: '10.1.2.9' }, 'http://localhost:3000'],
  ])('%j is opened at %s', (env, url) => {
    expect(config(env).publicUrl).toBe(url)
  })
})

describe('open to a network', () => {
  test.each(['0.0.0.0', '::', '10.1.2.3', 'fd00::1', 'fengqiao.fengxi.test', '128.0.0.1', '::ffff:10.1.2.3'])(
    'HOST=%s without TLS and without a proxy is refused, and the sentence names both ways out',
    (host) => {
      const [fault = '', ...more] = faults({ HOST: host })
      expect(more).toEqual([])
      expect(fault).toContain('npm run certificate')
      expect(fault).toContain('TRUSTED_PROXY=')
    },
  )

  test('it is allowed with TLS, or behind a named proxy', () => {
    expect(faults({ HOST: '0.0.0.0', ...tls })).toEqual([])
    expect(faults({ HOST: '0.0.0.0', TRUSTED_PROXY: '10.1.2.3', PUBLIC_URL: 'https://fengqiao.fengxi.test' })).toEqual(
      [],
    )
  })

  test.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost', 'LOCALHOST', '[::1]', '::ffff:127.0.0.1'])(
    '%s is this machine',
    (host) => expect(isLoopback(host)).toBe(true),
  )

  test.each(['0.0.0.0', '::', '', '127.1', '127.0.0.1.fengxi.test', 'localhost.fengxi.test', '::2'])(
    '%j is not this machine',
    (host) => expect(isLoopback(host)).toBe(false),
  )
})

describe('faults', () => {
  test('come all at once', () => {
    const all = faults({ PORT: 'x', HOST: '0.0.0.0', TLS_CERT: '/nowhere.crt', SERVERS: '0', SMS_TOKEN: 'secret' })
    expect(all.map((fault) => fault.match(/[A-Z_]{3,}/)?.[0])).toEqual([
      'PORT',
      'TLS_CERT',
      'SERVERS',
      'TLS_CERT',
      'SMS_TOKEN',
    ])
  })

  test.each([
    ['PORT', ['0', '65536', '3000.5', '-1', '0x50', '3e3']],
    ['HOST', ['http://a.test', '10.1.2', 'a b', '10.1.2.300', 'fe80::1%eth0', 'a:3000', '*']],
    [
      'PUBLIC_URL',
      ['fengqiao.fengxi.test', 'ftp://a.test', 'https://a.test/path', 'https://u:p@a.test', 'https://a.test/?q'],
    ],
    ['PUBLIC_URL', ['http://fengqiao.fengxi.test']],
    [
      'TRUSTED_PROXY',
      ['true', '1', '0.0.0.0/0', '0.0.0.0', '::/0', '::/8', '::ffff:0:0/96', '10.0.0.0/7', '10.0.0.0/33'],
    ],
    ['TRUSTED_PROXY', ['10.1.2.3,', 'proxy.fengxi.test', 'loopback', '10.1.2.3/24/8', '2000::/3', '10.1.2.3/x']],
    ['DATA_DIR', [notPem]],
    ['FONT_DIR', [notPem, '/nowhere']],
    [
      'DATABASE_URL',
      ['mysql://a/b', 'db.fengxi.test', 'postgres://', 'postgres://a:b@h1:1,h2:2,/town', 'postgres://a@h1:x/town'],
    ],
    ['SERVERS', ['0', '65', 'many']],
    ['WORKERS', ['0', '1.5']],
    ['FIELD_CRYPTO', ['des', 'AES']],
    ['FENGQIAO_DEMO', ['yes', 'true']],
    ['FENGQIAO_CLOCK_FILE', ['/nowhere', folder]],
    ['CRASH_AT', ['after_lunch', ':1', 'after_commit:0', 'after_commit:1:1']],
    ['SMS_URL', ['sms.fengxi.test', 'file:///etc/hosts']],
    ['FENGQIAO_SERVER_URL', ['x']],
  ])('a wrong %s is refused by one sentence that names it', (name, values) => {
    for (const value of values) {
      const found = faults({ [name]: value })
      expect(found, value).toHaveLength(1)
      expect(found[0], value).toMatch(new RegExp(`^${name} (要|只能写|指的|由).*。$`))
    }
  })

  test('of TLS files say which file is wrong and how', () => {
    expect(faults({ TLS_CERT: tls.TLS_CERT })).toEqual([expect.stringContaining('同时设 TLS_KEY')])
    expect(faults({ TLS_KEY: tls.TLS_KEY })).toEqual([expect.stringContaining('同时设 TLS_CERT')])
    expect(faults({ ...tls, TLS_CERT: folder })).toEqual([expect.stringContaining('TLS_CERT 指的文件读不到')])
    expect(faults({ ...tls, TLS_CERT: notPem })).toEqual([expect.stringContaining('TLS_CERT 指的文件不是证书')])
    expect(faults({ ...tls, TLS_KEY: notPem })).toEqual([expect.stringContaining('TLS_KEY 指的文件不是可用的私钥')])
    expect(faults({ ...tls, TLS_KEY: pair('two').TLS_KEY })).toEqual([expect.stringContaining('不是一对')])
    expect(faults({ ...tls, PUBLIC_URL: 'http://localhost:3000' })).toEqual([expect.stringContaining('https://')])
  })

  test('never repeat a value, which may hold a password', () => {
    const said = faults({
      DATABASE_URL: 'mysql://owner:hunter2@db',
      SMS_TOKEN: 'hunter2',
      PUBLIC_URL: 'https://u:hunter2@a.test',
    })
    expect(said).toHaveLength(3)
    expect(said.join()).not.toContain('hunter2')
  })
})

describe('.env.example', () => {
  test('is what the table of settings gives (vitest -u writes it anew)', async () => {
    await expect(envExample()).toMatchFileSnapshot('../../.env.example')
  })

  test('has a sentence for every setting and leaves none out but the internal one', () => {
    for (const [name, schema] of Object.entries(settings.shape)) {
      const row = shown.get(schema)
      expect(row?.says, name).toMatch(/。$/)
      expect(envExample().includes(`\n# ${name}=`), name).toBe(row?.group !== 'internal')
    }
  })

  test('shows the defaults as they are', () => {
    const lines = envExample().matchAll(/^# ([A-Z_]+)=(.*)$/gm)
    const copied = Object.fromEntries([...lines].map(([, name, value]) => [name, value]))
    const { PORT, HOST, DATA_DIR, SERVERS, WORKERS, FIELD_CRYPTO, PUBLIC_URL } = copied
    expect(config({ PORT, HOST, DATA_DIR, SERVERS, WORKERS, FIELD_CRYPTO, PUBLIC_URL })).toEqual(config({}))
  })
})
