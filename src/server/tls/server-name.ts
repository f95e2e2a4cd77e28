import { isIP, isIPv4 } from 'node:net'
import { domainToASCII } from 'node:url'

/** A name or address a browser may open the server by, as it stands in a certificate. */
export type ServerName = { kind: 'dns' | 'address'; name: string }

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads the names and addresses a person typed: trimmed, in lower case, Chinese domain names in their ASCII form, each once.
 * Faults are Chinese sentences, one for each word that cannot be opened in a browser.
 */
export function readServerNames(
  words: readonly string[],
): { ok: true; names: ServerName[] } | { ok: false; faults: string[] } {
  const read = words.map((word) => readServerName(word.trim()))
  const faults = read.filter((one) => typeof one === 'string')
  if (words.length === 0) faults.push('请至少写一个域名或地址，例如 fengqiao.fengxi.test 或 10.1.2.3。')
  if (faults.length > 0) return { ok: false, faults }
  const names = new Map(read.flatMap((one) => (typeof one === 'string' ? [] : [[one.name, one] as const])))
  return { ok: true, names: [...names.values()] }
}

function readServerName(word: string): ServerName | string {
  if (word.includes('://') || word.includes('/'))
    return `“${word}”：只写域名或地址，不要写 https://、端口和后面的路径，例如 fengqiao.fengxi.test。`
  const bare = word.replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) !== 0) return readAddress(word, bare)
  if (word.includes('*')) return `“${word}”：不支持通配符，请把每个域名都写出来。`
  const ascii = domainToASCII(word.toLowerCase())
  const isDomain = ascii.length <= 253 && ascii.split('.').every((one) => label.test(one))
  // domainToASCII reads 10.1 and 0x7f.1 as addresses; nobody means them, so an address that was not one before is refused.
  if (!isDomain || isIP(ascii) !== 0)
    return `“${word}”不是域名，也不是 IP 地址，例如 fengqiao.fengxi.test 或 10.1.2.3。`
  return { kind: 'dns', name: ascii }
}

function readAddress(word: string, address: string): ServerName | string {
  const canonical = isIPv4(address) ? address : URL.parse(`http://[${address}]`)?.hostname.slice(1, -1)
  if (!canonical) return `“${word}”：地址里不能带网卡名（%），请写不带网卡名的地址。`
  if (canonical === '0.0.0.0' || canonical === '::')
    return `“${word}”是“所有地址”的意思，不能写进证书；请写人们在浏览器里打开的域名或地址。`
  return { kind: 'address', name: canonical }
}
