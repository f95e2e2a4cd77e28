import { sql } from 'kysely'
import type { z } from 'zod'
import type { MySeal, SealsView } from '#contract/seals.ts'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { GUARDS } from '#domain/guards.ts'
import { REVOKED_WHY } from '#domain/seals/inputs.ts'
import { BEARS_SEAL, type Seal, sealsIn, WORTH, worthOf } from '#domain/seals/seal.ts'
import type { Here } from '#domain/step.ts'
import { TABLE } from '#domain/table.ts'
import { question, type Trx } from '../db/connection.ts'
import { namedPaper } from '../documents/notices.ts'
import { qrSvg } from '../render/qr.ts'
import type { World } from '../world.ts'

/** Tried so often, it is no matter of a minute any more: the screen says that it failed, and goes on trying. */
const SAID_AFTER = 3

/** Why it was not made, so that whoever is asked knows where to look. */
const WHYS: Readonly<Record<string, string>> = {
  seal_keys_missing: '印章密钥不见了，请系统管理员从备份恢复 DATA_DIR/keys',
  busy: '排队的太多',
  too_long: '画得太久，可能是机器太忙',
  ended: '画文书的程序中途停了',
}
const said = (state: 'made' | 'making' | 'failed', answer: string | null): string =>
  ({
    made: '可以下载',
    making: '正在制作，一般不到一分钟',
    failed: `还没有做成（${WHYS[answer ?? ''] ?? '请系统管理员看日志'}）；系统过一会儿自己再做，至少每小时一次，修好了就能下载。盖章和协议都算数`,
  })[state]

/** What became of the copies of these seals. */
async function copiesOf(trx: Trx, fileId: string) {
  return new Map((await copyRows(trx, fileId)).map((row) => [row.id, row]))
}
const copyRows = question((trx, fileId: string) =>
  trx
    .selectFrom('effects')
    .leftJoin('issued_papers as made', 'made.id', 'effects.id')
    .select(['effects.id', 'effects.attempts', 'effects.answer', 'made.sha256', 'made.check_code'])
    .where('effects.file_id', '=', fileId)
    .where('effects.kind', '=', sql.lit('sealed_copy')),
)
type Copies = Awaited<ReturnType<typeof copiesOf>>

function common(world: World, seal: Seal, parts: readonly Part[], copies: Copies): z.input<typeof MySeal> {
  const copy = copies.get(seal.id)
  const state = copy?.check_code ? 'made' : (copy?.attempts ?? 0) >= SAID_AFTER ? 'failed' : 'making'
  const worth = worthOf(seal, parts)
  return {
    ...{ id: seal.id, paper_id: seal.paper_id, agreement_id: seal.agreement_id, title: seal.title },
    ...{ committee: seal.committee, sealed_at: seal.at, worth, worth_says: WORTH[worth] },
    ...{ revoked_at: seal.revoked?.at ?? null, state, state_says: said(state, copy?.answer ?? null) },
    sha256: copy?.sha256?.toString('hex') ?? null,
    check_url: copy?.check_code ? `${world.publicUrl}/check/${copy.check_code}` : null,
  }
}

const revokedWords = ({ revoked }: Seal): string =>
  revoked ? [REVOKED_WHY[revoked.why], revoked.court_paper, revoked.because].filter(Boolean).join('；') : ''

const sealableRows = question((trx, fileId: string) =>
  trx
    .selectFrom('papers')
    .innerJoin('events', (on) =>
      on.onRef('events.file_id', '=', 'papers.file_id').onRef('events.seq', '=', 'papers.event_seq'),
    )
    .select(['papers.id', 'papers.form', 'papers.content', 'papers.for_parties', 'papers.made_at'])
    .select(['events.step', 'events.part_id', 'events.actor', 'events.consequences'])
    .where('papers.file_id', '=', fileId)
    .where(
      'papers.form',
      'in',
      Object.keys(BEARS_SEAL).map((form) => sql.lit(form)),
    )
    .orderBy('papers.id'),
)

/** The papers of a file that bear a seal, and those that could; to whoever handles it. */
export async function sealsView(world: World, trx: Trx, here: Here, open: boolean): Promise<z.input<typeof SealsView>> {
  const { actor, file } = here
  if (!open || actor.kind !== 'staff' || !file) return NO_SEALS
  const [copies, papers] = await Promise.all([copiesOf(trx, file.id), sealableRows(trx, file.id)])
  const asking = (paper_id: string, row: Parameters<typeof namedPaper>[0]) => ({
    input: { paper_id, because: '' },
    here: { ...here, named: { ...here.named, paper: namedPaper(row) } },
  })
  // What the row would refuse is not offered.
  const takesSeal = (row: (typeof papers)[number]): boolean => {
    const { input, here: asked } = asking(row.id, row)
    return TABLE.seal_paper.needs.every((guard) => GUARDS[guard](asked, input, null) === null)
  }
  return {
    issued: sealsIn(here.parts).map((seal) => {
      const it = common(world, seal, here.parts, copies)
      return {
        ...it,
        ...{ by: seal.by.name, because: seal.because, revoked_because: revokedWords(seal) },
        own: seal.unit_id === actor.unit_id,
        qr_svg: it.check_url ? qrSvg(it.check_url) : null,
      }
    }),
    sealable: papers
      .filter(takesSeal)
      .map(({ id, content, made_at }) => ({ paper_id: id, title: (content as PaperContent).title, made_at })),
  }
}
export const NO_SEALS: z.input<typeof SealsView> = { issued: [], sealable: [] }

/** Those of a party's own papers that bear a seal. @param papers the papers she has */
export async function mySeals(
  world: World,
  trx: Trx,
  here: Pick<Here, 'parts'>,
  fileId: string,
  papers: readonly string[],
): Promise<z.input<typeof MySeal>[]> {
  const hers = sealsIn(here.parts).filter((it) => papers.includes(it.paper_id))
  if (hers.length === 0) return []
  const copies = await copiesOf(trx, fileId)
  return hers.map((seal) => common(world, seal, here.parts, copies))
}
