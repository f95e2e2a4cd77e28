import exceljs from 'exceljs'
import { dayIn } from '#domain/clocks/calendar.ts'
import { BATCH_SHEET, type BatchCells, type BatchColumn } from '#domain/intake/batch-rows.ts'
import { areaOf } from '#domain/organisations/places.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import { now } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { fileNext } from '#server/intake/batches.ts'
import type { World } from '#server/world.ts'

/** Who writes it down in 鹿渡镇, and the sheet a lender brought her: one against many, each a file of its own. */
const CLERK = 'ding.xiaohe'
const LENDER = {
  applicant: '枫溪县清泉小额贷款有限公司',
  applicant_kind: '企业',
  reach: '0960-5550177',
  type: '金融借款合同纠纷',
  wish: '按合同还本付息，可以商量分期。',
}
const ROWS: readonly Partial<BatchCells>[] = [
  {
    other: '荀大禾',
    other_reach: '10000000611',
    place: '上鹿村三组',
    what: '买农机借的款，去年底到期没有还，催过三次。',
    amount: '35000',
    day: '2025-03-10',
  },
  {
    other: '干秋实',
    other_reach: '10000000612',
    place: '下鹿村',
    what: '盖猪舍借的款，只还了头两期。',
    amount: '48200.50',
    day: '2025-01-16',
  },
  {
    other: '郦春生',
    place: '鹿渡镇河街',
    what: '开店周转借的款，到期说生意不好，要求缓一缓。',
    amount: '60000',
    day: '2024-11-02',
  },
].map((row) => ({ ...LENDER, ...row }))

async function workbook(): Promise<string> {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet(BATCH_SHEET.title)
  const names = Object.keys(BATCH_SHEET.columns) as BatchColumn[]
  sheet.addRow(names.map((name) => BATCH_SHEET.columns[name]))
  for (const row of ROWS) sheet.addRow(names.map((name) => row[name] ?? ''))
  return Buffer.from(await book.xlsx.writeBuffer()).toString('base64')
}

/** Writes the sheet down as its clerk would on the page. */
export async function writeDownSheet(world: World): Promise<void> {
  const today = dayIn(now())
  const post = await inScope(world.pool, nobody(today), (trx) =>
    trx
      .selectFrom('people')
      .innerJoin('posts', 'posts.person_id', 'people.id')
      .innerJoin('units', 'units.id', 'posts.unit_id')
      .select([
        'people.id as person_id',
        'people.name',
        'posts.id as post_id',
        'posts.role',
        'units.id as unit_id',
        'units.kind as unit_kind',
        'units.name as unit_name',
        'units.place_code',
      ])
      .where('people.sign_in_name', '=', CLERK)
      .executeTakeFirstOrThrow(),
  )
  const actor = { ...post, kind: 'staff' as const, role: post.role as Role, unit_kind: post.unit_kind as UnitKind }
  const scope = { ...nobody(today), ...areaOf(post.place_code), units: [post.unit_id], person: post.person_id }
  const asker = {
    kind: 'staff' as const,
    actor,
    scope,
    session: { token_hash: Buffer.alloc(0), began_at: now(), actor },
  }
  const asked = { workbook: await workbook(), channel: 'CH15', place_code: post.place_code, left_out: [] }
  await fileNext(world, asker, asked)
}
