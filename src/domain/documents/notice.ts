import { partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'
import { DISPUTE_TYPES, type DisputeType } from '../triage/types.ts'
import type { Cell, PaperBlock, SigningLine } from './blocks.ts'
import { box, cell, sealOf, signing } from './pieces.ts'
import { momentWords } from './say-time.ts'

/** What an office tells people, below it the office's seal and the day. */
export const notice = (here: Pick<Here, 'today'>, unit: string, blocks: readonly PaperBlock[]): PaperBlock[] => [
  ...blocks,
  sealOf(unit, here.today),
]

/** What every slip between offices says of the matter, so that nobody has to look it up. */
export function matterCells(here: Here): Cell[] {
  const [dispute] = partsOf(here.parts, 'dispute')
  const names = partsOf(here.parts, 'party')
    .filter(({ status }) => status === 'present')
    .map(({ facts }) => facts.name)
    .join('、')
  const { file } = here
  return [
    cell('编号', file?.short_code),
    cell('一案一码', file?.code),
    cell('纠纷类型', DISPUTE_TYPES[(dispute?.facts.dispute_type ?? '') as DisputeType] ?? ''),
    cell('收到的时间', file ? momentWords(file.received_at) : ''),
    cell('当事人', names, true),
  ]
}

/** A slip from one office to another: a ruled form, signed for, with the seal of whoever sends it. */
export const slip = (
  here: Here,
  from: string,
  cells: Cell[],
  { said = [], sign = [] }: { said?: PaperBlock[]; sign?: SigningLine[] } = {},
): PaperBlock[] => [
  box([...matterCells(here), ...cells]),
  ...said,
  ...(sign.length > 0 ? [signing(sign)] : []),
  sealOf(from, here.today),
]
