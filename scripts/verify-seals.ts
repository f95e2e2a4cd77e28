import { verify as checkSignature, createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import canonicalize from 'canonicalize'
import type pg from 'pg'
import { Certificate, ContentInfo, type IssuerAndSerialNumber, SignedData } from 'pkijs'
import { verifySigning } from './verify-signing.ts'

/**
 * Checks sealed copies. For the PDF and its signature it shares no code with what makes them: the message is read by a library
 * of others, the sums are done again here.
 */

export type Finding = { where: string; says: string }
export type Signed = { certificate: X509Certificate; chain: X509Certificate[]; reason: string; at: Date | null }

const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const RSA_WITH_SHA256 = '1.2.840.113549.1.1.11'
const SHA256 = '2.16.840.1.101.3.4.2.1'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const bytesOf = (it: ArrayBuffer | Uint8Array): Buffer =>
  it instanceof Uint8Array ? Buffer.from(it) : Buffer.from(new Uint8Array(it))
const pemOf = (der: Buffer): X509Certificate => new X509Certificate(der)

/** Reads a text of a PDF dictionary that stands in hex, UTF-16BE. */
function wordsIn(dictionary: string, name: string): string {
  const hex = new RegExp(`/${name} <([0-9A-F]*)>`).exec(dictionary)?.[1] ?? ''
  const bytes = Buffer.from(hex, 'hex')
  return bytes.length % 2 === 0
    ? bytes
        .swap16()
        .toString('utf16le')
        .replace(/^\uFEFF/, '')
    : ''
}

/**
 * The one signature of a paper, checked: it covers every byte but its own place, and is of the certificate it carries.
 * @returns who signed what when, or a Chinese sentence that says what is wrong
 */
export function checkPdf(pdf: Buffer): Signed | string {
  const text = pdf.toString('latin1')
  const ranges = [...text.matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)]
  const [only] = ranges
  if (!only || ranges.length !== 1) return ranges.length === 0 ? '没有电子签名' : '有几个签名，本系统只签一个'
  const [from = -1, before = 0, after = 0, length = 0] = only.slice(1).map(Number)
  if (from !== 0 || after + length !== pdf.length || after <= before) return '签名没有覆盖整个文件'
  const place = text.slice(before, after)
  if (!/^<[0-9a-f]+>$/.test(place) || !text.slice(0, before).endsWith('/Contents '))
    return '签名所在的位置不对，签名可能被移动过'
  const dictionary = text.slice(text.lastIndexOf(' obj', before), text.indexOf('endobj', after))
  const signed = read(Buffer.from(place.slice(1, -1), 'hex'))
  if (typeof signed === 'string') return signed
  const digest = sha256(pdf.subarray(0, before), pdf.subarray(after))
  if (!signed.digest.equals(digest)) return '内容和签名时不一样'
  const { certificate, chain, at } = signed
  return { certificate, chain, reason: wordsIn(dictionary, 'Reason'), at }
}

type Message = { certificate: X509Certificate; chain: X509Certificate[]; digest: Buffer; at: Date | null }

/** The message itself: its one signer's signature over the signed attributes, and the certificate these name. */
function read(padded: Buffer): Message | string {
  try {
    const size = derLength(padded)
    if (padded.subarray(size).some((it) => it !== 0)) return '签名后面被加了东西'
    const info = ContentInfo.fromBER(Uint8Array.from(padded.subarray(0, size)).buffer)
    if (info.contentType !== SIGNED_DATA) return '不是电子签名'
    const data = new SignedData({ schema: info.content })
    // Written once more from what was read, it is the same bytes: nothing stands in it that nobody reads.
    const again = new ContentInfo({ contentType: SIGNED_DATA, content: data.toSchema() }).toSchema()
    if (!bytesOf(again.toBER(false)).equals(padded.subarray(0, size))) return '签名的写法被改过'
    const [signer] = data.signerInfos
    const chain = (data.certificates ?? []).flatMap((it) =>
      'tbsView' in it ? [pemOf(bytesOf(it.toSchema().toBER(false)))] : [],
    )
    const [certificate] = chain
    const attributes = signer?.signedAttrs?.attributes ?? []
    const attributeOf = (type: string) => attributes.find((it) => it.type === type)?.values[0]
    if (!signer || data.signerInfos.length !== 1 || !certificate || !signer.signedAttrs) return '签名的格式不对'
    if (!isPlain(data, certificate, chain)) return '签名里没有签到的部分被改过'
    const set = bytesOf(signer.signedAttrs.encodedValue)
    const signature = bytesOf(signer.signature.valueBlock.valueHexView)
    if (!checkSignature('sha256', set, certificate.publicKey, signature)) return '签名对不上证书里的公钥'
    // Which certificate is meant is signed: another one of the same key cannot take its place.
    const meant = attributeOf(SIGNING_CERTIFICATE_V2)?.valueBlock.value[0]?.valueBlock.value[0]?.valueBlock.value[0]
    if (!bytesOf(meant.valueBlock.valueHexView).equals(sha256(certificate.raw))) return '签名指的不是这张证书'
    return {
      certificate,
      chain,
      digest: bytesOf(attributeOf(MESSAGE_DIGEST).valueBlock.valueHexView),
      at: attributeOf(SIGNING_TIME)?.toDate() ?? null,
    }
  } catch {
    return '签名读不出来'
  }
}

/**
 * What no signature covers in a message: versions, names of algorithms, by which the signer is named, the chain. All of it can
 * only be one thing here, and a chain that does not hold together is none.
 */
function isPlain(data: SignedData, certificate: X509Certificate, chain: readonly X509Certificate[]): boolean {
  const [signer] = data.signerInfos
  const own = Certificate.fromBER(Uint8Array.from(certificate.raw).buffer)
  const named = signer?.sid as IssuerAndSerialNumber
  const algorithm = certificate.publicKey.asymmetricKeyType === 'rsa' ? RSA_WITH_SHA256 : ECDSA_WITH_SHA256
  const holds = chain.every((it, at) => it.verify((chain[at + 1] ?? it).publicKey))
  return (
    holds &&
    data.version === 1 &&
    signer?.version === 1 &&
    data.digestAlgorithms.length === 1 &&
    data.digestAlgorithms[0]?.algorithmId === SHA256 &&
    data.encapContentInfo.eContentType === DATA &&
    signer.digestAlgorithm.algorithmId === SHA256 &&
    signer.signatureAlgorithm.algorithmId === algorithm &&
    named.issuer.isEqual(own.issuer) &&
    named.serialNumber.isEqual(own.serialNumber)
  )
}

/** How many bytes the DER value at the start takes. */
function derLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0
  if (first < 0x80) return 2 + first
  const digits = first & 0x7f
  return 2 + digits + bytes.readUIntBE(2, digits)
}

const BLOCK = 4096

/** Where bytes are not what they were: from which to which, and in which object of the PDF. Empty where all are. */
export function changedBytes(bytes: Buffer, hashes: Buffer, size: number): string[] {
  const found: string[] = []
  if (bytes.length !== size) found.push(`应有 ${size} 字节，实有 ${bytes.length} 字节`)
  for (let at = 0; at * 8 < hashes.length; at += 1) {
    const block = bytes.subarray(at * BLOCK, (at + 1) * BLOCK)
    if (
      sha256(block)
        .subarray(0, 8)
        .equals(hashes.subarray(at * 8, at * 8 + 8))
    )
      continue
    const object = bytes
      .subarray(0, (at + 1) * BLOCK)
      .toString('latin1')
      .match(/\b\d+ 0 obj\b/g)
      ?.at(-1)
    const to = Math.min((at + 1) * BLOCK, size) - 1
    found.push(`第 ${at * BLOCK} 到 ${to} 字节被改过${object ? `（PDF 对象 ${object.split(' ')[0]} 附近）` : ''}`)
  }
  return found
}

/** The sealed files of an installation as `verify` reads them. `list`: every file there is, by its name, with its age in hours. */
export type SealStore = {
  read: (sha256: string) => Buffer | null
  list: () => { name: string; hours: number }[]
}

type Row = {
  id: string
  number: string
  people: string[]
  issued_on: string
  test_time: boolean
  check_code: string
  file_id: string
  paper_id: string
  content: unknown
  seal: { paper_id: string; agreement_id: string | null; title: string; committee: string; at: string } | null
  form: string | null
  content_hash: Buffer
  bytes: number
  sha256: Buffer
  sm3: Buffer
  block_hashes: Buffer
  certificate: string
}

/**
 * Each sealed copy: its row against what its event froze and what its seal says, its bytes against their hashes, its signature
 * against both, what its register and its QR say against what was signed. A file nobody has a row for is told of too.
 * @param roots certificates of the county's seals @param checkKey what the QR's payload is signed with
 */
export async function verifySeals(
  client: pg.Client,
  store: SealStore,
  roots: readonly X509Certificate[],
  checkKey: KeyObject | null,
): Promise<{ copies: number; findings: Finding[] }> {
  const signing = await verifySigning(client, store)
  const findings: Finding[] = [...signing.findings]
  // What was sealed stands in the events; a copy nobody sealed has no event, and one that is gone is missed below.
  const { rows } = await client.query<Row>(
    `select i.id, i.file_id, i.paper_id, i.content_hash, i.bytes, i.sha256, i.sm3, i.block_hashes, i.certificate, i.number, i.people,
       to_char(i.issued_on, 'YYYY-MM-DD') as issued_on, i.test_time, i.check_code,
       (select p.form from papers p where p.id = i.paper_id) as form,
       (select c -> 'content' from events e, jsonb_array_elements(e.consequences) c
         where e.file_id = i.file_id and c ->> 'kind' = 'ask_paper' and c ->> 'id' = i.paper_id::text limit 1) as content,
       (select s from events e, jsonb_array_elements(e.consequences) c, jsonb_array_elements(c -> 'facts' -> 'seals') s
         where e.file_id = i.file_id and c ->> 'kind' = 'change_facts' and s ->> 'id' = i.id::text order by e.seq limit 1) as seal
     from issued_papers i order by i.id`,
  )
  for (const row of rows) {
    const where = `纠纷 ${row.file_id} 的盖章件 ${row.id}`
    findings.push(...faultsOf(row, store, roots, checkKey, signing.digests).map((says) => ({ where, says })))
  }
  if (rows.length > 0 && roots.length === 0)
    findings.push({
      where: '盖章件',
      says: '本县印章的根证书 keys/seal-root-*.pem 不见了：请从备份恢复，否则认不出证书是不是本县的',
    })
  if (rows.length > 0 && checkKey === null)
    findings.push({ where: '盖章件', says: '二维码的密钥 keys/check-signing.pem 不见了：请从备份恢复' })
  const known = new Set([...signing.kept, ...rows.map((row) => row.sha256.toString('hex'))])
  // One that is being made has no row for a moment.
  for (const { name, hours } of store.list())
    if (!known.has(name) && hours >= 1)
      findings.push({
        where: `文件 issued/${name.slice(0, 2)}/${name}`,
        says: '没有登记（可能是制作时断电留下的，核对后可以移走）',
      })
  const { rows: gone } = await client.query<{ id: string; file_id: string }>(
    `select f.id, f.file_id from effects f left join issued_papers i on i.id = f.id
     where f.kind = 'sealed_copy' and f.state = 'sent' and i.id is null order by f.id`,
  )
  for (const { id, file_id } of gone) findings.push({ where: `纠纷 ${file_id} 的盖章件 ${id}`, says: '登记不见了' })
  return { copies: rows.length, findings }
}

/** What the QR says, by docs/check-code.md; null where its signature is not the key's. */
function readCode(key: KeyObject, code: string): { id: string; day: string; hash: string; number: string } | null {
  const bytes = Buffer.from(code, 'base64url')
  if (bytes.length < 92 || bytes[0] !== 1) return null
  const [body, signature] = [bytes.subarray(0, -64), bytes.subarray(-64)]
  if (!checkSignature(null, Buffer.concat([Buffer.from('fengqiao check\n'), body]), createPublicKey(key), signature))
    return null
  return {
    id: body.subarray(1, 17).toString('hex'),
    day: new Date(Date.UTC(2020, 0, 1 + body.readUInt16BE(17))).toISOString().slice(0, 10),
    hash: body.subarray(19, 27).toString('hex'),
    number: body.subarray(28).toString('utf8'),
  }
}

/** The name a certificate is made out to. */
const commonName = (certificate: X509Certificate): string =>
  Certificate.fromBER(Uint8Array.from(certificate.raw).buffer)
    .subject.typesAndValues.filter((it) => it.type === '2.5.4.3')
    .map((it) => String(it.value.valueBlock.value))
    .join()

const DAY_IN_SHANGHAI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The register and the QR of a copy against its seal and each other. */
function faultsOfRegister(row: Row, checkKey: KeyObject | null): string[] {
  const { seal, issued_on } = row
  const faults: string[] = []
  if (seal && DAY_IN_SHANGHAI.format(new Date(seal.at)) !== issued_on) faults.push('登记的日子不是盖章的日子')
  if (!checkKey) return faults
  const said = readCode(checkKey, row.check_code)
  if (!said) return [...faults, '二维码的签名不对（密钥换过，或者被改过）']
  const isOf =
    said.id === row.id.replaceAll('-', '') &&
    said.day === issued_on &&
    said.hash === row.content_hash.subarray(0, 8).toString('hex') &&
    (row.number === said.number || (Buffer.byteLength(row.number) > 80 && row.number.startsWith(said.number)))
  return isOf ? faults : [...faults, '二维码写的不是这一份']
}

function faultsOf(
  row: Row,
  store: SealStore,
  roots: readonly X509Certificate[],
  checkKey: KeyObject | null,
  digests: ReadonlyMap<string, string>,
): string[] {
  const faults = faultsOfRegister(row, checkKey)
  if (!row.seal || row.seal.paper_id !== row.paper_id) faults.push('没有哪一步给这份文书盖过章')
  const content = sha256(Buffer.from(canonicalize(row.content) ?? '', 'utf8'))
  if (!content.equals(row.content_hash)) faults.push('登记的内容指纹和出具时的文书不一致')
  const file = `文件 issued/${row.sha256.toString('hex').slice(0, 2)}/${row.sha256.toString('hex')}`
  const bytes = store.read(row.sha256.toString('hex'))
  if (!bytes) return [...faults, `${file} 不见了`]
  const isSame = sha256(bytes).equals(row.sha256) && createHash('sm3').update(bytes).digest().equals(row.sm3)
  if (!isSame) {
    const changed = changedBytes(bytes, row.block_hashes, row.bytes)
    faults.push(`${file} 和盖章时不一样：${changed.join('；') || '登记的指纹被改过'}`)
  }
  const signed = checkPdf(bytes)
  if (typeof signed === 'string') return [...faults, `${file} 的签名：${signed}`]
  const { number, people, issued_on, test_time } = row
  const told = sha256(Buffer.from(canonicalize({ number, people, issued_on, test_time }) ?? '', 'utf8')).toString('hex')
  // The names on it were written on glass: strokes and hashes of those very events.
  const glass = row.form === 'D-08' ? digests.get(row.seal?.agreement_id ?? '') : undefined
  const of = `${row.seal?.title ?? ''} ${row.id} ${content.toString('hex')}`
  if (!signed.reason.startsWith(`${of} `)) faults.push(`${file} 签的是另一份：${signed.reason}`)
  else if (glass !== undefined && signed.reason.split(' ').at(-1) !== glass)
    faults.push('印在上面的签名、条款指纹和签的时候不一样')
  else if (signed.reason !== [of, told, ...(glass === undefined ? [] : [glass])].join(' '))
    faults.push('登记的编号、姓名、日子和盖章时签的不一样')
  const committee = [...(row.seal?.committee ?? '')].slice(0, 64).join('')
  if (commonName(signed.certificate) !== committee)
    faults.push(`${file} 的证书是别的单位的：${commonName(signed.certificate)}`)
  if (!signed.certificate.raw.equals(new X509Certificate(row.certificate).raw))
    faults.push(`${file} 的证书和登记的不是一张`)
  const trusted = roots.some((root) => signed.certificate.verify(root.publicKey))
  if (!trusted) faults.push(`${file} 的证书不是本县签发的`)
  return faults
}
