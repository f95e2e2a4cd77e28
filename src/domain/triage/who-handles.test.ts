import { assert, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { PLACE, staffAt, UNITS, uuid } from '#test/world-of-rules.ts'
import { addDays, type Day } from '../clocks/calendar.ts'
import { canTake, decide } from '../decide.ts'
import type { Folded } from '../disputes/consequences.ts'
import { type Part, type PartKind, partsOf } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import type { Actor, Here, Row } from '../step.ts'
import { type StepName, TABLE } from '../table.ts'

const VILLAGE = staffAt(0, 'village_director')
const VILLAGE_HAND = staffAt(0, 'full_time_mediator')
const TOWN = staffAt(1, 'town_intake')
const TOWN_HEAD = staffAt(1, 'town_director')
const COUNTY = staffAt(2, 'county_intake')
const DISPATCHER = staffAt(2, 'county_dispatcher')
const POLICE = staffAt(5, 'police_officer')
const [village, town, county, , committee, police] = UNITS

/** A file on the desk of a unit, as the pure table walks it from day to day. */
class Desk {
  state: Folded
  today: Day = '2026-03-02'
  #ids = 9_000
  #seq = 0

  constructor(responsible: number, dispute: Part<'dispute'>, parts: readonly Part[] = []) {
    const file = { ...one.file(responsible), place_code: PLACE, code: 'code-1' }
    const answers = { id: uuid(60), who: { unit: responsible }, as_what: 'responsible', until: null } as const
    this.state = { ...nothingYet, file, parts: [...one.PARTIES, dispute, ...parts], involvements: [answers] }
  }

  part<K extends PartKind>(kind: K): Part<K> {
    const found = partsOf(this.state.parts, kind).at(-1)
    if (!found) throw new Error(`no ${kind}`)
    return found
  }

  here(actor: Actor, unit: (typeof UNITS)[number] | null = null): Here {
    const now = `${this.today}T04:00:00.000Z`
    const { file, parts, clocks, involvements, links } = this.state
    return one.hereWith(
      parts,
      {
        file,
        clocks,
        involvements,
        links,
        now,
        occurred_at: now,
        today: this.today,
        receiver: UNITS.find((it) => it.id === file?.responsible_unit) ?? null,
        named: {
          unit,
          units: [town],
          people: [],
          colleague: null,
          handlers: [],
          adviser: null,
          candidates: [village, committee, town, police, county],
          at_hand: [],
          guess: null,
          complained: null,
          committee: null,
          docket: null,
          proved_by_code: false,
          signing_copy: null,
          member: null,
          members_before: 0,
          to_sign: null,
          scans: [],
          batch: null,
          upload: null,
          guests: [],
          room: null,
          notices: [],
          paper: null,
        },
        ids: Array.from({ length: 40 }, () => uuid(this.#ids++)),
      },
      actor,
    )
  }

  try(step: StepName, actor: Actor, input: object, unit: (typeof UNITS)[number] | null = null, on?: Part): string {
    const row: Row = TABLE[step]
    const part = on ?? this.part(row.on as PartKind)
    const decision = decide(row, this.here(actor, unit), part, input)
    if (!decision.ok) return decision.why
    this.#seq += 1
    this.state = fold([{ seq: this.#seq, part_id: part.id, consequences: decision.consequences }], this.state)
    return 'done'
  }

  can = (step: StepName, actor: Actor): boolean =>
    canTake(TABLE, this.here(actor), this.part(TABLE[step].on as PartKind)).includes(step)

  clocks = (rule: string) => this.state.clocks.filter((clock) => clock.rule === rule && clock.state === 'running')
}

const TRIAGED = {
  facts: {},
  units: [],
  matrix_version: 1,
  asked_on: '2026-03-02',
  route: 'court',
  unit_id: null,
  urgent: false,
  may_be_mediated: true,
}
const because = { because: '。' }
const objecting = { reason: '。', basis: '。' }
const sent = { route: 'police', assists: false, because: '。' }
const atTown = (channel = 'CH03') => new Desk(2, one.dispute('triaging', { channel, triage: TRIAGED }))
const returnedTwice = () => {
  const desk = atTown()
  expect(desk.try('dispatch', TOWN, sent, village)).toBe('done')
  expect(desk.try('object_dispatch', VILLAGE, objecting)).toBe('done')
  expect(desk.try('reassign', TOWN, because, police)).toBe('done')
  expect(desk.try('object_dispatch', POLICE, objecting)).toBe('done')
  return desk
}

test('an ordinary matter may be returned within two working days, a petition within five', () => {
  const [usual, petition] = [atTown(), atTown('CH07')]
  for (const desk of [usual, petition]) expect(desk.try('dispatch', TOWN, sent, village)).toBe('done')
  expect(usual.clocks('T-04').map((it) => it.due_on)).toEqual(['2026-03-04'])
  expect(petition.clocks('T-04p').map((it) => it.due_on)).toEqual(['2026-03-09'])
  const until = (desk: Desk, day: Day) => {
    desk.today = day
    return desk.can('object_dispatch', VILLAGE)
  }
  expect([until(usual, '2026-03-04'), until(usual, '2026-03-05')]).toEqual([true, false])
  expect([until(petition, '2026-03-09'), until(petition, '2026-03-10')]).toEqual([true, false])
})

test('after the first return the sender decides; after the second only the common superior, and it owes it', () => {
  const desk = atTown()
  expect(desk.try('dispatch', TOWN, sent, village)).toBe('done')
  expect(desk.try('object_dispatch', VILLAGE, objecting)).toBe('done')
  expect(desk.try('decide_handler', COUNTY, because, village)).toBe('not_yours')
  expect(desk.clocks('R-08')[0]?.owes).toEqual({ unit: 2 })
  expect(desk.try('confirm_dispatch', TOWN, because)).toBe('done')
  expect(desk.try('object_dispatch', VILLAGE, objecting)).toBe('done')
  expect(desk.part('task').facts).toMatchObject({ returns: 2, decider: { unit_id: 3, name: county.name } })
  expect(desk.clocks('R-08')[0]).toMatchObject({ owes: { unit: 3 }, act: 'decide_handler' })
  for (const [who, unit] of [
    [TOWN, police],
    [COUNTY, police],
  ] as const) {
    expect(desk.try('reassign', who, because, unit)).toBe('superior_decides')
    expect(desk.try('confirm_dispatch', who, because)).toBe('superior_decides')
  }
  for (const who of [TOWN, TOWN_HEAD, VILLAGE])
    expect(desk.try('decide_handler', who, because, village)).toBe('not_yours')
  expect(desk.state.file?.responsible_unit).toBe(2)
})

test('what the superior decides binds: it is signed for, and neither returned nor passed on', () => {
  const desk = returnedTwice()
  expect(desk.try('decide_handler', DISPATCHER, because, village)).toBe('done')
  expect(desk.state.papers.at(-1)?.form).toBe('F-08')
  expect(desk.clocks('T-03')[0]?.owes).toEqual({ unit: 1 })
  expect(desk.clocks('T-04')).toEqual([])
  expect(desk.try('object_dispatch', VILLAGE, objecting)).toBe('handler_decided')
  expect(desk.state.file?.responsible_unit).toBe(2)
  expect(desk.try('sign_off', VILLAGE, { note: '' })).toBe('done')
  expect(desk.state.file?.responsible_unit).toBe(1)
  expect(desk.try('pass_up', VILLAGE, because, town)).toBe('handler_decided')
  expect(desk.state.involvements.filter((it) => it.as_what === 'consulted').map((it) => it.until)).toEqual([desk.today])
})

test('two villages and a village that sent it to them have their town above them; where the county sent it, it decides', () => {
  const low = new Desk(1, one.dispute('triaging', { channel: 'CH03', triage: TRIAGED }))
  expect(low.try('dispatch', VILLAGE, sent, committee)).toBe('done')
  const COMMITTEE = staffAt(4, 'committee_director')
  expect(low.try('object_dispatch', COMMITTEE, objecting)).toBe('done')
  expect(low.try('confirm_dispatch', VILLAGE, because)).toBe('done')
  expect(low.try('object_dispatch', COMMITTEE, objecting)).toBe('done')
  expect(low.part('task').facts.decider?.unit_id).toBe(2)
  const high = new Desk(3, one.dispute('triaging', { channel: 'CH03', triage: TRIAGED }))
  expect(high.try('dispatch', COUNTY, sent, village)).toBe('done')
  expect(high.try('object_dispatch', VILLAGE, objecting)).toBe('done')
  expect(high.try('confirm_dispatch', COUNTY, because)).toBe('done')
  expect(high.try('object_dispatch', VILLAGE, objecting)).toBe('done')
  expect(high.part('task').facts.decider?.unit_id).toBe(3)
})

/** A file the village has taken in, so many days ago. */
const handled = () => {
  const desk = new Desk(1, one.dispute('registered', { channel: 'CH03', triage: TRIAGED }))
  expect(desk.try('accept_here', VILLAGE, { note: '' })).toBe('done')
  return desk
}

test('passed up and down, returned and sent again, the day it began to be handled never moves (I22)', () => {
  const days = integer({ min: 0, max: 40 })
  assert(
    property(record({ first: days, second: days, third: days }), ({ first, second, third }) => {
      const desk = handled()
      const [start] = desk.clocks('T-85')
      const unbroken = (owes: number) =>
        expect(desk.clocks('T-85')).toMatchObject([
          { started_on: start?.started_on, due_on: start?.due_on, owes: { unit: owes } },
        ])
      desk.today = addDays(desk.today, first)
      expect(desk.try('pass_up', VILLAGE, because, town)).toBe('done')
      unbroken(1)
      expect(desk.state.file?.responsible_unit).toBe(1)
      desk.today = addDays(desk.today, second)
      expect(desk.try('sign_off', TOWN, { note: '' })).toBe('done')
      unbroken(2)
      expect(desk.state.file?.responsible_unit).toBe(2)
      expect(desk.try('pass_down', TOWN, because, village)).toBe('done')
      expect(desk.try('object_dispatch', VILLAGE, objecting)).toBe('done')
      expect(desk.state.file?.responsible_unit).toBe(2)
      unbroken(2)
      expect(desk.try('reassign', TOWN, because, town)).toBe('done')
      desk.today = addDays(desk.today, third)
      expect(desk.try('sign_off', TOWN, { note: '' })).toBe('done')
      unbroken(2)
    }),
    { numRuns: 60 },
  )
})

test('who held a task that was passed on and came back, and returns it, owes nothing of it any more', () => {
  const desk = handled()
  expect(desk.try('pass_up', VILLAGE, because, town)).toBe('done')
  expect(desk.try('object_dispatch', TOWN, objecting)).toBe('done')
  expect(desk.try('reassign', VILLAGE, because, village)).toBe('done')
  expect(desk.try('take_on', VILLAGE_HAND, { note: '' })).toBe('done')
  expect(desk.clocks('T-85')).toMatchObject([{ owes: { person: VILLAGE_HAND.person_id, for_unit: 1 } }])
  expect(desk.try('object_dispatch', VILLAGE_HAND, objecting)).toBe('done')
  expect(desk.clocks('T-85')).toMatchObject([{ owes: { unit: 1 } }])
})

test('level by level: a village passes to its town, not to the county; a helper passes nothing on', () => {
  const desk = handled()
  expect(desk.try('pass_up', VILLAGE, because, county)).toBe('not_one_level_up')
  expect(desk.try('pass_down', VILLAGE, because, town)).toBe('not_one_level_down')
  expect(desk.try('pass_up', TOWN, because, county)).toBe('not_yours')
  expect(desk.try('dispatch', VILLAGE, { ...sent, assists: true }, town)).toBe('done')
  expect(desk.try('sign_off', TOWN, { note: '' })).toBe('done')
  expect(desk.try('pass_up', TOWN, because, county)).toBe('not_lead')
})

test('a conference lays duties with a day on units that signed; each is owed, done once, and falls away with its task', () => {
  const desk = handled()
  const lead = desk.part('task')
  expect(desk.try('dispatch', VILLAGE, { ...sent, assists: true }, police)).toBe('done')
  const helping = desk.part('task')
  expect(desk.try('coordinate', VILLAGE, { unit_ids: [2], at: '', place: '', agenda: '' }, null, lead)).toBe('done')
  const now = () => partsOf(desk.state.parts, 'task').find((it) => it.id === lead.id)
  expect(now()?.status).toBe('coordinating')
  const laid = (task_id: string) => ({ decision: '。', duties: [{ task_id, what: '量', by: '2026-03-10' }] })
  expect(desk.try('end_coordination', VILLAGE, laid(helping.id), null, now())).toBe('duty_without_task')
  expect(desk.try('sign_off', POLICE, { note: '' })).toBe('done')
  expect(desk.try('end_coordination', VILLAGE, laid(helping.id), null, now())).toBe('done')
  const [clock] = desk.clocks('R-24')
  expect(clock).toMatchObject({ owes: { unit: 6 }, part_id: helping.id, due_on: '2026-03-10' })
  expect(desk.clocks('T-85')).toHaveLength(2)
  const done = { duty: clock?.id ?? '', note: '。' }
  expect(desk.try('finish_duty', VILLAGE, done, null, desk.part('task'))).toBe('not_yours')
  expect(desk.try('finish_duty', POLICE, done, null, desk.part('task'))).toBe('done')
  expect(desk.try('finish_duty', POLICE, done, null, desk.part('task'))).toBe('no_such_duty')
  expect(desk.part('task').facts.duties?.[0]?.done).toEqual({ on: desk.today, note: '。' })
  expect(desk.try('coordinate', VILLAGE, { unit_ids: [2], at: '', place: '', agenda: '' }, null, now())).toBe('done')
  expect(desk.try('end_coordination', VILLAGE, laid(lead.id), null, now())).toBe('done')
  expect(desk.try('resolve_task', VILLAGE, { how: 'matter_put_right', account: '。' }, null, now())).toBe('done')
  expect(desk.clocks('R-24')).toEqual([])
})

test('who chose another way comes back without having lost a day, as long as the file is open', () => {
  const desk = handled()
  const [start] = desk.clocks('T-85')
  desk.today = '2026-03-12'
  const gone = { route: 'court', to: '。', docket_no: '', account: '。' }
  expect(desk.try('divert_task', VILLAGE, { ...gone, chosen_by: [one.RESPONDENT] })).toBe('not_every_applicant_chose')
  expect(desk.try('divert_task', VILLAGE, { ...gone, chosen_by: [one.APPLICANT] })).toBe('done')
  expect(desk.clocks('T-85')).toEqual([])
  expect(desk.clocks('R-31')).toHaveLength(1)
  expect(desk.try('note_route_result', VILLAGE, { result: 'not_taken', docket_no: '', note: '。' })).toBe('done')
  expect(desk.try('take_back', VILLAGE, because)).toBe('done')
  expect(desk.clocks('T-85')).toMatchObject([{ started_on: start?.started_on, due_on: start?.due_on }])
  expect(desk.clocks('R-31')).toEqual([])
  expect(desk.try('divert_task', VILLAGE, { ...gone, chosen_by: [one.APPLICANT] })).toBe('done')
  expect(desk.try('close', VILLAGE, { note: '' })).toBe('done')
  expect(desk.try('take_back', VILLAGE, because)).toBe('file_not_open')
  const found = { result: 'taken', docket_no: '（2026）民初3号', note: '。' }
  expect(desk.try('note_route_result', VILLAGE, found)).toBe('done')
  expect(desk.part('task').facts.diverted).toMatchObject({ docket_no: '（2026）民初3号', result: { what: 'taken' } })
})

test('no dispute is told to be none by one hand alone, whichever hats it wears', () => {
  const desk = handled()
  const found = { checked: '。', because: '。' }
  expect(desk.try('approve_false', VILLAGE, { note: '。' })).toBe('nothing_proposed')
  expect(desk.try('propose_false', VILLAGE, found)).toBe('done')
  expect(desk.try('approve_false', VILLAGE, { note: '。' })).toBe('same_person')
  expect(desk.try('approve_false', { ...VILLAGE, post_id: uuid(5), role: 'committee_director' }, { note: '。' })).toBe(
    'same_person',
  )
  expect(desk.try('reject_false', TOWN_HEAD, because)).toBe('done')
  expect(desk.try('approve_false', TOWN_HEAD, { note: '。' })).toBe('nothing_proposed')
  expect(desk.try('propose_false', VILLAGE_HAND, found)).toBe('done')
  expect(desk.try('approve_false', VILLAGE_HAND, { note: '。' })).toBe('not_yours')
  expect(desk.try('approve_false', VILLAGE, { note: '。' })).toBe('done')
  expect(desk.part('dispute').status).toBe('false_report')
  expect(desk.state.papers.at(-1)?.form).toBe('D-16f')
})

test('whoever reported a clue does not dismiss it herself', () => {
  const desk = new Desk(1, one.dispute('clue'))
  const reporter = { id: uuid(61), who: { person: VILLAGE.person_id }, as_what: 'reporting', until: null } as const
  desk.state = { ...desk.state, involvements: [...desk.state.involvements, reporter] }
  expect(desk.try('dismiss_clue', VILLAGE, because)).toBe('same_person')
  expect(desk.try('dismiss_clue', TOWN_HEAD, because)).toBe('done')
})

test('what comes up again within 180 days goes on under its code, and may be mediated anew', () => {
  const desk = handled()
  expect(desk.try('resolve_task', VILLAGE, { how: 'matter_put_right', account: '。' })).toBe('done')
  expect(desk.try('close', VILLAGE, { note: '' })).toBe('done')
  const before = desk.state
  for (const [day, answer] of [
    ['2026-08-30', 'look_back_over'],
    ['2026-08-29', 'done'],
  ] as const) {
    desk.today = day
    expect(desk.try('rebound', one.asParty(one.RESPONDENT), { what: '又堵了' })).toBe(answer)
  }
  expect(desk.state.file).toEqual(before.file)
  expect(desk.part('dispute').facts.rebounds).toEqual(['2026-08-29'])
  expect(partsOf(desk.state.parts, 'task')).toHaveLength(2)
  expect(desk.part('task')).toMatchObject({ status: 'dispatched', facts: { unit_id: 1, because: '又堵了' } })
  expect(desk.clocks('T-03')).toHaveLength(1)
  expect(desk.try('sign_off', VILLAGE, { note: '' })).toBe('done')
  expect(desk.clocks('T-85').map((it) => it.started_on)).toEqual(['2026-08-29'])
  const sides = { parties: [one.APPLICANT, one.RESPONDENT], matter: '。', begun_by: 'applicant' }
  expect(desk.try('propose_mediation', VILLAGE, sides)).toBe('done')
  const asked = Object.values(desk.part('mediation').facts.consents)
  expect(asked.every((it) => it.answer === 'asked')).toBe(true)
})

test('a stranger and whoever has left cannot bring it up; a party speaks for herself alone', () => {
  const desk = new Desk(1, one.dispute('closed', { closed_on: '2026-03-01' }), [one.task('resolved')])
  expect(desk.try('rebound', one.asParty(uuid(777)), { what: '。' })).toBe('not_yours')
  expect(desk.try('rebound', one.asParty(one.APPLICANT), { what: '。', said_by: one.RESPONDENT })).toBe(
    'speaker_not_in_file',
  )
  expect(desk.try('rebound', POLICE, { what: '。' })).toBe('not_yours')
  expect(desk.try('rebound', one.asParty(one.APPLICANT), { what: '。' })).toBe('done')
})

test('the centre above closes nothing that another unit answers for, neither its clerk nor its head', () => {
  const desk = new Desk(6, one.dispute('open'), [one.task('resolved', { unit_id: 6 })])
  for (const who of [TOWN, TOWN_HEAD, COUNTY, DISPATCHER, VILLAGE]) {
    expect(desk.can('close', who)).toBe(false)
    expect(desk.try('close', who, { note: '' })).toBe('not_yours')
  }
  expect(desk.try('close', POLICE, { note: '' })).toBe('done')
})
