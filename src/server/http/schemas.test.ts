import { expect, test } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import { ProblemReply } from '#contract/endpoint.ts'
import { checkRequest, writeReply } from './schemas.ts'

/** Everything a schema is made of, with where it stands. */
function partsOf(schema: z.core.$ZodType, at: string, seen = new Set<z.core.$ZodType>()): [string, z.core.$ZodType][] {
  if (seen.has(schema)) return []
  seen.add(schema)
  const inside = Object.entries(schema._zod.def).flatMap(([key, value]): [string, unknown][] =>
    key === 'shape' || key === 'options' || key === 'items'
      ? Object.entries(value as object).map(([name, it]) => [`${at}.${name}`, it])
      : [[`${at}.${key}`, value]],
  )
  return [
    [at, schema],
    ...inside.flatMap(([where, it]) => (it instanceof z.core.$ZodType ? partsOf(it, where, seen) : [])),
  ]
}

/**
 * What makes a value of another kind, or hides what is wrong: a default that was left out is an error where it is encoded, and filled in where
 * it is read. A text trimmed is the same when read again.
 */
const ONE_WAY = ['transform', 'pipe', 'success', 'default', 'prefault', 'catch', 'lazy']
const changing = (schema: z.core.$ZodType, id: string): string[] =>
  partsOf(schema, id).flatMap(([at, { _zod }]) => {
    const { type, coerce } = _zod.def as { type: string; coerce?: boolean }
    return ONE_WAY.includes(type) || coerce ? [`${at}: ${type}`] : []
  })

test('no reply is of a schema that makes a value of another kind of what it is given: read and written are one', () => {
  expect(
    [...ENDPOINTS, { id: 'problem', reply: ProblemReply }].flatMap(({ id, reply }) => changing(reply, id)),
  ).toEqual([])
  for (const bent of [
    z.coerce.number(),
    z.string().transform(Number),
    z.string().catch(''),
    z.string().default(''),
    z.string().prefault(''),
    z.success(z.string()),
    z.codec(z.string(), z.number(), { decode: Number, encode: String }),
  ])
    expect(changing(z.object({ lines: z.array(z.object({ bent: bent.nullable() })) }), 'x')).not.toEqual([])
})

const route = { method: 'GET', url: '/api/x' }
const Reply = z.object({
  id: z.uuid(),
  lines: z.array(z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), text: z.string().max(3) })])),
})
const write = (data: unknown) => writeReply({ ...route, schema: Reply })(data)
const ID = '01900000-0000-7000-8000-000000000000'

test('an answer is what its schema names, and nothing of what else was handed over', () => {
  const handed = { id: ID, lines: [{ kind: 'a', text: '说', phone: '10012345678' }], secret: 'x' }
  expect(write(handed)).toBe(`{"id":"${ID}","lines":[{"kind":"a","text":"说"}]}`)
  expect(handed.lines[0]).toHaveProperty('phone')
})

test('an answer of a great many parts is written and refused like any other', () => {
  const large = z.object(Object.fromEntries(Array.from({ length: 900 }, (_, nth) => [`part${nth}`, z.string().max(2)])))
  const whole = Object.fromEntries(Array.from({ length: 900 }, (_, nth) => [`part${nth}`, '一']))
  const writeLarge = (data: unknown) => writeReply({ ...route, schema: large })(data)
  expect(JSON.parse(writeLarge({ ...whole, more: 'x' }))).toEqual(whole)
  expect(() => writeLarge({ ...whole, part7: '三个字' })).toThrow('Response doesn')
})

test('an answer that breaks a rule of its schema is none, wherever it stands', () => {
  for (const wrong of [
    { id: 'x', lines: [] },
    { id: ID },
    { id: ID, lines: [{ kind: 'a', text: '四个字了' }] },
    { id: ID, lines: [{ kind: 'b', text: '' }] },
    { id: ID, lines: [{ kind: 'a' }] },
    null,
  ])
    expect(() => write(wrong), JSON.stringify(wrong)).toThrow('Response doesn')
})

test('a request is made what its schema makes of it, and a fault is told in the words of the schema', () => {
  const Body = z.strictObject({
    words: z.string().trim().min(2, '请至少输入 2 个字。'),
    page: z.coerce.number().default(1),
  })
  const check = checkRequest({ ...route, schema: Body }) as (data: unknown) => { value?: unknown; error?: unknown }
  expect(check({ words: ' 水沟 ' })).toEqual({ value: { words: '水沟', page: 1 } })
  const { error } = check({ words: '水', more: 1 }) as { error: { message: string }[] }
  expect(error.map((it) => it.message)).toEqual(['请至少输入 2 个字。', expect.stringContaining('more')])
})
