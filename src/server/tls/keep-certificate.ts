import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeAuthority, makeServerCertificate } from './make-certificate.ts'
import { readServerNames } from './server-name.ts'

/** What was written, with absolute or relative paths as `folder` was given. */
export type KeptCertificate = {
  caFile: string
  certFile: string
  keyFile: string
  /** The names and addresses in the certificate, as browsers compare them. */
  names: string[]
  /** SHA-256 of the authority, the text people compare before they trust it: 'AB:CD:…'. */
  caFingerprint: string
  isNewAuthority: boolean
  /** The last instant of the server certificate. */
  until: Date
}

/**
 * Writes a server certificate for the names into `folder`, signed by the county authority kept there, which is made on
 * the first call and then reused: every computer and phone of the county already trusts it. `server.crt` is the chain.
 * Keys are readable by their owner only. Faults are Chinese sentences; then nothing was written.
 */
export function keepCertificate(
  folder: string,
  words: readonly string[],
  at: Date,
): { ok: true; kept: KeptCertificate } | { ok: false; faults: string[] } {
  const read = readServerNames(words)
  if (!read.ok) return read
  const caFile = join(folder, 'ca.crt')
  const caKeyFile = join(folder, 'ca.key')
  const isNewAuthority = !existsSync(caFile) && !existsSync(caKeyFile)

  const found = isNewAuthority ? newAuthority(folder, caFile, caKeyFile, at) : readAuthority(caFile, caKeyFile, at)
  if (!found.ok) return found
  const { authority } = found
  const made = makeServerCertificate(authority, read.names, at)
  const certFile = join(folder, 'server.crt')
  const keyFile = join(folder, 'server.key')
  writeWhole(keyFile, made.key, 0o600)
  writeWhole(certFile, made.certificate + authority.certificate.toString(), 0o644)
  const kept: KeptCertificate = {
    caFile,
    certFile,
    keyFile,
    names: read.names.map(({ name }) => name),
    caFingerprint: authority.certificate.fingerprint256,
    isNewAuthority,
    until: new X509Certificate(made.certificate).validToDate,
  }
  return { ok: true, kept }
}

type Authority = { certificate: X509Certificate; key: KeyObject }
type Found = { ok: true; authority: Authority } | { ok: false; faults: string[] }

function newAuthority(folder: string, caFile: string, caKeyFile: string, at: Date): Found {
  const made = makeAuthority(at)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // A folder that was there before keeps its own mode otherwise.
  chmodSync(folder, 0o700)
  writeWhole(caKeyFile, made.key, 0o600)
  writeWhole(caFile, made.certificate, 0o644)
  return {
    ok: true,
    authority: { certificate: new X509Certificate(made.certificate), key: createPrivateKey(made.key) },
  }
}

const startAfresh =
  '如果找不到，就把这个文件夹改名留底，再运行一次本命令；那样会生成新的根证书，每台电脑和手机都要重新信任它。'

/** A half or broken authority is never silently replaced: that would cut off everyone who trusts the old one. */
function readAuthority(caFile: string, caKeyFile: string, at: Date): Found {
  const refuse = (fault: string): Found => ({ ok: false, faults: [fault] })
  let authority: Authority
  try {
    authority = {
      certificate: new X509Certificate(readFileSync(caFile)),
      key: createPrivateKey(readFileSync(caKeyFile)),
    }
  } catch {
    return refuse(
      `根证书 ${caFile} 和它的私钥 ${caKeyFile} 缺了一个或读不出来：请从备份里把这两个文件恢复。${startAfresh}`,
    )
  }
  const { certificate, key } = authority
  if (!certificate.checkPrivateKey(key))
    return refuse(`${caKeyFile} 不是根证书 ${caFile} 的私钥：请从备份里恢复成对的两个文件。${startAfresh}`)
  if (at < certificate.validFromDate)
    return refuse(`这台机器的时间早于根证书的生效时间：请先把时间校准，再运行本命令（根证书：${caFile}）。`)
  if (at >= certificate.validToDate)
    return refuse(
      `根证书 ${caFile} 已经过期：请把这个文件夹改名留底，再运行一次本命令生成新的根证书，然后让每台电脑和手机重新信任它。`,
    )
  return { ok: true, authority }
}

/** Written aside and renamed, so that a running server never reads half a file and a key is never readable by others. */
function writeWhole(path: string, text: string, mode: number): void {
  const aside = `${path}.new`
  writeFileSync(aside, text, { mode })
  chmodSync(aside, mode)
  renameSync(aside, path)
}
