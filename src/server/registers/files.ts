import { readShortCode } from '#domain/disputes/codes.ts'
import type { Part, PartyFacts } from '#domain/disputes/parts.ts'
import type { Trx } from '../db/connection.ts'
import type { FieldFault } from '../http/problem.ts'
import { maskNamesIn } from '../identity/masks.ts'
import { namesOfPeople } from '../identity/names-hidden.ts'

/** Files by their codes as people type them, as far as who writes may see them; a fault for each that is not there. */
export async function filesNamed(
  trx: Trx,
  typed: readonly string[],
): Promise<{ files: string[]; faults: FieldFault[] }> {
  if (typed.length === 0) return { files: [], faults: [] }
  const codes = typed.map((text) => readShortCode(text) ?? text.trim())
  const files = await trx
    .selectFrom('files')
    .select(['id', 'short_code', 'code'])
    .where((eb) => eb.or([eb('short_code', 'in', codes), eb('code', 'in', codes)]))
    .where('kind', '=', 'dispute')
    .execute()
  const faults = codes.flatMap((code, nth) =>
    files.some((file) => file.short_code === code || file.code === code)
      ? []
      : [{ path: `codes.${nth}`, says: `${typed[nth]}：没有找到，或者您无权查看。请核对编号。` }],
  )
  return { files: files.map(({ id }) => id), faults }
}

/** Files looked at in a reception: the rows show those alone that who asks may see. */
export async function filesLookedAt(trx: Trx, item_id: string): Promise<string[]> {
  const rows = await trx.selectFrom('reception_files').select('file_id').where('item_id', '=', item_id).execute()
  return rows.map(({ file_id }) => file_id)
}

/** Everybody in these files by name: parties, whoever acts or speaks for them, members of groups; an organisation is nobody. */
export async function namesOf(trx: Trx, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return []
  const [parties, members] = await Promise.all([
    trx
      .selectFrom('parties')
      .select(['name', 'facts'])
      .where('file_id', 'in', [...files])
      .execute(),
    trx
      .selectFrom('members')
      .select('name')
      .where('file_id', 'in', [...files])
      .execute(),
  ])
  const people = parties.map(({ name, facts }) => ({ facts: { ...(facts as PartyFacts), name } }) as Part<'party'>)
  return [...namesOfPeople(people), ...members.map(({ name }) => name)]
}

/** Words many offices read name nobody who came: whoever stands in the files it names is looked for in them. */
export const namesIn = (names: readonly string[], said: readonly { path: string; text: string }[]): FieldFault[] =>
  said
    .filter(({ text }) => maskNamesIn(text, names) !== text)
    .map(({ path }) => ({ path, says: '这里写了当事人或者相关的人的姓名：很多单位看得到，请改成“来访人”。' }))
