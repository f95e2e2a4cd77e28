import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/editions.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { GUARDIANS } from '#domain/organisations/words.ts'
import { mayEdit } from '#domain/triage/editions.ts'
import { guessTopics } from '#domain/triage/guess.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { editing, editionsOf, makeEdition } from './editions.ts'
import { shownGuess, tryWords, wordsNow } from './guess.ts'
import { selfHelpNow, selfHelpShown } from './self-help.ts'

/** The first guess and guided self-help, open to everybody; and the tables behind them, which the county keeps itself. */
export function triageRoutes(app: FastifyInstance, world: World): void {
  const openly = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => inScope(world.pool, nobody(dayIn(now())), work)
  /** Who handles files; the guardians see nothing of them, also not what they are guessed by. */
  const worker = (asker: Asker) => {
    const found = staff(asker)
    if (GUARDIANS.includes(found.actor.role)) throw new Problem('not_yours')
    return found
  }

  serve(app, world, contract.guessTypes, ({ body }) =>
    openly(async (trx) => {
      const { version, words } = await wordsNow(trx)
      return { version, guesses: guessTopics(body.text, words).map(shownGuess) }
    }),
  )
  serve(app, world, contract.guessWords, ({ asker }) => {
    const { actor } = worker(asker)
    return openly(async (trx) => {
      const [held, history] = await Promise.all([wordsNow(trx), editionsOf(trx, 'guess_words')])
      return { ...held, history, may_edit: mayEdit('guess_words', actor.role) }
    })
  })
  serve(app, world, contract.tryGuessWords, ({ asker, body }) => {
    const by = staff(asker)
    editing(by, 'guess_words')
    return inScope(world.pool, by.scope, (trx) => tryWords(trx, by.scope, body.words))
  })
  serve(app, world, contract.changeGuessWords, async ({ asker, body, key }) => {
    const by = staff(asker)
    editing(by, 'guess_words')
    const { base_version, reason, words } = body
    // The trial is made again here: what is kept of it is what it found, not what was sent.
    const { says } = await inScope(world.pool, by.scope, (trx) => tryWords(trx, by.scope, words))
    return makeEdition(world, by, { kind: 'guess_words', base_version, body: { words }, reason, trial: { says }, key })
  })
  serve(app, world, contract.selfHelp, () => openly(selfHelpShown))
  serve(app, world, contract.selfHelpEdition, ({ asker }) => {
    const { actor } = worker(asker)
    return openly(async (trx) => {
      const [held, history] = await Promise.all([selfHelpNow(trx), editionsOf(trx, 'self_help')])
      return { ...held, history, may_edit: mayEdit('self_help', actor.role) }
    })
  })
  serve(app, world, contract.changeSelfHelp, ({ asker, body, key }) => {
    const { base_version, reason, ...tree } = body
    return makeEdition(world, staff(asker), { kind: 'self_help', base_version, body: tree, reason, trial: null, key })
  })
}
