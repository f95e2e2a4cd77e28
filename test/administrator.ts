import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import { cast, enter, speaker } from './make.ts'
import type { TestWorld } from './world.ts'

export const REASON = '机构调整文件第三号'

/** The system administrator at her desk: how she asks and changes, and how somebody new is made. */
export async function administrator(world: TestWorld, app: FastifyInstance) {
  const people = await cast(world)
  let cookie = await enter(world, people.admin.sign_in_name)
  let made = 0

  const post = (path: string, body: object, key: string = randomUUID()) =>
    speaker(app, { cookie }).post(`/api/administration${path}`, { reason: REASON, ...body }, key)
  const get = async (path: string) => (await speaker(app, { cookie }).get(`/api/administration${path}`)).json()
  const lineOf = async (words: string) => (await get(`/people?words=${words}`)).lines[0]

  /** Somebody new with one post. */
  async function someone(role = 'village_mediator', unit_id = people.village.unit_id) {
    made += 1
    const sign_in_name = `new.person${made}`
    const answer = await post('/people', { name: `新来${made}`, sign_in_name, unit_id, role })
    expect(answer.statusCode, answer.body).toBe(200)
    const { id, slip } = answer.json()
    return { id: id as string, slip, sign_in_name, post_id: (await lineOf(sign_in_name)).posts[0].id as string }
  }

  /** Who holds a role today. */
  async function holderOf(role: string): Promise<{ id: string; sign_in_name: string }> {
    const { lines } = await get(`/people?role=${role}`)
    return lines.find((line: { posts: { state: string }[] }) => line.posts[0]?.state === 'held')
  }

  const enterAgain = async () => {
    cookie = await enter(world, people.admin.sign_in_name)
  }
  return { people, post, get, lineOf, someone, holderOf, enterAgain }
}

/** The faults of an answer. */
export const faultsOf = (answer: { json(): { faults?: { path: string; says: string }[] } }) =>
  answer.json().faults ?? []
