import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'

/** Written in Chinese. */
export const HAN = /\p{Script=Han}/u
/** What every refusal must be: problem+json that says in Chinese what is wrong and what to do; never a fault of ours. */
export function checkAnswer(answer: LightMyRequestResponse, about: string): void {
  expect(answer.statusCode, about).toBeLessThan(500)
  if (answer.statusCode < 400) return
  expect(answer.headers['content-type'], about).toBe('application/problem+json; charset=utf-8')
  const problem = answer.json() as {
    status: number
    title: string
    detail: string
    code: string
    faults?: { path: string; says: string }[]
  }
  expect(problem.status, about).toBe(answer.statusCode)
  expect(problem.title, about).toMatch(HAN)
  expect(problem.detail, about).toMatch(HAN)
  if (problem.code !== 'bad_input') return
  expect(problem.faults?.length, about).toBeGreaterThan(0)
  for (const fault of problem.faults ?? []) expect(fault.says, `${about} ${fault.path}`).toMatch(HAN)
}
