import type { FormInstance } from 'antd'
import type { z } from 'zod'

const CHINESE = /\p{Script=Han}/u
export type Path = readonly (string | number)[]
export type Fault = { path: Path; says: string }

/** All that zod finds in a body, each with its place; zod's own words are not shown. */
export function faultsIn(schema: z.ZodType, body: unknown): Fault[] {
  const checked = schema.safeParse(body)
  return checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => ({
        path: path.map((part) => (typeof part === 'number' ? part : String(part))),
        says: CHINESE.test(message) ? message : '请检查这一项。',
      }))
}

/** The server's faults, whose places are written as one text: body.parties.0.name. */
export const faultsOfServer = (faults: readonly { path: string; says: string }[]): Fault[] =>
  faults.map(({ path, says }) => ({
    path: path
      .split(/[./]/)
      .filter((part) => part !== '' && part !== 'body')
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    says,
  }))

/** Puts each fault beside the nearest field that shows, goes to the first, and gives back those without any. */
export function showFaults(form: FormInstance, faults: readonly Fault[]): string[] {
  const shown = form.getFieldsError().map(({ name }) => name)
  const fieldOf = (path: Path) =>
    shown
      .filter((name) => name.length <= path.length && name.every((part, at) => String(part) === String(path[at])))
      .sort((one, other) => other.length - one.length)[0]
  const found = faults.map((fault) => ({ ...fault, field: fieldOf(fault.path) }))
  const fields = new Map<string, { name: (string | number)[]; errors: string[] }>()
  for (const { field, says } of found) {
    if (!field) continue
    const key = field.join('.')
    const { errors = [] } = fields.get(key) ?? {}
    fields.set(key, { name: field, errors: [...new Set([...errors, says])] })
  }
  form.setFields([...fields.values()])
  // In the order of the page, which is not that of the schema; a list is gone to by the first field in it.
  const first = shown.find((name) => fields.has(name.join('.')))
  const into = first && (shown.find((name) => name.length > first.length && startsWith(name, first)) ?? first)
  if (into) form.scrollToField(into, { scrollMode: 'always', block: 'center', focus: true })
  return found.flatMap(({ field, says }) => (field ? [] : [says]))
}

/** Before it is checked anew nothing is called wrong. */
export const clearFaults = (form: FormInstance): void =>
  form.setFields(form.getFieldsError().map(({ name }) => ({ name, errors: [] })))

/** What is being mended is no longer called wrong. */
export function mended(form: FormInstance, changed: Path): void {
  const wrong = form.getFieldsError().filter(({ name, errors }) => errors.length > 0 && startsWith(name, changed))
  if (wrong.length > 0) form.setFields(wrong.map(({ name }) => ({ name, errors: [] })))
}
const startsWith = (name: Path, path: Path): boolean => path.every((part, at) => String(part) === String(name[at]))
