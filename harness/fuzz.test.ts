import { beforeAll, expect, test } from 'vitest'
import { newApp, newWorld } from '#test/world.ts'
import { type FuzzStand, fuzz, fuzzStand } from './fuzz.ts'

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 20_000)
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)

let stand: FuzzStand
beforeAll(async () => {
  const world = await newWorld()
  stand = await fuzzStand(world, await newApp(world))
})

test('no bent request is answered with a fault, late, beside its schema, or changes anything it was refused', {
  timeout: 300_000 + REQUESTS * 20,
}, async () => {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const { findings, ...figures } = await fuzz(stand, { requests: REQUESTS, seed: SEED })
  console.log(JSON.stringify({ harness: 'fuzz', ...figures, seconds: (performance.now() - began) / 1000, cpu: process.cpuUsage(cpu), findings: findings.length }))
  const kinds = new Map<string, number>()
  for (const f of findings) { const k = f.kind + ' ' + f.said.slice(0, 200); if (!kinds.has(k)) console.log(JSON.stringify(f)); kinds.set(k, (kinds.get(k) ?? 0) + 1) }
  expect(findings.length).toBe(0)
})
