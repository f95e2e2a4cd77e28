import { accessSync, constants, statSync } from 'node:fs'
import { isIP, isIPv4 } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { CRASH_POINTS } from './crash.ts'
import { isAddress } from './db/machines.ts'

/**
 * The table of settings: one row each, with the sentence an operator reads in `.env.example` and the sentence she reads
 * when the value is wrong. A wrong value is never echoed: some of them hold passwords.
 */

const hostName = /^(?=.{1,253}$)(?!.*\.\d+$)(?!\d+$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i

function isHost(host: string): boolean {
  return (isIP(host) !== 0 && !host.includes('%')) || hostName.test(host)
}

function isReadableFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function isFolder(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK)
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function canBeFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return false
  return url.href === `${url.origin}/`
}

function isHttpUrl(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '')
}

/** Whoever is trusted here may name any address as the sender's, so a whole internet is never a proxy. */
const widestPrefix = 8

function isProxy(entry: string): boolean {
  const [address = '', prefix, ...more] = entry.split('/')
  if (more.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return false
  if (isIPv4(address)) {
    const bits = prefix === undefined ? 32 : Number(prefix)
    return bits >= widestPrefix && bits <= 32 && !address.startsWith('0.')
  }
  const canonical = URL.parse(`http://[${address}]`)?.hostname
  if (!canonical) return false
  const bits = prefix === undefined ? 128 : Number(prefix)
  // IPv4 senders are compared as ::ffff:a.b.c.d, so a range near :: (::/8, ::ffff:0:0/96) would trust every one of them.
  if (canonical.startsWith('[::') || canonical.startsWith('[0:')) return canonical === '[::1]' && bits === 128
  return bits >= widestPrefix && bits <= 128
}

/** A misspelt point would never be reached, and the drill would pass without having been held. */
function isCrashPoint(text: string): boolean {
  const [label = '', times = '1', ...more] = text.split(':')
  return more.length === 0 && /^[1-9]\d*$/.test(times) && CRASH_POINTS.some((point) => point === label)
}

function list(text: string): string[] {
  return text.split(',').map((entry) => entry.trim())
}

function text(isRight: (value: string) => boolean, error: string) {
  return z.string().refine(isRight, { error })
}

function count(name: string) {
  return text(
    (n) => /^[1-9]\d?$/.test(n) && Number(n) <= 64,
    `${name} 要写 1 到 64 的整数，例如 ${name}=1。`,
  ).transform(Number)
}

function file(name: string, whatFor: string) {
  return text(
    isReadableFile,
    `${name} 指的文件读不到：请写${whatFor}的完整路径，并让运行本系统的用户能读它。`,
  ).transform((path) => resolve(path))
}

/** What `.env.example` shows of a setting. */
export type Shown = {
  group: 'network' | 'data' | 'backup' | 'outside' | 'trial' | 'internal'
  /** The default, or a value to copy where there is none. */
  example: string
  says: string
}

/** The rows' sentences and examples, kept beside their schemas. */
export const shown = z.registry<Shown>()

/** The settings in the order of `.env.example`. Read them through `readConfig` only. */
export const settings = z.object({
  PORT: text((n) => /^[1-9]\d{0,4}$/.test(n) && Number(n) <= 65535, 'PORT 要写 1 到 65535 的整数，例如 PORT=3000。')
    .transform(Number)
    .prefault('3000')
    .register(shown, { group: 'network', example: '3000', says: '监听的端口。' }),
  HOST: text(isHost, 'HOST 要写一个地址或主机名，例如 HOST=127.0.0.1（只给本机）或 HOST=0.0.0.0（给网络）。')
    .prefault('127.0.0.1')
    .register(shown, {
      group: 'network',
      example: '127.0.0.1',
      says: '监听的地址；不是本机地址时，必须同时设 TLS_CERT 和 TLS_KEY，或者设 TRUSTED_PROXY。',
    }),
  PUBLIC_URL: text(
    isOrigin,
    'PUBLIC_URL 要写人们打开本系统的网址，只到端口为止，例如 PUBLIC_URL=https://fengqiao.example.gov.cn。',
  )
    .transform((url) => new URL(url).origin)
    .optional()
    .register(shown, {
      group: 'network',
      example: 'http://localhost:3000',
      says: '人们打开本系统用的网址，写进回执的二维码；不设则按 HOST 和 PORT 拼出。',
    }),
  TLS_CERT: file('TLS_CERT', '服务器证书（PEM，可含证书链）').optional().register(shown, {
    group: 'network',
    example: './data/certificates/server.crt',
    says: '服务器证书文件（PEM）；没有证书时运行 npm run certificate -- <域名或地址> 生成。',
  }),
  TLS_KEY: file('TLS_KEY', '服务器证书的私钥（PEM）').optional().register(shown, {
    group: 'network',
    example: './data/certificates/server.key',
    says: '服务器证书的私钥文件（PEM）。',
  }),
  TRUSTED_PROXY: text(
    (entries) => list(entries).every(isProxy),
    'TRUSTED_PROXY 要写反向代理自己的地址或网段，用逗号分开，例如 TRUSTED_PROXY=10.1.2.3,10.1.4.0/24；不能写 true、数字或 0.0.0.0/0 这样包括所有人的网段，否则谁都能冒充来源地址。',
  )
    .transform(list)
    .optional()
    .register(shown, {
      group: 'network',
      example: '10.1.2.3',
      says: '本系统前面由它负责 HTTPS 的反向代理的地址或网段，用逗号分开；只有它转来的来源地址才算数。',
    }),
  DATA_DIR: text(canBeFolder, 'DATA_DIR 指的是一个文件：请写一个文件夹，例如 DATA_DIR=./data。')
    .transform((path) => resolve(path))
    .prefault('./data')
    .register(shown, {
      group: 'data',
      example: './data',
      says: '数据文件夹：数据库、密钥和证书都在里面，要备份它。',
    }),
  FONT_DIR: text(
    isFolder,
    'FONT_DIR 要写一个已有的文件夹，里面放本单位有授权的字体文件（.ttf、.otf、.ttc），并让运行本系统的用户能读它。',
  )
    .transform((path) => resolve(path))
    .optional()
    .register(shown, {
      group: 'data',
      example: './fonts',
      says: '本单位有授权的字体（仿宋_GB2312、方正小标宋、楷体_GB2312，或少数民族文字）放在哪个文件夹；文书先用它们，不设则用自带的开源字体。',
    }),
  DATABASE_URL: text(
    (url) => /^postgres(ql)?:\/\/\S+$/.test(url) && isAddress(url),
    'DATABASE_URL 要写 PostgreSQL 15 或更新版本的连接地址，例如 DATABASE_URL=postgres://用户:密码@地址:5432/库名；几台互为备份的写 地址一:5432,地址二:5432,地址三:5432，密码里的 @ : / , 要写成 %40 %3A %2F %2C。',
  )
    .optional()
    .register(shown, {
      group: 'data',
      example: 'postgres://owner:password@db.example:5432/fengqiao',
      says: '外部 PostgreSQL（15 或更新）的连接地址，用库的属主登录；几台互为备份的，地址用逗号分开都写上；不设则用自带的数据库。',
    }),
  SERVERS: count('SERVERS')
    .prefault('1')
    .register(shown, { group: 'data', example: '1', says: '网页服务进程的个数。' }),
  WORKERS: count('WORKERS')
    .prefault('1')
    .register(shown, { group: 'data', example: '1', says: '后台作业进程的个数。' }),
  FIELD_CRYPTO: z
    .enum(['aes', 'sm'], { error: 'FIELD_CRYPTO 只能写 aes（AES-256-GCM）或 sm（国密 SM4 与 SM3）。' })
    .prefault('aes')
    .register(shown, {
      group: 'data',
      example: 'aes',
      says: '身份证号和电话的加密算法：aes 为 AES-256-GCM，sm 为国密 SM4 与 SM3。',
    }),
  SEAL_KEYS: z
    .enum(['ecdsa', 'rsa'], { error: 'SEAL_KEYS 只能写 ecdsa（ECDSA P-256）或 rsa（RSA 3072）。' })
    .prefault('ecdsa')
    .register(shown, {
      group: 'data',
      example: 'ecdsa',
      says: '盖章件上电子签名的算法：ecdsa 为 ECDSA P-256，rsa 为 RSA 3072（有的旧阅读器只认 RSA）。改了只影响以后盖的。',
    }),
  FENGQIAO_DEMO: z
    .enum(['0', '1'], {
      error: 'FENGQIAO_DEMO 只能写 0（不装演示县）或 1（装演示县）；不设则只在自带的空数据库里装。',
    })
    .optional()
    .register(shown, {
      group: 'data',
      example: '0',
      says: '1 装入虚构的演示县，0 不装；不设时只在自带的空数据库里装。正式使用请设 0。',
    }),
  BACKUP_DIR: text(canBeFolder, 'BACKUP_DIR 指的是一个文件：请写一个文件夹，例如 BACKUP_DIR=/mnt/backup/fengqiao。')
    .transform((path) => resolve(path))
    .optional()
    .register(shown, {
      group: 'backup',
      example: '/mnt/backup/fengqiao',
      says: '备份放在哪个文件夹：U 盘、移动硬盘或者另一台机器的网络盘，不要和数据在同一块盘上。设了以后，先运行 npm run backup -- new-key 和 npm run backup，以后每天自己做。',
    }),
  BACKUP_HOUR: text(
    (n) => /^(1?\d|2[0-3])$/.test(n),
    'BACKUP_HOUR 要写 0 到 23 的整数，例如 BACKUP_HOUR=2（凌晨两点）。',
  )
    .transform(Number)
    .prefault('2')
    .register(shown, {
      group: 'backup',
      example: '2',
      says: '每天几点备份（北京时间）；那时没有开机的，开机以后补做。',
    }),
  BACKUP_KEEP: text(
    (keep) => /^[1-9]\d{0,2},\d{1,3},\d{1,3}$/.test(keep),
    'BACKUP_KEEP 要写三个数，例如 BACKUP_KEEP=7,4,12：最近 7 天、4 周、12 个月各留一份，天数至少 1。',
  )
    .transform((keep) => {
      const [days = 1, weeks = 0, months = 0] = keep.split(',').map(Number)
      return { days, weeks, months }
    })
    .prefault('7,4,12')
    .register(shown, {
      group: 'backup',
      example: '7,4,12',
      says: '旧备份留几份：最近几天、几周、几个月各留一份，别的清掉。',
    }),
  BACKED_UP_FOR: text(
    (version) => /^\d+\.\d+\.\d+$/.test(version),
    'BACKED_UP_FOR 要写升级到的版本号，例如 BACKED_UP_FOR=0.8.0。',
  )
    .optional()
    .register(shown, {
      group: 'backup',
      example: '0.8.0',
      says: '只给外部数据库：升级会改数据库结构，用 pg_dump 备份好以后，写上升级到的版本号再启动。',
    }),
  SMS_URL: text(isHttpUrl, 'SMS_URL 要写县里短信网关的网址，以 http:// 或 https:// 开头。').optional().register(shown, {
    group: 'outside',
    example: 'https://sms.example.gov.cn/send',
    says: '县里短信网关的网址；不设则不发短信。',
  }),
  SMS_TOKEN: z
    .string()
    .optional()
    .register(shown, { group: 'outside', example: 'change-me', says: '短信网关给的令牌。' }),
  S3_ENDPOINT: text(
    isOrigin,
    'S3_ENDPOINT 要写对象存储的网址，只到端口为止，例如 S3_ENDPOINT=https://oss.example.gov.cn。',
  )
    .transform((url) => new URL(url).origin)
    .optional()
    .register(shown, {
      group: 'outside',
      example: 'https://oss.example.gov.cn',
      says: '证据等文件存到兼容 S3 的对象存储时，写它的网址；不设则存在 DATA_DIR/blobs。',
    }),
  S3_BUCKET: text(
    (name) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name),
    'S3_BUCKET 要写存储桶的名称，例如 S3_BUCKET=fengqiao。',
  )
    .optional()
    .register(shown, { group: 'outside', example: 'fengqiao', says: '存储桶的名称，要先建好，不对外公开。' }),
  S3_REGION: text((name) => /^[a-z0-9-]{1,40}$/.test(name), 'S3_REGION 要写对象存储的地区，例如 S3_REGION=us-east-1。')
    .prefault('us-east-1')
    .register(shown, { group: 'outside', example: 'us-east-1', says: '对象存储的地区；没有地区的不用设。' }),
  S3_ACCESS_KEY: z.string().optional().register(shown, {
    group: 'outside',
    example: 'change-me',
    says: '对象存储的访问密钥（只给这个存储桶的读、写、删权限）。',
  }),
  S3_SECRET_KEY: z
    .string()
    .optional()
    .register(shown, { group: 'outside', example: 'change-me', says: '对象存储的访问密钥的密码。' }),
  CLAMD_SOCKET: text((path) => path.startsWith('/'), 'CLAMD_SOCKET 要写 clamd 的套接字文件的完整路径。')
    .optional()
    .register(shown, {
      group: 'outside',
      example: '/run/clamav/clamd.ctl',
      says: '杀毒服务 ClamAV（clamd）的套接字文件；设了，每个文件都先查毒，连不上时文件先不收。',
    }),
  FENGQIAO_CLOCK_FILE: file('FENGQIAO_CLOCK_FILE', '写着 ISO 时间（例如 2026-03-02T09:00:00+08:00）的文件')
    .optional()
    .register(shown, {
      group: 'trial',
      example: './clock.txt',
      says: '试验用：时间从这个文件里读（每秒一次，写 ISO 时间），各页都会标明“测试时间”。正式使用不要设。',
    }),
  CRASH_AT: text(
    isCrashPoint,
    `CRASH_AT 要写“断点名”或“断点名:第几次”，例如 CRASH_AT=after_commit:2；断点名有 ${CRASH_POINTS.join('、')}。`,
  )
    .optional()
    .register(shown, {
      group: 'trial',
      example: 'after_commit:2',
      says: '试验用：走到这个断点（第几次）就立刻杀死进程，检查断电不丢数据。正式使用不要设。',
    }),
  DOOR_LIMITS: z
    .enum(['0', '1'], { error: 'DOOR_LIMITS 只能写 0（不限）或 1（限制，默认）。' })
    .prefault('1')
    .register(shown, {
      group: 'trial',
      example: '0',
      says: '试验用：0 不限制每个地址登记、开通、要验证码的次数，从别的机器做压力测试时用。正式使用不要设。',
    }),
  FENGQIAO_SERVER_URL: text(
    (url) => /^postgres(ql)?:\/\/\S+$/.test(url),
    'FENGQIAO_SERVER_URL 由启动程序自己设，请不要手工设它。',
  )
    .optional()
    .register(shown, { group: 'internal', example: '', says: '由启动程序传给各进程：服务角色连接数据库的地址。' }),
})
