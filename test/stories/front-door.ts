import type { FastifyInstance } from 'fastify'
import { ACTS } from '#contract/acts.ts'
import type { Doing, Door } from '#demo/tell.ts'
import { fromInside } from '#demo/tell.ts'
import { now } from '#server/clock.ts'
import { linkToken } from '#server/identity/links.ts'
import { codeDigits } from '#server/identity/one-time-codes.ts'
import { enter, speaker } from '#test/make.ts'
import type { TestWorld } from '#test/world.ts'

/** Through the front door: staff by their sessions, parties by their links; only the system, which has no address, acts from inside. */
export function frontDoor(world: TestWorld, app: FastifyInstance): Door {
  const sessions = new Map<string, string>()

  /** A session of this minute: one that nobody used for a while is over. */
  async function cookie(signInName: string): Promise<string> {
    const key = `${signInName} ${now()}`
    const known = sessions.get(key) ?? (await enter(world, signInName))
    sessions.set(key, known)
    return known
  }

  /** The link a party holds: her own, or the invitation she was sent. */
  function linkOf({ actor, seen }: Doing): string {
    const hers = (seen?.links ?? []).filter(
      (it) => actor.kind === 'party' && it.party_id === actor.party_id && it.agent_id === actor.agent_id,
    )
    const link = hers.find((it) => it.purpose === 'own') ?? hers.at(-1)
    if (!link) throw new Error('a story lets somebody speak who has no link')
    return linkToken(world, link.id)
  }

  async function typedCode({ actor }: Doing): Promise<string> {
    const { rows } = await world.owner.query<{ id: string }>(
      'select id from one_time_codes where party_id = $1 order by made_at desc limit 1',
      [actor.kind === 'party' ? actor.party_id : ''],
    )
    return codeDigits(world, rows[0]?.id ?? '')
  }

  return async (_, doing) => {
    const { actor, step, file_id, part, input, occurred_at } = doing
    if (actor.kind === 'system') return fromInside(world, doing)
    const act = ACTS.find((it) => it.id === step)
    const path = (act?.path ?? '/api/disputes/on-the-spot')
      .replace(':file_id', file_id ?? '')
      .replace(':part_id', part?.id ?? '')
    const who =
      actor.kind === 'staff'
        ? { cookie: await cookie(doing.sign_in_name) }
        : actor.kind === 'party'
          ? { link: linkOf(doing) }
          : {}
    const answer = await speaker(app, who).post(path, {
      ...input,
      ...(step === 'sign_agreement' ? { code: await typedCode(doing) } : {}),
      ...(occurred_at === null ? {} : { occurred_at }),
    })
    const body = answer.json() as { file_id: string; code: string }
    if (answer.statusCode >= 500) throw new Error(`${step}: ${answer.body}`)
    return answer.statusCode >= 400 ? { refused: body.code } : { file_id: body.file_id, seen: null }
  }
}
