import type { z } from 'zod'
import type { StaffDispute } from '#contract/disputes.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { inDanger } from '#domain/danger/violence.ts'
import { canTake } from '#domain/decide.ts'
import { entrustedByCourt } from '#domain/disputes/court-person.ts'
import { cutDownFor } from '#domain/disputes/cut-down.ts'
import { reboundUntil } from '#domain/disputes/look-back.ts'
import { LIVE_MEDIATION, type Part, partsOf } from '#domain/disputes/parts.ts'
import { STAGES, stageOf } from '#domain/disputes/stage.ts'
import { SLIPS } from '#domain/documents/forms.ts'
import { handlesFile } from '#domain/evidence/who-sees.ts'
import type { PartyDetails } from '#domain/identity/details.ts'
import type { IdentityPaper } from '#domain/identity/inputs.ts'
import { CHANNELS, type Channel } from '#domain/intake/channels.ts'
import { lackingOf } from '#domain/intake/completeness.ts'
import { PARTY_KINDS, PARTY_SIDES } from '#domain/intake/desk-inputs.ts'
import { isConflicted } from '#domain/mediation/standing.ts'
import { type Actor, type Here, NOTHING_NAMED, type Receiver } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { obligationView, staffAgreement } from '../agreements/show.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { warningsIn } from '../clocks/find.ts'
import { timingOf } from '../clocks/timing.ts'
import { dangersView } from '../danger/show.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { papersOf } from '../documents/find.ts'
import { dossierView } from '../documents/show-dossier.ts'
import { sentOn, serviceView } from '../documents/show-service.ts'
import { evidenceView } from '../evidence/show.ts'
import { messagesOf } from '../exchange/find.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { maskIdentity, maskName, maskNamesIn, maskReach } from '../identity/masks.ts'
import { namesOfPeople } from '../identity/names-hidden.ts'
import { besideView, secretsBeside } from '../identity/show-beside.ts'
import { openSecrets } from '../identity/write.ts'
import { oversightView, unitsOverdue } from '../ledger/show.ts'
import { adviserPage } from '../mediation/adviser-page.ts'
import { goneOf } from '../mediation/officials.ts'
import { staffMediation } from '../mediation/show.ts'
import { busyIn } from '../mediation/taken.ts'
import { placeNames, unitById, unitNames } from '../organisations/find.ts'
import { mayReadReferral, referralsView, slipComing } from '../referrals/show.ts'
import { namedOnSlips, slipOnly } from '../referrals/slip-only.ts'
import { signedByHandView } from '../returned/show.ts'
import { sealedView } from '../sealed/show.ts'
import { sealsView } from '../seals/show.ts'
import { triageView } from '../triage/show.ts'
import { proposedView, taskView } from '../triage/show-tasks.ts'
import { visitView } from '../visits/show.ts'
import type { World } from '../world.ts'
import { type Loaded, loadFile } from './load.ts'
import { writeLook } from './looks.ts'
import { type OwedBy, owedBy } from './owed-by.ts'
import { maySeeReporter } from './reporter.ts'
import { storyOf } from './story.ts'

/** A loaded file as a decision sees it, for asking what this actor may do. */
export const hereFor = (world: World, loaded: Loaded, actor: Actor, ownUnit: Receiver | null = null): Here => {
  const at = now()
  const { file, parts, clocks, involvements, links, responsible } = loaded
  return {
    file,
    parts,
    clocks,
    involvements,
    links,
    named: NOTHING_NAMED,
    actor,
    now: at,
    today: dayIn(at),
    occurred_at: at,
    ...timingOf(world),
    ids: [],
    receiver: responsible,
    own_unit: ownUnit,
    opening: null,
  }
}

/** Whether this person handles the file: then names and ways to reach stand plainly before her (design 4). */
export const handles = (actor: Actor, loaded: Loaded): boolean => handlesFile(actor, loaded)

/** Whether who asks mediates here now and stands too near to a party: nothing sealed is opened to her meanwhile (INV-5). */
export const conflicted = (actor: Actor, loaded: Loaded): boolean => {
  const live = partsOf(loaded.parts, 'mediation').filter((it) => LIVE_MEDIATION.includes(it.status))
  return actor.kind === 'staff' && isConflicted(loaded, live, actor.person_id)
}

/** How a name stands before this reader: whole to who handles the file, masked to all others but for an organisation's. */
function namingFor(parties: readonly Part<'party'>[], open: boolean): (name: string) => string {
  const whole = new Set(parties.filter(({ facts }) => facts.kind === 'organisation').map(({ facts }) => facts.name))
  return (name) => (open || whole.has(name) ? name : maskName(name))
}

async function people(world: World, trx: Trx, here: Here, open: boolean) {
  const parties = partsOf(here.parts, 'party')
  const danger = inDanger(here.parts)
  const plain = open && !danger
  const named = namingFor(parties, open)
  const secrets = await openSecrets(
    world,
    trx,
    parties.flatMap((party) => [
      ...[party.facts.reach_id, party.facts.identity_id].filter((id) => id !== null),
      ...secretsBeside(party),
    ]),
  )
  return parties.map((party: Part<'party'>) => {
    const reach = party.facts.reach_id === null ? null : (secrets.get(party.facts.reach_id) ?? null)
    const number = party.facts.identity_id === null ? null : (secrets.get(party.facts.identity_id) ?? null)
    const { facts } = party
    return {
      id: party.id,
      side: facts.side,
      side_says: PARTY_SIDES[facts.side],
      kind: facts.kind ?? ('person' as const),
      kind_says: PARTY_KINDS[facts.kind ?? 'person'],
      status: party.status,
      name: named(facts.name),
      speaks: facts.speaks ? (open ? facts.speaks : maskName(facts.speaks)) : null,
      members: facts.members ?? null,
      reach_from: facts.reach_from ?? ('self' as const),
      reach: reach === null ? null : plain ? reach : maskReach(reach),
      reach_open: plain,
      in_danger: danger,
      ...besideView(party, parties, here, { named: (name) => (open ? name : maskName(name)), plain, secrets }),
      details: open && facts.details ? detailsView(facts.details, plain) : null,
      identity_paper: party.facts.identity_paper as IdentityPaper | null,
      identity_number: number === null ? null : maskIdentity(number),
      can: canTake(OFFERED, here, party),
    }
  })
}

/** What was said for the printed forms, all of it as text; where she lives is shut away with how she is reached (null). */
const detailsView = (details: PartyDetails, plain: boolean) => ({
  sex: details.sex ?? null,
  ethnicity: details.ethnicity ?? '',
  occupation: details.occupation ?? '',
  address: plain || !details.address ? (details.address ?? '') : null,
  legal_representative: details.legal_representative ?? '',
  post_title: details.post_title ?? '',
})

/** Who of its unit has the task, and whether she still works there: where she does not, the unit has it again. */
function heldBy(task: Part<'task'>, owes: OwedBy, actor: Actor) {
  const { held_by, unit_id } = task.facts
  if (!held_by) return null
  const { person_id, name } = held_by
  return {
    person_id,
    name,
    me: actor.kind === 'staff' && actor.person_id === person_id,
    works_there: owes.carries(person_id, unit_id),
  }
}

/**
 * A file's page for staff. Opening it is a look, written in the same transaction. @throws Problem not_found
 * @param opened false: nothing of it is shown yet, and whoever shows some of it writes the look
 */
export const staffPage = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
  opened = true,
): Promise<z.input<typeof StaffDispute>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const [loaded, ownUnit] = await Promise.all([loadFile(trx, fileId, false), unitById(trx, asker.actor.unit_id)])
    const place_code = loaded?.file.place_code ?? null
    // A complaint lies nowhere, and has a page of its own.
    if (!loaded || place_code === null) throw new Problem('not_found')
    const { file, responsible } = loaded
    // Whoever mediates and stands too near to a party sees what anybody of the area sees (INV-5).
    const open = handles(asker.actor, loaded) && !conflicted(asker.actor, loaded)
    // Whoever does not handle the file sees nobody's name whole: not of a party, not as who did a step, not on a message.
    const known = partsOf(loaded.parts, 'party')
    const named = namingFor(known, open)
    const parties = known.map((it) => ({
      ...it,
      facts: { ...it.facts, name: named(it.facts.name) },
    }))
    const here = hereFor(world, loaded, asker.actor, ownUnit)
    const tasks = partsOf(loaded.parts, 'task')
    const [place, owes, persons, story, papers, messages, units, busy, gone, told, sent, notes, seals, signed] =
      await Promise.all([
        placeNames(trx, place_code),
        owedBy(trx, loaded, 'people'),
        people(world, trx, here, open),
        storyOf(trx, fileId, [...parties, ...loaded.parts.filter((it) => it.part !== 'party')], {
          open,
          forParty: null,
        }),
        papersOf(trx, fileId),
        messagesOf(trx, fileId),
        unitNames(trx, [
          ...tasks.flatMap(({ facts }) => [facts.unit_id, facts.from_unit ?? facts.unit_id]),
          ...unitsOverdue(here),
        ]),
        busyIn(trx, partsOf(loaded.parts, 'mediation'), here.now),
        goneOf(trx, fileId, partsOf(loaded.parts, 'mediation'), here.now),
        warningsIn(trx, fileId),
        open ? sentOn(trx, fileId) : null,
        openSecrets(
          world,
          trx,
          partsOf(loaded.parts, 'mediation').flatMap((it) => [
            ...it.facts.sessions.flatMap((session) => (session.notes ? [session.notes.sealed] : [])),
            ...(it.facts.guidance ?? []).flatMap(({ question, answer }) => [
              question.sealed,
              ...(answer ? [answer.opinion.sealed] : []),
            ]),
          ]),
        ),
        sealsView(world, trx, here, open),
        signedByHandView(trx, here, open),
        opened ? writeLook(trx, fileId, asker, 'page') : null,
      ])
    const hidden = open ? [] : namesOfPeople(known)
    const [dispute] = partsOf(loaded.parts, 'dispute')
    if (!dispute) throw new Error(`file ${fileId} has no dispute`)
    const stage = stageOf(loaded.parts)
    const { facts } = dispute
    const type = facts.dispute_type ?? null
    const near = conflicted(asker.actor, loaded)
    const reader = { open, named, busy, gone, notes: near ? new Map<string, string>() : notes, me: null }
    const page: z.input<typeof StaffDispute> = {
      advises: false,
      file: {
        id: file.id,
        code: file.code,
        short_code: file.short_code,
        received_at: file.received_at,
        place,
        place_code,
        responsible,
        responsible_place: responsible.place_code ?? place_code,
        stage,
        stage_says: STAGES[stage],
      },
      dispute: {
        id: dispute.id,
        status: dispute.status,
        version: dispute.version,
        channel: facts.channel,
        channel_says: CHANNELS[facts.channel as Channel] ?? facts.channel,
        dispute_type: type,
        dispute_type_says: type === null ? null : (DISPUTE_TYPES[type as DisputeType] ?? type),
        other_side: maskNamesIn(facts.other_side, hidden),
        where_text: facts.where_text,
        what_happened: facts.what_happened,
        wish: facts.wish,
        hand_over: facts.hand_over ?? null,
        from_court: entrustedByCourt(facts),
        court_person: facts.court_person ?? null,
        reported_by: facts.reported_by === undefined ? null : named(facts.reported_by),
        reporter_protected: facts.protected_reporter !== undefined,
        may_see_reporter: maySeeReporter(here),
        false_because: facts.false_because ?? null,
        false_proposed: proposedView(facts.false_proposed ?? null, open),
        rebounds: facts.rebounds ?? [],
        rebound_until: dispute.status === 'closed' ? reboundUntil(here) : null,
        suspicions: facts.suspicions ?? [],
        merged_into: facts.merged_into ?? null,
        merged_here: facts.merged_here ?? [],
        triage: triageView(here, facts.triage, open),
        missing: facts.missing ?? [],
        lacking: open ? lackingOf(loaded.parts, here.today).map(({ field: _, ...it }) => it) : [],
        refused_because: facts.refused_because ?? null,
        dangers: dangersView(here, open, named),
        closing_note: open ? (facts.closing_note ?? null) : null,
        sealed: sealedView(here, open),
        can: canTake(OFFERED, here, dispute),
      },
      tasks: tasks.map((task) => ({
        ...taskView(here, task, units, reader),
        held_by: heldBy(task, owes, asker.actor),
      })),
      parties: persons,
      mediations: partsOf(loaded.parts, 'mediation').map((it) => staffMediation(here, it, reader)),
      agreements: partsOf(loaded.parts, 'agreement').map((it) => staffAgreement(here, it, reader)),
      obligations: partsOf(loaded.parts, 'obligation').map((it) => obligationView(here, it, reader)),
      visits: partsOf(loaded.parts, 'visit').map((it) => visitView(here, it, reader)),
      referrals: referralsView(here, open),
      evidence: evidenceView(here, open),
      signed_by_hand: signed,
      oversight: oversightView(here, { units, hidden, named }),
      slip_only: false,
      slip_coming: slipComing(here, asker.scope.units),
      clocks: loaded.clocks
        .filter((clock) => mayReadReferral(here, clock.part_id, { open, me: null }))
        .map((clock) => {
          const end = story.find(({ seq }) => seq === clock.settled_event)
          const ended_on = end === undefined ? null : dayIn(end.occurred_at)
          return clockCard(clock, owes.of(clock.owes), here.today, timingOf(world), {
            endedOn: ended_on,
            told: told.get(clock.id) ?? [],
          })
        }),
      story,
      papers: papers
        .filter(({ paper }) => open || !SLIPS.includes(paper.form))
        .map(({ paper }) => ({
          ...paper,
          content: {
            ...paper.content,
            to: paper.content.to === '' ? '' : paper.content.to.split('、').map(named).join('、'),
            blocks: open ? paper.content.blocks : [],
          },
        })),
      // A hint is no matter yet, and has no dossier.
      dossier: open && dispute.status !== 'clue' ? dossierView(here, papers) : null,
      seals,
      service: sent ? serviceView(here, sent, named) : [],
      messages: messages.map(({ to_party, to_unit, ...it }) => ({
        ...it,
        to: to_unit ?? named(to_party ?? ''),
        wording: open ? it.wording : '',
      })),
    }
    const only = cutDownFor(asker.actor, asker.scope.units, here)
    if (only === 'opinion') return adviserPage(page, loaded.parts, asker.session.actor.person_id)
    return only === 'slip' ? slipOnly(page, known, namedOnSlips(asker.actor, loaded)) : page
  })

/** One hidden value, with the reason kept where the party can read it. @throws Problem not_found */
export const revealOne = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
  asked: { party_id: string; what: 'reach' | 'identity_number'; reason: string },
): Promise<{ value: string }> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    const party = loaded && partsOf(loaded.parts, 'party').find((it) => it.id === asked.party_id)
    const id = asked.what === 'reach' ? party?.facts.reach_id : party?.facts.identity_id
    if (!loaded || !id) throw new Problem('not_found')
    if (conflicted(asker.actor, loaded)) throw new Problem('relation_found')
    const only = cutDownFor(asker.actor, asker.scope.units, { ...loaded, today: dayIn(now()) })
    // Whoever was only sent somebody may reach her, and nobody else here.
    if (only === 'slip' && (asked.what !== 'reach' || !namedOnSlips(asker.actor, loaded).has(asked.party_id)))
      throw new Problem('not_found')
    // Whom it is about is nothing an opinion needs, whatever the reason.
    if (only === 'opinion') throw new Problem('not_yours')
    // Where somebody may be in danger, a reason alone is not enough: it must be one's own file as well.
    if (inDanger(loaded.parts) && !handles(asker.actor, loaded)) throw new Problem('not_yours')
    const [secrets] = await Promise.all([
      openSecrets(world, trx, [id]),
      writeLook(trx, fileId, asker, asked.what, { party: asked.party_id, reason: asked.reason }),
    ])
    return { value: secrets.get(id) ?? '' }
  })
