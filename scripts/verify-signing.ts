import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type pg from 'pg'
import type { AgreementFacts } from '#domain/disputes/parts.ts'
import { termsOf } from '#domain/signing/terms.ts'
import type { Finding, SealStore } from './verify-seals.ts'

const hex = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '', 'utf8')
    .digest('hex')

type Block = { kind: string }
type Said = {
  file_id: string
  seq: number
  part_id: string
  step: string
  actor: { party_id?: string }
  input: { edition?: number; party_id?: string; terms_hash?: string; pdf_hash?: string; strokes?: unknown }
  consequences: {
    kind: string
    part?: string
    id?: string
    form?: string
    facts?: Partial<AgreementFacts>
    content?: { blocks: Block[] }
  }[]
}
type Copy = {
  agreement_id: string
  edition: number
  paper_id: string
  terms_hash: Buffer
  pdf_hash: Buffer
  bytes: number
}

/** What was signed on glass under each agreement: proved by the sealed copy's own signature. Last edition that has any. */
export type Signed = {
  digests: Map<string, string>
  /** The PDFs that were signed, by their SHA-256: they lie beside the sealed copies. */
  kept: Set<string>
  findings: Finding[]
}

/** Copies follow the terms on every D-08; what may differ between the text laid out and the one in effect begins there. */
const COPIES = /^本协议一式 \d+ 份，/
type Shown = { kind: string; text?: string; head?: string[] }
/**
 * The blocks that say what was agreed, the same in the text that was signed and in the one in effect: number, facts, terms, who does
 * what until when, promises of helpers, what others decided. Left out are the boxes of the parties, which may be completed meanwhile.
 */
const termsOn = (blocks: readonly Block[] | undefined): Block[] => {
  const all = (blocks ?? []) as readonly Shown[]
  const end = all.findIndex(
    ({ kind, text = '' }) => kind === 'end' || kind === 'field' || (kind === 'paragraph' && COPIES.test(text)),
  )
  return all
    .slice(0, end < 0 ? undefined : end)
    .filter(({ kind, head }) => kind !== 'box' && !(kind === 'table' && head?.[0] === '序号'))
}

/**
 * Each edition that was signed on a screen: its terms counted again from the events, its unsigned PDF read again, each signature against
 * both; and that the agreement in effect says what was signed. What was signed before there were hashes is passed over: its chain holds it.
 */
export async function verifySigning(client: pg.Client, store: SealStore): Promise<Signed> {
  const findings: Finding[] = []
  const digests = new Map<string, string>()
  const { rows: copies } = await client.query<Copy>('select * from signing_copies order by agreement_id, edition')
  const copyOf = new Map(copies.map((it) => [`${it.agreement_id} ${it.edition}`, it]))
  for (const copy of copies) {
    const where = `协议 ${copy.agreement_id} 第 ${copy.edition} 版的签字稿`
    const bytes = store.read(copy.pdf_hash.toString('hex'))
    const name = `文件 issued/${copy.pdf_hash.toString('hex').slice(0, 2)}/${copy.pdf_hash.toString('hex')}`
    if (!bytes) findings.push({ where, says: `${name} 不见了` })
    else if (bytes.length !== copy.bytes || !createHash('sha256').update(bytes).digest().equals(copy.pdf_hash))
      findings.push({ where, says: `${name} 和签字时不一样` })
  }
  const { rows: files } = await client.query<{ file_id: string }>(
    `select file_id from events where step in ('sign_agreement', 'sign_on_our_device') and input ? 'terms_hash'
     union select file_id from signing_copies order by file_id`,
  )
  const facts = new Map<string, AgreementFacts>()
  const signed = new Map<string, { terms_hash: string; pdf_hash: string; signatures: object[] }>()
  const laid = new Map<string, Block[]>()
  const counted = new Set<string>()
  /** One step of a file, in its order. */
  const read = ({ file_id, seq, part_id, step, actor, input, consequences }: Said): void => {
    const where = `纠纷 ${file_id} 第 ${seq} 步（${step}）`
    for (const { kind, part, id = '', facts: change } of consequences)
      if (part === 'agreement' && (kind === 'open_part' || kind === 'change_facts'))
        facts.set(id, { ...facts.get(id), ...change } as AgreementFacts)
    const paper = consequences.find((it) => it.kind === 'ask_paper' && it.form === 'D-08')?.content?.blocks
    if (step === 'lay_out_agreement') {
      signed.delete(part_id)
      digests.delete(part_id)
      laid.set(part_id, termsOn(paper))
      const now = facts.get(part_id)
      const copy = now && copyOf.get(`${part_id} ${now.edition}`)
      const terms = now && termsOf(part_id, now)
      if (!copy || !terms) return
      counted.add(`${part_id} ${now.edition}`)
      if (hex(terms) !== copy.terms_hash.toString('hex'))
        findings.push({ where, says: `条款和签字稿登记的指纹对不上（第 ${now.edition} 版）` })
      if (copy.paper_id !== now.laid_out?.paper_id) findings.push({ where, says: '签字稿登记的不是交签的那一份文书' })
    }
    if ((step === 'sign_agreement' || step === 'sign_on_our_device') && input.terms_hash) {
      const copy = copyOf.get(`${part_id} ${input.edition}`)
      if (!copy) findings.push({ where, says: '签的那一版没有签字稿的登记' })
      else if (input.terms_hash !== copy.terms_hash.toString('hex') || input.pdf_hash !== copy.pdf_hash.toString('hex'))
        findings.push({ where, says: '签名里的指纹不是那一版的' })
      const kept = facts.get(part_id)?.signatures.at(-1)?.signed
      if (kept?.terms_hash !== input.terms_hash || kept?.pdf_hash !== input.pdf_hash)
        findings.push({ where, says: '登记的签名和签的时候不一样' })
      const party_id = input.party_id ?? actor.party_id ?? ''
      const { terms_hash, pdf_hash = '', strokes } = input
      const so = signed.get(part_id) ?? { terms_hash, pdf_hash, signatures: [] }
      signed.set(part_id, { ...so, signatures: [...so.signatures, { party_id, strokes }] })
      digests.set(part_id, hex(signed.get(part_id)))
    }
    const before = laid.get(part_id)
    if (paper && before && signed.has(part_id) && step !== 'lay_out_agreement' && hex(termsOn(paper)) !== hex(before))
      findings.push({ where, says: '生效的协议写的，和签的那一版不一样' })
  }
  // File by file: a county's steps at once are too much to hold.
  for (const { file_id } of files) {
    const { rows } = await client.query<Said>(
      'select file_id, seq, part_id, step, actor, input, consequences from events where file_id = $1 order by seq',
      [file_id],
    )
    for (const row of rows) read(row)
    for (const kept of [facts, signed, laid]) kept.clear()
  }
  for (const { agreement_id, edition } of copies)
    if (!counted.has(`${agreement_id} ${edition}`))
      findings.push({ where: `协议 ${agreement_id} 第 ${edition} 版的签字稿`, says: '没有哪一步交签过这一版' })
  return { digests, kept: new Set(copies.map((it) => it.pdf_hash.toString('hex'))), findings }
}
