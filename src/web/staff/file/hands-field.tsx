import { Checkbox, Input, Select } from 'antd'
import type { SignedByHandView } from '#contract/returned.ts'
import { KNOWN_BY } from '#domain/agreements/desk-inputs.ts'
import { ON_PAPER_HOW } from '#domain/returned/inputs.ts'

type Line = SignedByHandView['lines'][number]
type How = Line['how'][number]
type KnownBy = keyof typeof KNOWN_BY

/** What somebody says of one line of a paper: what stands there of a hand. */
export type Said = { name: string; how: How[]; witness: string; known_by: KnownBy | null }
export const nothingSaid = ({ name }: Pick<Line, 'name'>): Said => ({ name, how: [], witness: '', known_by: null })

const HOWS = Object.keys(ON_PAPER_HOW) as How[]
const onlyFinger = ({ how }: Said): boolean => how.length > 0 && how.every((one) => one === 'finger')

/** What is missing before it can be sent, in words; null where nothing is. */
export function lackOf(lines: readonly Line[], said: readonly Said[]): string | null {
  if (said.every(({ how }) => how.length === 0)) return '请选上面有谁的签名、指印。'
  for (const [at, line] of lines.entries()) {
    const it = said[at]
    if (!it || it.how.length === 0) continue
    const name = line.name || it.name
    if (!name.trim()) return `请写“${line.role}”一栏签的是谁。`
    if (onlyFinger(it) && !it.witness.trim()) return `${name}只按了指印，请写见证人；没有的，写“没有见证人”和原因。`
    if (line.counts && !line.counts.beside && !it.known_by) return `请选怎样确认是${name}本人。`
  }
  return null
}

/** The hands as they are sent, and the signatures of an agreement among them: one for each party, her guardian's with hers. */
export function handsOf(lines: readonly Line[], said: readonly Said[]) {
  const given = lines.flatMap((line, at) => {
    const it = said[at]
    return it && it.how.length > 0 ? [{ line, it }] : []
  })
  const hands = given.map(({ line, it }) => ({
    role: line.role,
    name: (line.name || it.name).trim(),
    how: it.how,
    witness: onlyFinger(it) ? it.witness.trim() : '',
  }))
  const signatures = given.flatMap(({ line: { counts }, it }) => {
    if (!counts || counts.beside || !it.known_by) return []
    const { party_id, by_agent, with_guardian } = counts
    const guarded =
      with_guardian || given.some(({ line }) => line.counts?.beside === true && line.counts.party_id === party_id)
    const one = { party_id, known_by: it.known_by, ...(by_agent ? { by_agent } : {}) }
    return [{ ...one, ...(guarded ? { with_guardian: true } : {}) }]
  })
  // Her own hand and her agent's on one paper are one signature: her own.
  const first = new Map(signatures.toReversed().map((it) => [it.party_id, it]))
  return { hands, signatures: [...first.values()] }
}

/** Who signed on the paper in hand, line by line as it is printed. */
export function HandsField({
  lines,
  said,
  onSay,
}: {
  lines: readonly Line[]
  said: readonly Said[]
  onSay: (at: number, change: Partial<Said>) => void
}) {
  return (
    <ul className="hands">
      {lines.map((line, at) => {
        const it = said[at] ?? nothingSaid(line)
        const name = line.name || it.name
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the paper is its place
          <li key={at}>
            <div className="hand-how">
              <span>
                <span className="quiet">{line.role}</span> <strong>{line.name}</strong>
              </span>
              {HOWS.map((how) => (
                <Checkbox
                  key={how}
                  checked={it.how.includes(how)}
                  onChange={({ target }) =>
                    onSay(at, { how: HOWS.filter((one) => (one === how ? target.checked : it.how.includes(one))) })
                  }
                >
                  {ON_PAPER_HOW[how]}
                  <span className="unseen">：{name || line.role}</span>
                </Checkbox>
              ))}
            </div>
            {!line.name && it.how.length > 0 && (
              <Input
                value={it.name}
                maxLength={60}
                placeholder="纸上签的是谁"
                aria-label={`${line.role}一栏签的是谁`}
                onChange={({ target }) => onSay(at, { name: target.value })}
              />
            )}
            {onlyFinger(it) && (
              <Input
                value={it.witness}
                maxLength={60}
                placeholder="见证人（本县约定）；没有的，写“没有见证人”和原因"
                aria-label={`${name}按指印的见证人`}
                onChange={({ target }) => onSay(at, { witness: target.value })}
              />
            )}
            {line.counts && !line.counts.beside && it.how.length > 0 && (
              <Select
                value={it.known_by}
                placeholder="怎样确认是本人"
                aria-label={`怎样确认是${name}本人`}
                options={Object.entries(KNOWN_BY).map(([value, label]) => ({ value: value as KnownBy, label }))}
                onChange={(known_by) => onSay(at, { known_by })}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
