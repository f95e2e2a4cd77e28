import { lackingIn, type ToldOf } from '#domain/intake/completeness.ts'
import type { PartyRow } from './entry.ts'

type Asked = {
  where_text?: unknown
  wish?: unknown
  dispute_type?: unknown
  parties?: readonly (PartyRow | undefined)[]
}

const toldIn = ({ where_text, wish, dispute_type, parties = [] }: Asked): ToldOf => ({
  where_text: String(where_text ?? ''),
  wish: String(wish ?? ''),
  dispute_type: typeof dispute_type === 'string' ? dispute_type : null,
  parties: parties.flatMap((row) =>
    row
      ? [
          {
            id: null,
            side: row.side,
            kind: row.kind ?? 'person',
            name: row.name ?? '',
            reached: Boolean(row.reach?.trim()),
            speaks: Boolean(row.speaks?.trim()),
            // Papers are looked at once the file is there.
            identity: null,
          },
        ]
      : [],
  ),
})

const FIELD: Readonly<Record<string, (string | number)[]>> = {
  where_text: ['where_text'],
  wish: ['wish'],
  dispute_type: ['dispute_type'],
}

/** What is still open in the form: said quietly, and none of it stands in the way of saving. */
export function LackingList({ values, onGo }: { values: Asked; onGo: (field: (string | number)[]) => void }) {
  const parties = values.parties ?? []
  const lacking = lackingIn(toldIn(values))
  if (lacking.length === 0 || !parties.some((row) => row?.name?.trim())) return null
  const fieldOf = (field: string, says: string): (string | number)[] => {
    const known = FIELD[field]
    if (known) return known
    const at = parties.findIndex((row) =>
      field === 'other_side' ? row?.side !== 'applicant' : says.includes(row?.name ?? '\n'),
    )
    return ['parties', Math.max(0, at), field === 'other_side' ? 'name' : /联系/.test(says) ? 'reach' : 'speaks']
  }
  return (
    <p className="lacking-line">
      <strong>还缺：</strong>
      {lacking.map(({ says, field, asked_by }, at) => (
        <span key={says}>
          {at > 0 && '、'}
          <button type="button" className="text-button" title={asked_by} onClick={() => onGo(fieldOf(field, says))}>
            {says}
          </button>
        </span>
      ))}
      <span className="quiet">。可以以后再补，不影响保存。</span>
    </p>
  )
}
