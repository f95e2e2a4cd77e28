import type { z } from 'zod'
import type { MySeal, SealsView } from '#contract/seals.ts'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { BEARS_SEAL, bearsSeal, type Seal, sealsIn, standingSeal, WORTH, worthOf } from '#domain/seals/seal.ts'
import type { Here } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { qrSvg } from '../render/qr.ts'
import type { World } from '../world.ts'

const STATES = {
  made: '可以下载',
  making: '正在制作，一般不到一分钟',
  failed: '制作失败。盖章和协议都算数；请告诉系统管理员查看日志，修好以后会重新制作',
} as const

/** What became of the copies of these seals. */
async function copiesOf(trx: Trx, fileId: string) {
  const rows = await trx
    .selectFrom('effects')
    .leftJoin('issued_papers as made', 'made.id', 'effects.id')
    .select(['effects.id', 'effects.state', 'made.sha256', 'made.check_code'])
    .where('effects.file_id', '=', fileId)
    .where('effects.kind', '=', 'sealed_copy')
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
type Copies = Awaited<ReturnType<typeof copiesOf>>

function common(world: World, seal: Seal, parts: readonly Part[], copies: Copies): z.input<typeof MySeal> {
  const copy = copies.get(seal.id)
  const state = copy?.check_code ? 'made' : copy?.state === 'given_up' ? 'failed' : 'making'
  const worth = worthOf(seal, parts)
  return {
    ...{ id: seal.id, paper_id: seal.paper_id, agreement_id: seal.agreement_id, title: seal.title },
    ...{ committee: seal.committee, sealed_at: seal.at, worth, worth_says: WORTH[worth] },
    ...{ revoked_at: seal.revoked?.at ?? null, state, state_says: STATES[state] },
    sha256: copy?.sha256?.toString('hex') ?? null,
    check_url: copy?.check_code ? `${world.publicUrl}/check/${copy.check_code}` : null,
  }
}

/** The papers of a file that bear a seal, and those that could; to whoever handles it. */
export async function sealsView(world: World, trx: Trx, here: Here, open: boolean): Promise<z.input<typeof SealsView>> {
  const { actor, file } = here
  if (!open || actor.kind !== 'staff' || !file) return NO_SEALS
  const [copies, papers] = await Promise.all([
    copiesOf(trx, file.id),
    trx
      .selectFrom('papers')
      .innerJoin('events', (on) =>
        on.onRef('events.file_id', '=', 'papers.file_id').onRef('events.seq', '=', 'papers.event_seq'),
      )
      .select(['papers.id', 'papers.form', 'papers.content', 'papers.made_at', 'events.step', 'events.actor'])
      .where('papers.file_id', '=', file.id)
      .where('papers.form', 'in', Object.keys(BEARS_SEAL))
      .orderBy('papers.id')
      .execute(),
  ])
  const unitOf = (it: unknown): number => (it as { unit_id?: number }).unit_id ?? file.responsible_unit
  return {
    issued: sealsIn(here.parts).map((seal) => {
      const it = common(world, seal, here.parts, copies)
      return {
        ...it,
        ...{ by: seal.by.name, because: seal.because, revoked_because: seal.revoked?.because ?? '' },
        own: seal.unit_id === actor.unit_id,
        qr_svg: it.check_url ? qrSvg(it.check_url) : null,
      }
    }),
    sealable: papers
      .filter((it) => bearsSeal(it) && unitOf(it.actor) === actor.unit_id && !standingSeal(here, it.id))
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
