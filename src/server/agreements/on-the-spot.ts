import type { z } from 'zod'
import type { OpenedFile } from '#contract/intake.ts'
import type { Nature } from '#domain/agreements/clauses.ts'
import { clauseOf, type OnTheSpot } from '#domain/agreements/on-the-spot.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { type Part, type PartKind, partsOf } from '#domain/disputes/parts.ts'
import { USUAL_MINUTES } from '#domain/mediation/appointments.ts'
import { isWithin } from '#domain/organisations/places.ts'
import type { Here } from '#domain/step.ts'
import type { StepName } from '#domain/table.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { timingOf } from '../clocks/timing.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { type StepReply, takeSteps } from '../disputes/take-step.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>

/** What is done once and is over: a promise to refrain leaves nothing to perform on the day. */
const ACTS: readonly Nature[] = ['pay', 'deliver', 'do']

/** The newest part of a kind: the one the step before has opened. */
function newest<K extends PartKind>(here: Here, kind: K): Part<K> {
  const found = partsOf(here.parts, kind).at(-1)
  if (!found) throw new Error(`no ${kind} was opened`)
  return found
}

/**
 * Writes down a matter that was settled in hand: every step of it, in one transaction, each with the time it happened.
 * @throws Problem the first refusal of a step: then nothing is written
 */
export async function settleOnTheSpot(
  world: World,
  { actor, scope }: Staff,
  said: OnTheSpot,
  key: string,
): Promise<z.input<typeof OpenedFile>> {
  // A committee settles matters of its own area (小事不出村); others' go to others.
  if (!isWithin(said.place_code, actor.place_code)) throw new Problem('place_not_ours')
  const came = new Date(said.came_at).toISOString()
  const settled = new Date(said.settled_at).toISOString()
  const taken = await takeSteps(
    world,
    {
      actor,
      scope,
      key,
      body: { step: 'on_the_spot', input: said },
      files: [],
      fresh: { place: said.place_code, received_by: actor.unit_id },
    },
    async (move, _, file) => {
      let here: Here
      const take = async (step: StepName, on: Part | null, input: Record<string, unknown>, at = settled) => {
        here = await move(file, { step, partId: on?.id ?? null, input, occurredAt: at })
        return here
      }
      const { channel, place_code, where_text, dispute_type, what_happened, parties } = said
      here = await take(
        'take_down',
        null,
        { channel, place_code, where_text, dispute_type, what_happened, parties, wish: '当场说好' },
        came,
      )
      // In the order of the page: identifiers made in one millisecond are in no order of their own.
      const known = partsOf(here.parts, 'party')
      const ids = parties.map(
        (party) => known.find((it) => it.facts.name === party.name && it.facts.side === party.side)?.id ?? '',
      )
      if (new Set(ids).size < ids.length) throw new Problem('same_name_twice')

      await take('accept_here', null, { note: '' }, came)
      await take('propose_mediation', newest(here, 'task'), {
        parties: ids,
        matter: what_happened.slice(0, 300),
        begun_by: channel === 'CH03' || channel === 'CH05' ? 'applicant' : 'committee',
      })
      const mediation = () => newest(here, 'mediation')
      for (const id of ids) await take('agree_to_mediation', mediation(), { said_by: id, how: 'spoken' })
      await take('accept_mediation', mediation(), { note: '' })
      await take('assign_mediator', mediation(), {
        mediators: [actor.person_id],
        chosen_by: 'committee',
        disclosed: said.disclosed,
        waived_by: said.relation_waived ? ids : [],
      })
      const place = where_text || '现场'
      await take('notify_session', mediation(), {
        at: settled,
        place,
        mode: 'joint',
        ...{ minutes: USUAL_MINUTES, room_id: null, guests: [], guests_agreed: false, bring: '' },
      })
      await take('begin_session', mediation(), { rights_told: true, present: ids, open_to_public: false })
      await take('record_session', mediation(), {
        mode: 'joint',
        place,
        present: ids,
        helpers: '',
        with: null,
        text: what_happened,
        result: 'agreed',
      })
      const clauses = said.clauses.map((clause) => clauseOf(clause, ids))
      if (clauses.includes(null)) throw new Problem('clause_party_unknown')
      const terms = {
        dispute_facts: what_happened.slice(0, 3_000),
        clauses,
        undertakings: said.undertakings,
        outside_facts: said.outside_facts,
      }
      if (said.form === 'oral') {
        await take('agree_orally', mediation(), {
          ...terms,
          a_party_asks_for_writing: said.a_party_asks_for_writing,
          not_all_performed: said.clauses.some((clause) => ACTS.includes(clause.nature) && !clause.done_now),
          major: said.major,
          identity_relation: dispute_type === 'M01',
          // 房屋宅基地、山林土地、征地拆迁：涉及不动产的一律书面。
          immovable: dispute_type !== null && ['M03', 'M07', 'M08'].includes(dispute_type),
        })
      } else {
        if (!said.sealed) throw new Problem('seal_missing')
        await take('draft_agreement', mediation(), { ...terms, identity_relation: dispute_type === 'M01' })
        const agreement = () => newest(here, 'agreement')
        await take('lay_out_agreement', agreement(), { note: '' })
        const { edition } = agreement().facts
        for (const id of ids)
          await take('record_signature', agreement(), { party_id: id, edition, known_by: said.known_by })
        await take('sign_as_mediator', agreement(), { edition })
        await take('put_in_effect', agreement(), { sealed: true })
      }
      // In the order of the clauses: one may wait for another.
      for (const [at, clause] of said.clauses.entries()) {
        if (!clause.done_now) continue
        for (const owed of partsOf(here.parts, 'obligation').filter((it) => it.facts.clause === at + 1)) {
          if (owed.status === 'waiting') await take('meet_condition', owed, { note: '当场成就。' })
          const last = owed.facts.creditors.at(-1)
          for (const said_by of owed.facts.creditors)
            await take(said_by === last ? 'confirm_performed' : 'confirm_share', owed, {
              said_by,
              note: '当场履行。',
              amount: null,
            })
        }
      }
    },
  )
  const { file_id } = taken.reply as StepReply
  return inScope(world.pool, scope, async (trx) => {
    const loaded = await loadFile(trx, file_id, false)
    // Asked again after the file was closed, it owes nothing any more: the last clock it had is told.
    const owed = loaded?.clocks.filter((it) => !('party' in it.owes)) ?? []
    const clock = owed.find((it) => it.state === 'running') ?? owed.at(-1)
    if (!loaded || !clock) throw new Error(`file ${file_id} owes nothing`)
    const { id, code, short_code, received_at } = loaded.file
    const unit = loaded.responsible
    const next = clockCard(clock, { kind: 'unit', says: unit.name }, dayIn(now()), timingOf(world))
    return { file_id: id, code, short_code, received_at, unit, next }
  })
}
