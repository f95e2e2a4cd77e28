import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { SIDES_ON_PAPER } from '#domain/documents/pieces.ts'
import { type Strokes, svgOf } from '#domain/signing/strokes.ts'
import type { Trx } from '../db/connection.ts'

/** A name written on glass, and where it stands on the paper: its line's role, its name there, the nth of those who have both. */
export type NameWritten = { role: string; name: string; nth: number; svg: string }
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
  // As they stand on the paper that was laid out and signed, and on the one in effect: a name corrected since is another matter.
  const frozen = new Map((agreement.facts.laid_out?.parties ?? []).map((it) => [it.id, it.name]))
  const written = rows.flatMap(({ actor, input }) => {
    const said = input as Said
    const party_id = said.party_id ?? (actor as { party_id?: string }).party_id ?? ''
    const signature = signatures.find((it) => 'party' in it.who && it.who.party === party_id)
    if (said.edition !== edition || !said.strokes || !signature?.signed) return []
    return [{ party_id, signature, strokes: said.strokes, terms_hash: said.terms_hash, pdf_hash: said.pdf_hash }]
  })
  const [first] = written
  if (!first) return null
  /** Where each signs, in the order of the paper: her own line, and her agent's where he signed for her. */
  const lines = partsOf(parts, 'party')
    .filter(({ id }) => agreement.facts.parties.includes(id))
    .map(({ id, facts }) => {
      const by_agent = signatures.find((it) => 'party' in it.who && it.who.party === id)?.by_agent
      const agent = facts.agents?.find((it) => it.id === by_agent)
      const name = frozen.get(id) ?? facts.name
      return agent
        ? { id, role: '委托代理人', name: `${agent.name}（代${name}）` }
        : { id, role: SIDES_ON_PAPER[facts.side], name }
    })
  const names = written.flatMap(({ party_id, strokes }): NameWritten[] => {
    const at = lines.findIndex((it) => it.id === party_id)
    const line = lines[at]
    if (!line) return []
    const { role, name } = line
    const nth = lines.slice(0, at).filter((it) => it.role === role && it.name === name).length
    return [{ role, name, nth, svg: svgOf(strokes) }]
  })
  const { terms_hash, pdf_hash } = first
  const proved = { terms_hash, pdf_hash, signatures: written.map(({ party_id, strokes }) => ({ party_id, strokes })) }
  const digest = createHash('sha256')
    .update(canonicalize(proved) ?? '', 'utf8')
    .digest('hex')
  return { names, digest }
}

/** Those whose name has no line on a paper: a copy of it would say they signed, and not show it. */
export function withoutLine(names: readonly NameWritten[], { blocks }: PaperContent): NameWritten[] {
  const lines = blocks.flatMap((it) => (it.kind === 'sign' ? it.lines : []))
  const standing = (role: string, name: string) =>
    lines.filter((it) => it.role === role).flatMap((it) => it.names.filter((one) => one === name)).length
  return names.filter(({ role, name, nth }) => nth >= standing(role, name))
}
