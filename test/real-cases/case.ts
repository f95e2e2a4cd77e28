import type { FastifyInstance } from 'fastify'
import type { UnlawfulCode } from '#domain/agreements/unlawful.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import type { TestWorld } from '#test/world.ts'
import { comeIn, peopleOf } from './come-in.ts'
import { typeOf } from './facts.ts'
import { follow } from './follow.ts'
import { officeFor } from './people.ts'
import { agreementsOf, type RealAgreement, type RealCase, type ReviewedCase } from './read.ts'
import { mannerOf, talk, together } from './talk.ts'
import { DisputeWalk } from './walk.ts'

export type Walked = {
  id: string
  files: string[]
  served: number
  worked: number
  requests: number
  /** How many stand on the paper beside the clauses: promises of helpers, decisions of others. */
  undertakings: number
  outside_facts: number
  /** What the obligations of the file and its linked one were, each with its sum. */
  amounts: string[]
  refused: { text: string; code: UnlawfulCode; law: string; told: { code: string; law?: string } }[]
  stages: string[]
}

const FORBIDDEN_AS = {
  nature: 'do',
  joint: false,
  amount: null,
  amount_later: null,
  due: { kind: 'not_said' },
  guarantors: [],
  held_by: null,
}

/** Written, read, signed by everybody in one of the ways there are, sealed; or spoken where the law allows it. */
async function agreed(
  walk: DisputeWalk,
  agreement: RealAgreement,
  at: {
    mediation: string
    mediator: string
    ids: string[]
    facts: string
    onScreen: boolean
    oral: boolean
    identity: boolean
  },
): Promise<Walked['refused']> {
  const { mediation, mediator, ids, facts } = at
  const { clauses, undertakings, outside_facts } = agreement
  const terms = { dispute_facts: facts, clauses, undertakings, outside_facts }
  const refused: Walked['refused'] = []
  const step = at.oral ? 'agree_orally' : 'draft_agreement'
  for (const { text, code } of agreement.refused) {
    const [debtor = '', creditor = ''] = ids
    const clause = { ...FORBIDDEN_AS, debtors: [{ party_id: debtor, amount: null }], creditors: [creditor], what: text }
    const told = await walk.refused(mediator, walk.on(step, { kind: 'mediations', id: mediation }), {
      ...terms,
      clauses: [...clauses, clause],
    })
    refused.push({ text, code, law: told.law ?? '', told })
  }
  if (at.oral) {
    await walk.actOn(
      'mediations',
      mediation,
      step,
      { ...terms, a_party_asks_for_writing: false, identity_relation: at.identity },
      mediator,
    )
    return refused
  }
  await walk.actOn('mediations', mediation, step, terms, mediator)
  const drafted = (await walk.page()).agreements.at(-1)
  if (!drafted) throw new Error(`${walk.name}: nothing was drafted`)
  const { id, edition } = drafted
  await walk.actOn('agreements', id, 'lay_out_agreement', {}, mediator)
  for (const party of ids) {
    if (at.onScreen && walk.holdsLink(party)) await walk.signs(party, id, edition)
    else
      await walk.actOn(
        'agreements',
        id,
        'record_signature',
        { party_id: party, edition, known_by: 'identity_paper' },
        mediator,
      )
  }
  await walk.actOn('agreements', id, 'sign_as_mediator', { edition }, mediator)
  await walk.actOn('agreements', id, 'put_in_effect', { sealed: true }, mediator)
  return refused
}

/** Drives one case from its door to its outcome; every agreement of it in a file of its own. */
export async function driveCase(
  world: TestWorld,
  app: FastifyInstance,
  signInNameOf: (name: string) => string,
  real: RealCase,
  reviewed: ReviewedCase,
  nth: number,
): Promise<Walked> {
  const office = officeFor(reviewed.walks_at ?? reviewed.mediated_by, typeOf(real))
  const everybody = peopleOf(real, reviewed, nth)
  const numbers = agreementsOf(
    real,
    reviewed,
    everybody.map((_, at) => String(at)),
    dayIn(now()),
  ).map((it) => ({ number: it.number, parties: it.parties }))
  const walked: Walked = {
    id: real.id,
    files: [],
    served: 0,
    worked: 0,
    requests: 0,
    undertakings: 0,
    outside_facts: 0,
    amounts: [],
    refused: [],
    stages: [],
  }
  for (const { number, parties } of numbers) {
    const walk = new DisputeWalk(world, app, `${real.id}/${number}`, { ...office })
    const manner = mannerOf(nth)
    // A second dispute of the same event is between its own people alone.
    const chosen = number === 1 ? everybody : parties.flatMap((at) => everybody[at] ?? [])
    const twoSides = chosen.some((it) => it.side === 'applicant') && chosen.some((it) => it.side !== 'applicant')
    const people = twoSides
      ? chosen
      : chosen.map((it, at) => ({ ...it, side: at === 0 ? ('applicant' as const) : ('respondent' as const) }))
    const [first] = walked.files
    const ids = await comeIn(walk, { real, reviewed, people, says: real.facts || real.title, links_to: first ?? null })
    const idAt = (at: number): string => ids[people.findIndex((it) => it.name === everybody[at]?.name)] ?? ''
    const named = parties.map(idAt)
    const sideOf = (id: string) => people[ids.indexOf(id)]?.side
    // Who asked for it sits at the table though the agreement owes him nothing.
    const bound = named.some((id) => sideOf(id) === 'applicant')
      ? named
      : [...ids.filter((id) => sideOf(id) === 'applicant'), ...named]
    const speakers = bound.filter((_, at) => at % 2 === nth % 2)
    for (const party of speakers)
      if (!walk.holdsLink(party) && sideOf(party) === 'applicant') await walk.giveLink(party)
    const between = {
      ids: bound,
      people: bound.map((id) => people[ids.indexOf(id)]).filter((it) => it !== undefined),
      matter: real.title,
      text: real.facts || real.title,
      manner,
    }
    if (reviewed.earlier === 'mediation_failed' && number === 1) {
      const before = await talk(walk, between, signInNameOf)
      await together(walk, before.mediation, before.mediator, between, 'failed')
      await walk.actOn(
        'mediations',
        before.mediation,
        'end_mediation',
        { reason: 'too_far_apart', note: '' },
        before.mediator,
      )
      walk.later(7)
    }
    const at = await talk(walk, between, signInNameOf)
    await together(walk, at.mediation, at.mediator, between, 'agreed')
    const agreement = agreementsOf(
      real,
      reviewed,
      everybody.map((_, at) => idAt(at)),
      dayIn(now()),
    ).find((it) => it.number === number)
    if (!agreement) throw new Error(`${walk.name}: no agreement`)
    walked.refused.push(
      ...(await agreed(walk, agreement, {
        ...at,
        ids: bound,
        facts: between.text,
        onScreen: manner.signs_on_screen && !reviewed.paper_only,
        oral: reviewed.form === 'oral',
        identity: reviewed.paper_only,
      })),
    )
    const { agreements, obligations } = await walk.page()
    for (const it of agreements.filter((one) => one.status === 'in_effect')) {
      walked.undertakings += it.undertakings.length
      walked.outside_facts += it.outside_facts.length
    }
    walked.amounts.push(...obligations.flatMap((it) => (it.amount === null ? [] : [it.amount])))
    await follow(walk, reviewed)
    walked.stages.push((await walk.page()).file.stage)
    walked.files.push(walk.file)
    walked.served += walk.served
    walked.worked += walk.worked
    walked.requests += walk.requests
  }
  return walked
}
