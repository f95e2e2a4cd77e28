import { createHash, randomBytes } from 'node:crypto'
import { dayIn } from '#domain/clocks/calendar.ts'
import { ROLES, type Role } from '#domain/organisations/words.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import { hashOfActivation, newActivationCode } from '../identity/activation.ts'
import type { World } from '../world.ts'
import { readPlaceCodes } from './place-codes.ts'
import { writeCounty } from './write.ts'

const SLIP_DAYS = 30

export const hashOfSetup = (code: string): Buffer => createHash('sha256').update(`setup ${code}`).digest()

/** Makes the one-time code of the set-up address; earlier ones stop working. Null when the county exists already. */
export const newSetupCode = (world: World): Promise<string | null> =>
  inScope(world.pool, nobody(dayIn(now())), async (trx) => {
    if (await trx.selectFrom('county').select('name').executeTakeFirst()) return null
    const code = randomBytes(18).toString('base64url')
    await trx.updateTable('setup_codes').set({ used_at: now() }).where('used_at', 'is', null).execute()
    await trx
      .insertInto('setup_codes')
      .values({ code_hash: hashOfSetup(code), made_at: now() })
      .execute()
    return code
  })

/** @throws Problem setup_code_wrong unless the code is unused and there is no county yet. */
export async function checkSetupCode(trx: Trx, code: string): Promise<void> {
  const [row, county] = await Promise.all([
    trx.selectFrom('setup_codes').select('used_at').where('code_hash', '=', hashOfSetup(code)).executeTakeFirst(),
    trx.selectFrom('county').select('name').executeTakeFirst(),
  ])
  if (!row || row.used_at !== null || county) throw new Problem('setup_code_wrong')
}

const nothingDone = { slips: [], done: false }

/**
 * Reads the filled workbook; with `dry_run` only says what is wrong, else makes the whole county in one transaction and
 * answers with the slips to hand out, which exist nowhere else.
 */
export async function setUp(world: World, asked: { code: string; dry_run: boolean; workbook: string }) {
  const at = now()
  const scope = nobody(dayIn(at))
  const known = await inScope(world.pool, scope, async (trx) => {
    await checkSetupCode(trx, asked.code)
    return readPlaceCodes(trx)
  })
  // The spreadsheet library is large and used once in an installation's life.
  const { readWorkbook } = await import('./workbook.ts')
  const read = await readWorkbook(Buffer.from(asked.workbook, 'base64'), { known })
  const county = read.import
  const counts = {
    places: county?.places.length ?? 0,
    units: county?.units.length ?? 0,
    people: county?.people.length ?? 0,
  }
  if (county === null || read.faults.length > 0 || asked.dry_run) return { faults: read.faults, counts, ...nothingDone }

  const codes = new Map(county.people.map((person) => [person.sign_in_name, newActivationCode()]))
  await inScope(world.pool, scope, async (trx) => {
    // Two who send at once: the second finds the code used, because the row is locked until the first is done.
    const used = await trx
      .updateTable('setup_codes')
      .set({ used_at: at })
      .where('code_hash', '=', hashOfSetup(asked.code))
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (used.numUpdatedRows !== 1n) throw new Problem('setup_code_wrong')
    await writeCounty(trx, county, {
      isDemo: false,
      now: at,
      today: dayIn(at),
      activation: ({ sign_in_name }) => ({
        hash: hashOfActivation(codes.get(sign_in_name) ?? ''),
        until: secondsAfter(at, SLIP_DAYS * 86_400),
      }),
    })
  })
  const unitNames = new Map(county.units.map((unit) => [unit.key, unit.name]))
  const slips = county.people.map((person) => ({
    name: person.name,
    sign_in_name: person.sign_in_name,
    unit_name: unitNames.get(person.posts[0]?.unit_key ?? '') ?? '',
    role_says: person.posts.map((post) => ROLES[post.role as Role]).join('、'),
    activation_code: codes.get(person.sign_in_name) ?? '',
  }))
  return { faults: [], counts, slips, done: true }
}
