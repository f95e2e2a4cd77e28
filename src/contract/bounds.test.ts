import { expect, test } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from './all.ts'
import { AskedInstant } from './shared.ts'

type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  maxLength?: number
  maxItems?: number
  maximum?: number
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}
const printed = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

/** Every place in a schema that takes something without a bound. */
function unbounded(schema: Schema, path: string): string[] {
  if (schema.enum || 'const' in schema) return []
  const either = schema.anyOf ?? schema.oneOf
  if (either) return either.flatMap((one) => unbounded(one, path))
  if (Array.isArray(schema.type)) return schema.type.flatMap((type) => unbounded({ ...schema, type }, path))
  switch (schema.type) {
    case 'object':
      return [
        ...(schema.additionalProperties === false ? [] : [`${path} takes fields nobody named`]),
        ...Object.entries(schema.properties ?? {}).flatMap(([name, of]) => unbounded(of, `${path}.${name}`)),
      ]
    case 'array':
      return [
        ...(schema.maxItems === undefined ? [`${path} takes any number`] : []),
        ...unbounded(schema.items ?? {}, `${path}[]`),
      ]
    case 'string':
      return schema.maxLength === undefined && !schema.format && !/\$$/.test(schema.pattern ?? '')
        ? [`${path} takes any length`]
        : []
    case 'null':
    case 'boolean':
    case 'integer':
    case 'number':
      return []
    default:
      return [`${path} takes anything`]
  }
}

test('whatever is sent has a bound: no field too many, no text without an end, nothing that takes anything', () => {
  const open = ENDPOINTS.flatMap(({ id, params, query, body }) =>
    [params, query, body].flatMap((schema) => unbounded(printed(schema), id)),
  )
  expect(open).toEqual([])
})

test('no reply takes anything: each names its fields, so that nothing can slip into it', () => {
  const open = ENDPOINTS.flatMap(({ id, reply }) => {
    const text = JSON.stringify(z.toJSONSchema(reply, { io: 'output', unrepresentable: 'any' }))
    return /"(additionalProperties|items)":\{\}/.test(text) || text.includes('"properties":{}') ? [id] : []
  })
  expect(open).toEqual([])
})

test('only what a person must be shown in full may be larger than the common body', () => {
  expect(ENDPOINTS.filter((endpoint) => endpoint.largest_body).map((endpoint) => endpoint.id)).toEqual([
    // Bytes of a file, in pieces.
    'send_piece',
    'check_batch',
    'file_batch',
    // A Word template, whole: it is looked at before anything is kept.
    'put_template',
    'setup_county',
  ])
})

test('an instant asked with any offset is made UTC, and years the database cannot hold are refused in Chinese', () => {
  expect(AskedInstant.parse('2026-03-02T09:00:00+08:00')).toBe('2026-03-02T01:00:00.000Z')
  expect(AskedInstant.parse('2026-03-02T00:00:00.123456789Z')).toBe('2026-03-02T00:00:00.123Z')
  expect(AskedInstant.parse('2026-03-02T00:00:00+20:00')).toBe('2026-03-01T04:00:00.000Z')
  for (const text of [
    '0000-01-01T00:00:00Z',
    '0999-12-31T23:59:59Z',
    '9999-12-31T23:59:59-15:00',
    '0000-01-01T00:00:00+10:00',
  ]) {
    expect(AskedInstant.safeParse(text).error?.issues.at(-1)?.message, text).toMatch(/年份/)
  }
  for (const text of [
    '',
    'yesterday',
    '2026-03-02',
    '2026-03-02T01:00:00',
    '2026-02-30T00:00:00Z',
    '2026-03-02T24:00:00Z',
  ]) {
    expect(AskedInstant.safeParse(text).success, text).toBe(false)
  }
})
