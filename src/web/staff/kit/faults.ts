import type { z } from 'zod'

const CHINESE = /\p{Script=Han}/u

/**
 * The first fault zod finds in a value, as a sentence people can read, or null. Sentences written for people are
 * Chinese; zod's own words are not shown.
 */
export function faultOf(schema: z.ZodType, value: unknown): string | null {
  const checked = schema.safeParse(value)
  if (checked.success) return null
  const says = checked.error.issues[0]?.message ?? ''
  return CHINESE.test(says) ? says : '请检查这一项。'
}

/** A rule for an antd form item out of the very schema the server checks with. */
export const checkedBy = (schema: z.ZodType) => ({
  validator: (_: unknown, value: unknown) => {
    const fault = faultOf(schema, value)
    return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
  },
})

/** The server's faults as fields of a form; `rest` are those about fields the form does not show. */
export function spread(faults: readonly { path: string; says: string }[], shown: readonly string[]) {
  const nameOf = (path: string) => path.split(/[./]/).filter((part) => part !== '' && part !== 'body')[0] ?? ''
  const mine = faults.filter(({ path }) => shown.includes(nameOf(path)))
  const fields = [...new Set(mine.map(({ path }) => nameOf(path)))].map((name) => ({
    name,
    errors: mine.filter(({ path }) => nameOf(path) === name).map(({ says }) => says),
  }))
  return { fields, rest: faults.filter((fault) => !mine.includes(fault)).map(({ says }) => says) }
}
