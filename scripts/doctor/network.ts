import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createServer, isIP } from 'node:net'
import { type Config, isLoopback } from '#server/config.ts'
import { command } from '#server/packed.ts'
import { type Check, ok, warning, wrong } from './check.ts'
import type { Holder } from './machine.ts'

/** What happens when somebody listens there: undefined when it works, else the code of the error. */
function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => done(undefined)))
  })
}

/** Whether the product answers at its own address on this machine. */
function answers({ host, port, tls }: Config): Promise<boolean> {
  const to = {
    host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host,
    port,
    path: '/healthz',
    timeout: 5000,
    agent: false as const,
    // Only whether it is us: the certificate is looked at by itself.
    rejectUnauthorized: false,
  }
  return new Promise((done) => {
    const asking = tls ? https.get(to) : http.get(to)
    asking.on('response', (answer) => {
      let said = ''
      answer.on('data', (part) => (said += part))
      answer.on('end', () => done(answer.statusCode === 200 && said.includes('"ready":true')))
      answer.on('error', () => done(false))
    })
    asking.on('timeout', () => asking.destroy())
    asking.on('error', () => done(false))
  })
}

/** Whether it runs, and if not, whether it could listen; and whether another process has the folder. */
export async function checkPort(config: Config, holder: Holder): Promise<Check> {
  const { host, port, dataDir } = config
  const at = `${host} 的 ${port} 端口`
  const code = await tryToListen(host, port)
  if (code === 'EADDRINUSE') {
    if (await answers(config))
      return holder
        ? ok(`枫桥正在运行（进程号 ${holder.pid}），在 ${at}答复`)
        : wrong(
            `${at}上有另一个枫桥在答复，用的不是 ${dataDir}`,
            '请核对 DATA_DIR 和启动时是不是一样；要同时开两个的，各用一个 PORT',
          )
    return wrong(
      `${at}被别的程序占用，或者枫桥在那里没有答复`,
      `请用 ss -ltnp | grep :${port} 看是谁，停掉它，或换一个 PORT`,
    )
  }
  if (holder)
    return wrong(
      `数据文件夹正被进程 ${holder.pid} 使用，但 ${at}没有人答复`,
      '可能正在启动，等一分钟再看；或者它启动时的 PORT、HOST 和现在的不一样；一直这样的，结束那个进程再启动。两个程序不能用同一个数据文件夹',
    )
  if (code === 'EACCES')
    return wrong(
      `本账号不能用 ${port} 端口（小于 1024）`,
      '请换一个端口（前面用反向代理），或照 docs/operating.md 给它 CAP_NET_BIND_SERVICE',
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return wrong(`HOST=${host} 不是这台机器的地址`, '请改成本机的地址，或写 0.0.0.0（所有地址）')
  if (code !== undefined) return wrong(`不能在 ${at}监听（${code}）`, '请核对 HOST 和 PORT')
  return ok(`枫桥没有在运行；${at}空着`)
}

/**
 * Whether browsers will take the certificate: its days, its names against PUBLIC_URL, and who may read its key. That it
 * can be read and belongs to its key was found when the settings were read.
 */
export function checkCertificate(config: Config, now: string): Check[] {
  if (!config.tls) return []
  const { certFile, keyFile } = config.tls
  const certificate = new X509Certificate(readFileSync(certFile))
  const anew = `请运行 ${command('certificate', '<域名或地址>')} 重新签发，再重新启动`
  const at = Date.parse(now)
  const days = Math.floor((certificate.validToDate.getTime() - at) / 86_400_000)
  const { hostname, port } = new URL(config.publicUrl)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const names = isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)
  return [
    certificate.validFromDate.getTime() > at
      ? wrong('证书还没有到生效的时间', '请先校准机器的时间')
      : days < 0
        ? wrong('证书已经过期，浏览器都打不开', anew)
        : days < 14
          ? warning(`证书还有 ${days} 天到期`, anew)
          : ok(`证书还有 ${days} 天到期`),
    names === undefined
      ? wrong(
          `证书里没有 PUBLIC_URL 的名称 ${host}（有的是 ${certificate.subjectAltName?.replaceAll(/(DNS|IP Address):/g, '') ?? '空的'}）`,
          `${anew}；或者把 PUBLIC_URL 改成证书里的名称`,
        )
      : ok(`证书里有 ${host}`),
    ...((statSync(keyFile).mode & 0o007) === 0
      ? []
      : [wrong(`证书的私钥 ${keyFile} 谁都能读`, `请运行 chmod 600 ${keyFile}，并重新签发证书`)]),
    ...(Number(port || 443) === config.port || config.trustedProxies.length > 0
      ? []
      : [
          warning(
            `PUBLIC_URL 的端口是 ${port || 443}，监听的是 ${config.port}`,
            '没有做端口转发的，请把两处写成一样，否则回执上的二维码打不开',
          ),
        ]),
  ]
}

/** Whether people elsewhere can open what stands on a receipt. */
export function checkAddress({ host, publicUrl }: Config): Check[] {
  return !isLoopback(host) && isLoopback(new URL(publicUrl).hostname)
    ? [warning('PUBLIC_URL 是本机地址，回执上的二维码别人打不开', '请设置 PUBLIC_URL=https://<大家用的名称>')]
    : []
}
