import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { BlockList, isIP, isIPv6 } from 'node:net'
import type { z } from 'zod'
import { command } from './packed.ts'
import type { SealKey } from './seals/device.ts'
import { type Shown, settings, shown } from './settings.ts'
import type { S3 } from './storage/s3-store.ts'

/** The settings, checked and complete. Paths are absolute; what is not set is null. */
export type Config = {
  port: number
  host: string
  /** Where people open the product: scheme, host and port, without a slash at the end. */
  publicUrl: string
  /** Files in PEM; null when the product itself speaks plain http. */
  tls: { certFile: string; keyFile: string } | null
  /** Addresses and CIDR ranges for Fastify's `trustProxy`; empty trusts nobody. */
  trustedProxies: string[]
  dataDir: string
  /** A county's own fonts, searched first when a paper is drawn. */
  fontDir: string | null
  /** The outside PostgreSQL (owner); null means the embedded one. */
  databaseUrl: string | null
  /** The server role's own address, given to main and worker by their parent. */
  serverUrl: string | null
  servers: number
  workers: number
  fieldCrypto: 'aes' | 'sm'
  sealKeys: SealKey
  demo: '0' | '1' | 'auto'
  clockFile: string | null
  crashAt: string | null
  /** Whether the anonymous doors are limited. */
  limits: boolean
  sms: { url: string; token: string | null } | null
  /** Where files are kept instead of DATA_DIR/blobs. */
  s3: S3 | null
  /** The socket of the virus scanner that looks at each file. */
  clamdSocket: string | null
  /** Where backups go (null: nowhere), at what hour of the day (Beijing), how many stay. */
  backup: { dir: string | null; hour: number; keep: { days: number; weeks: number; months: number } }
  /** The version for whose upgrade somebody says an outside database was backed up. */
  backedUpFor: string | null
}

type Name = keyof typeof settings.shape
type Values = z.output<typeof settings>

/**
 * Reads every setting from the environment. An empty value counts as not set.
 * All faults come at once, each a Chinese sentence that says what to set; values are never repeated in them.
 */
export function readConfig(env: NodeJS.ProcessEnv): { ok: true; config: Config } | { ok: false; faults: string[] } {
  const given = Object.fromEntries(
    names().flatMap((name) => {
      const value = env[name]?.trim()
      return value ? [[name, value]] : []
    }),
  ) as Partial<Record<Name, string>>
  const read = settings.safeParse(given)
  const wrong = new Set(read.error?.issues.map((issue) => issue.path[0]))
  const isRight = (name: Name) => given[name] !== undefined && !wrong.has(name)
  const faults = [...new Set(read.error?.issues.map((issue) => issue.message)), ...faultsBetween(given, isRight)]
  return read.success && faults.length === 0 ? { ok: true, config: toConfig(read.data) } : { ok: false, faults }
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/**
 * Whether only this machine can reach the host: 127.0.0.0/8, ::1 or localhost.
 * Everything else, the wildcards 0.0.0.0 and :: included, is open to a network.
 */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (bare === 'localhost') return true
  const version = isIP(bare)
  return version !== 0 && loopback.check(bare, version === 4 ? 'ipv4' : 'ipv6')
}

function names(): Name[] {
  return Object.keys(settings.shape) as Name[]
}

/** What is wrong though each setting is right by itself. */
function faultsBetween(given: Partial<Record<Name, string>>, isRight: (name: Name) => boolean): string[] {
  const faults: string[] = []
  const { TLS_CERT: certFile, TLS_KEY: keyFile } = given
  if (certFile && !keyFile) faults.push('设了 TLS_CERT 就要同时设 TLS_KEY（私钥文件）。')
  if (keyFile && !certFile) faults.push('设了 TLS_KEY 就要同时设 TLS_CERT（证书文件）。')
  if (certFile && keyFile && isRight('TLS_CERT') && isRight('TLS_KEY')) faults.push(...pairFaults(certFile, keyFile))

  const isOpen = isRight('HOST') && !isLoopback(given.HOST ?? '')
  if (isOpen && !certFile && !keyFile && !given.TRUSTED_PROXY) faults.push(openWithoutTls)

  if (given.PUBLIC_URL && isRight('PUBLIC_URL')) {
    const { protocol, hostname } = new URL(given.PUBLIC_URL)
    if (protocol === 'http:' && (certFile || !isLoopback(hostname)))
      faults.push('PUBLIC_URL 要以 https:// 开头：不是 HTTPS 的网址，浏览器会丢掉登录凭据，手机不能用摄像头。')
  }
  const ofS3 = (['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const).filter((name) => !given[name])
  if (ofS3.length > 0 && ofS3.length < 4)
    faults.push(`文件存到 S3 的，还要设 ${ofS3.join('、')}；存在本机的，这几项都不要设。`)
  if (given.SMS_TOKEN && !given.SMS_URL) faults.push('设了 SMS_TOKEN 就要同时设 SMS_URL（短信网关的网址）。')
  return faults
}

const openWithoutTls =
  'HOST 不是本机地址，没有 HTTPS 不能对网络开放：浏览器会丢掉登录凭据，内容也会被人看到。两个办法选一个：' +
  `一，运行 ${command('certificate', '<域名或地址>')} 生成证书，再按它的提示设 TLS_CERT 和 TLS_KEY；` +
  '二，前面有负责 HTTPS 的反向代理时，设 TRUSTED_PROXY=<代理的地址>，并设 PUBLIC_URL=https://…。' +
  '只在本机使用就不要设 HOST。'

/** A pair that cannot work would otherwise show only as a broken connection in every browser. */
function pairFaults(certFile: string, keyFile: string): string[] {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(readFileSync(certFile))
  } catch {
    return ['TLS_CERT 指的文件不是证书：要 PEM 格式（以 -----BEGIN CERTIFICATE----- 开头），服务器证书放在最前面。']
  }
  try {
    if (certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))) return []
  } catch {
    return ['TLS_KEY 指的文件不是可用的私钥：要 PEM 格式、不带口令（以 -----BEGIN PRIVATE KEY----- 开头）。']
  }
  return [`TLS_KEY 与 TLS_CERT 不是一对：请用生成这张证书时的私钥，或者运行 ${command('certificate')} 重新生成一对。`]
}

function toConfig(values: Values): Config {
  const { TLS_CERT: certFile, TLS_KEY: keyFile } = values
  const tls = certFile && keyFile ? { certFile, keyFile } : null
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? defaultUrl(values.HOST, values.PORT, tls !== null),
    tls,
    trustedProxies: values.TRUSTED_PROXY ?? [],
    dataDir: values.DATA_DIR,
    fontDir: values.FONT_DIR ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    serverUrl: values.FENGQIAO_SERVER_URL ?? null,
    servers: values.SERVERS,
    workers: values.WORKERS,
    fieldCrypto: values.FIELD_CRYPTO,
    sealKeys: values.SEAL_KEYS,
    demo: values.FENGQIAO_DEMO ?? 'auto',
    clockFile: values.FENGQIAO_CLOCK_FILE ?? null,
    crashAt: values.CRASH_AT ?? null,
    limits: values.DOOR_LIMITS === '1',
    s3: s3Of(values),
    clamdSocket: values.CLAMD_SOCKET ?? null,
    backup: { dir: values.BACKUP_DIR ?? null, hour: values.BACKUP_HOUR, keep: values.BACKUP_KEEP },
    backedUpFor: values.BACKED_UP_FOR ?? null,
    sms: values.SMS_URL ? { url: values.SMS_URL, token: values.SMS_TOKEN ?? null } : null,
  }
}

/** All that names an S3 store, or none: what is missing was told before. */
function s3Of({ S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY }: Values): S3 | null {
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY || !S3_SECRET_KEY) return null
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKey: S3_ACCESS_KEY,
    secretKey: S3_SECRET_KEY,
  }
}

/** A wildcard or this machine's own address is nothing to open in a browser by; localhost is. */
function defaultUrl(host: string, port: number, isTls: boolean): string {
  const name = !isTls || isLoopback(host) || host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return new URL(`${isTls ? 'https' : 'http'}://${isIPv6(name) ? `[${name}]` : name}:${port}`).origin
}

const groups: [Shown['group'], string][] = [
  ['network', '网络'],
  ['data', '数据与进程'],
  ['backup', '备份'],
  ['outside', '外部系统'],
  ['trial', '试验与演练'],
]

/** The text of `.env.example`: every setting an operator may set, commented out, with its sentence. */
export function envExample(): string {
  const rows = names().map((name) => ({ name, row: shown.get(settings.shape[name]) }))
  const head = '# 枫桥的全部设置。都可以不设；要改哪一项，就在启动前把它设为环境变量。\n'
  const sections = groups.map(([group, title]) => {
    const lines = rows.flatMap(({ name, row }) =>
      row?.group === group ? [`# ${row.says}\n# ${name}=${row.example}\n`] : [],
    )
    return `\n# —— ${title} ——\n\n${lines.join('\n')}`
  })
  return head + sections.join('')
}
