import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { checkAnswer } from './check-answer.ts'
import { fieldsOf, POSTS, poster } from './right-bodies.ts'
import { newApp, newWorld } from './world.ts'

let post: Awaited<ReturnType<typeof poster>>
beforeAll(async () => {
  const world = await newWorld()
  post = await poster(world, await newApp(world))
})

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    0,
    -0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    990326100001000,
    1e15 - 1,
    [],
    {},
    [[]],
    '0',
    'null',
    '\u0000',
    '\uD800',
    '=1+1',
    '<b>',
    '%',
    '9'.repeat(400),
    '水'.repeat(300),
  ),
  fc.constantFrom<unknown>(
    '0000-00-00T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    '2026-03-02T00:00:00+14:00',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3, noUnicodeString: false }),
  fc.double(),
  fc.uuid(),
)

test('three thousand requests with junk in every field of every endpoint: never a fault of ours', {
  timeout: 120_000,
}, async () => {
  const seen = new Map<number, number>()
  const cases = fc.constantFrom(...POSTS).chain((endpoint) => {
    const fields = fieldsOf(endpoint).map(([name]) => name)
    const spoilt = fields.length
      ? fc.dictionary(fc.constantFrom(...fields), junk, { minKeys: 1, maxKeys: 3 })
      : fc.constant({})
    const more = fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(fc.string(), junk, { maxKeys: 2 }) },
    )
    const whole = fc.oneof({ weight: 14, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: junk })
    const without = fc.subarray(fields, { maxLength: Math.min(1, fields.length) })
    return fc.record({ id: fc.constant(endpoint.id), spoilt, more, whole, without })
  })
  await fc.assert(
    fc.asyncProperty(cases, async ({ id, spoilt, more, whole, without }) => {
      const endpoint = POSTS.find((it) => it.id === id)
      if (!endpoint) throw new Error(id)
      const body: Record<string, unknown> = { ...post.right[endpoint.id]?.(), ...more, ...spoilt }
      for (const name of without) delete body[name]
      const answer = await post.send(endpoint, whole === undefined ? body : whole)
      seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
      checkAnswer(answer, endpoint.id)
    }),
    { numRuns: 3_000 },
  )
  console.log('hostile requests by status', JSON.stringify(Object.fromEntries([...seen].sort())))
  expect(seen.get(422)).toBeGreaterThan(1_000)
})
