import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { SIDES_ON_PAPER } from '#domain/documents/pieces.ts'
import { type Strokes, svgOf } from '#domain/signing/strokes.ts'
import type { Trx } from '../db/connection.ts'

/** A name written on glass, and where it stands on the paper: its line's role, its name there. */
export type NameWritten = { role: string; name: string; svg: string }
/** All names written under an agreement, with what proves which they are: in hex, over both hashes and every stroke. */
export type Written = { names: NameWritten[]; digest: string }

type Said = { edition: number; terms_hash: string; pdf_hash: string; strokes: Strokes; party_id?: string }

/**
 * The names that were written on glass under the edition of an agreement that is signed; null where nobody did. The strokes are read
 * from the events alone, by whoever draws the sealed copy: no page ever has them.
 */
export async function namesWritten(
  trx: Trx,
  fileId: string,
  agreement: Part<'agreement'>,
  parts: readonly Part[],
): Promise<Written | null> {
  const { edition, signatures } = agreement.facts
  const rows = await trx
    .selectFrom('events')
    .select(['actor', 'input'])
    .where('file_id', '=', fileId)
    .where('part_id', '=', agreement.id)
    .where('step', 'in', ['sign_agreement', 'sign_on_our_device'])
    .orderBy('seq')
    .execute()
  const parties = partsOf(parts, 'party')
  const written = rows.flatMap(({ actor, input }) => {
    const said = input as Said
    const party_id = said.party_id ?? (actor as { party_id?: string }).party_id ?? ''
    const signature = signatures.find((it) => 'party' in it.who && it.who.party === party_id)
    if (said.edition !== edition || !said.strokes || !signature?.signed) return []
    return [{ party_id, signature, strokes: said.strokes, terms_hash: said.terms_hash, pdf_hash: said.pdf_hash }]
  })
  const [first] = written
  if (!first) return null
  const names = written.flatMap(({ party_id, signature, strokes }): NameWritten[] => {
    const facts = parties.find((it) => it.id === party_id)?.facts
    if (!facts) return []
    const agent = facts.agents?.find((it) => it.id === signature.by_agent)
    const svg = svgOf(strokes)
    return agent
      ? [{ role: '委托代理人', name: `${agent.name}（代${facts.name}）`, svg }]
      : [{ role: SIDES_ON_PAPER[facts.side], name: facts.name, svg }]
  })
  const { terms_hash, pdf_hash } = first
  const proved = { terms_hash, pdf_hash, signatures: written.map(({ party_id, strokes }) => ({ party_id, strokes })) }
  const digest = createHash('sha256')
    .update(canonicalize(proved) ?? '', 'utf8')
    .digest('hex')
  return { names, digest }
}
