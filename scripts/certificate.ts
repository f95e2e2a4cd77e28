// 用法：npm run certificate -- <域名或地址>…   例如：npm run certificate -- fengqiao.fengxi.test 10.1.2.3
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { command } from '#server/packed.ts'
import { settings } from '#server/settings.ts'
import { keepCertificate } from '#server/tls/keep-certificate.ts'

const usage = `用法：${command('certificate', '<域名或地址>…')}
例如：${command('certificate', 'fengqiao.fengxi.test 10.1.2.3')}
写人们在浏览器里打开本系统的全部域名和地址。第一次运行生成县域根证书；以后再运行沿用它，只换新服务器证书。
文件放在 DATA_DIR（默认 ./data）的 certificates 文件夹里。`

function stop(lines: string): never {
  console.error(lines)
  process.exit(2)
}

const words = process.argv.slice(2)
if (words.length === 0 || words.some((word) => word.startsWith('-'))) stop(usage)
// Only these two settings: the others may well be wrong until there is a certificate.
const dataDir = settings.shape.DATA_DIR.safeParse(process.env.DATA_DIR?.trim() || undefined)
if (!dataDir.success) stop(dataDir.error.issues.map((issue) => issue.message).join('\n'))
const port = settings.shape.PORT.safeParse(process.env.PORT?.trim() || undefined)

const done = keepCertificate(join(dataDir.data, 'certificates'), words, new Date())
if (!done.ok) stop(`${done.faults.join('\n')}\n\n${usage}`)

const { kept } = done
const [first = ''] = kept.names
const until = kept.until.toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' })
console.log(`${kept.isNewAuthority ? '已生成县域根证书和服务器证书' : '已沿用县域根证书，换新了服务器证书'}，可用到 ${until}，到期前再运行一次。

名称      ${kept.names.join('、')}
根证书    ${kept.caFile}
服务器证书 ${kept.certFile}
私钥      ${kept.keyFile}

启动前设这几项：
  TLS_CERT=${kept.certFile} TLS_KEY=${kept.keyFile}
  HOST=0.0.0.0 PUBLIC_URL=https://${isIPv6(first) ? `[${first}]` : first}:${port.data ?? 3000}

根证书指纹（SHA-256），在每台电脑和手机上信任它之前先核对：
  ${kept.caFingerprint}
怎样信任它，见 docs/trust-certificate.md。只把 ca.crt 交给别人；ca.key 和 server.key 谁也不给。`)
