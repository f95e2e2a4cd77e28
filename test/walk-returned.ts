import { partsOf } from '#domain/disputes/parts.ts'
import type { PaperToSign, Read, Scan } from '#domain/returned/facts.ts'
import { returnsIn } from '#domain/returned/pages.ts'
import type { Here } from '#domain/step.ts'
import type { StepName } from '#domain/table.ts'
import type { Asked } from './walk-answers.ts'
import { STRANGER, UPLOADS, uuid } from './world-of-rules.ts'

const HASH = 'ab'.repeat(32)
const RECORD = uuid(420)
const AGREEMENT = uuid(421)
const RECEIPT = uuid(422)
const LINES = [{ role: '申请人', names: ['苗秀禾'], how: ['name' as const, 'finger' as const] }]

/** Papers of the walk: a record, an agreement as it was laid out, a receipt nobody signs. */
export function toSign(here: Pick<Here, 'parts'>, id: string | undefined): PaperToSign | null {
  const agreement = partsOf(here.parts, 'agreement').at(-1)
  const common = { title: '', later: false, edition: null, content_hash: HASH, part_id: STRANGER }
  if (id === RECORD) return { ...common, id, form: 'D-07', step: 'record_session', lines: LINES }
  if (id === RECEIPT) return { ...common, id, form: 'D-02r', step: 'register', lines: [] }
  if (id !== AGREEMENT || !agreement) return null
  return { ...common, id, form: 'D-08', step: 'lay_out_agreement', part_id: agreement.id, lines: LINES }
}

const readAt = (nth: number, paper_id: string): Read =>
  nth % 5 === 3
    ? { kind: 'nothing' }
    : nth % 5 === 4
      ? { kind: 'forged' }
      : { kind: 'page', code: { paper_id, edition: 0, page: 1, of: nth % 5 === 2 ? 3 : 2, hash: HASH.slice(0, 16) } }

/** What was read on the uploads of the walk: of five one cannot be read, one is forged, one is of another print; of ten one is two families'. */
export const scansOf = (
  here: Pick<Here, 'parts'>,
  { paper_id = '', pages = [] }: { paper_id?: string; pages?: { upload_id: string }[] },
): Scan[] =>
  UPLOADS.flatMap((file, nth) => {
    const used = returnsIn(here).some((it) => it.pages.some((one) => one.file.upload_id === file.upload_id))
    return !used && pages.some(({ upload_id }) => upload_id === file.upload_id)
      ? [{ file, of: 2, read: [readAt(nth, paper_id)], foreign: nth % 10 === 9 }]
      : []
  })

/** A page by its code; not honest: unread, forged, of another print, twice, by nobody on the paper, by a finger alone. */
function returned(it: Asked) {
  const hand = { role: '申请人', name: '苗秀禾', how: ['name'] as ('name' | 'finger')[], witness: '' }
  const used = returnsIn(it.here).flatMap(({ pages }) => pages.map(({ file }) => file.upload_id))
  const of = (kind: number) =>
    it.pick(
      UPLOADS.filter((file, nth) => nth % 5 === kind && !used.includes(file.upload_id)).map((one) => one.upload_id),
    ) ?? STRANGER
  const page = (kind: number, by_hand = false) => ({ upload_id: of(kind), nth: 1, page: 1, by_hand })
  const honest = {
    ...{ paper_id: it.pick([RECORD, RECORD, AGREEMENT]), of: 2, note: '', hands: [hand] },
    pages: [it.pick([page(0), page(1), page(3, true)])],
  }
  if (it.honest) return honest
  return it.pick([
    { ...honest, paper_id: it.pick([RECEIPT, AGREEMENT, STRANGER]) },
    { ...honest, pages: [{ ...page(0), upload_id: STRANGER }] },
    { ...honest, pages: [page(2)] },
    { ...honest, pages: [page(3)] },
    { ...honest, pages: [page(4, true)] },
    { ...honest, pages: [page(0), page(1)] },
    { ...honest, hands: [{ ...hand, name: '邢大山' }] },
    { ...honest, hands: [{ ...hand, how: ['finger' as const] }] },
  ])
}

export const RETURNED_INPUTS = {
  return_signed_paper: returned,
} as const satisfies Partial<Record<StepName, (it: Asked) => unknown>>
