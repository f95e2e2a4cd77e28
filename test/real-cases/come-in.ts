import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { triageFacts, typeOf } from './facts.ts'
import { GRID_WORKER, HANDS_OVER } from './people.ts'
import type { RealCase, ReviewedCase } from './read.ts'
import type { DisputeWalk } from './walk.ts'

/** A party as the door writes it down. */
export type Person = { side: 'applicant' | 'respondent' | 'third'; kind: string; name: string; reach: string }

const KINDS: Readonly<Record<string, string>> = {
  自然人: 'person',
  法人: 'organisation',
  组织: 'organisation',
  群体: 'group',
}
/** A clue is reported, checked and taken up; by every other door somebody asks at once. */
const CLUE_CHANNELS = ['CH01', 'CH02', 'CH13', 'CH14']

/** Everybody of a case, in the order of the reviewed file's indexes. Whom the source calls 当事人 stand on two sides. */
export function peopleOf(real: RealCase, reviewed: ReviewedCase, nth: number): Person[] {
  const reach = (at: number): string => `100${String(nth * 100 + at).padStart(8, '0')}`
  const sideOf = (role: string, at: number): Person['side'] =>
    role === '申请人' || (role === '当事人' && at === 0) ? 'applicant' : role === '第三人' ? 'third' : 'respondent'
  const own = real.parties.map((party, at) => ({
    side: sideOf(party.role, at),
    kind: KINDS[party.kind] ?? 'person',
    name: party.name,
    reach: reach(at),
  }))
  const added = reviewed.added_parties.map((party, at) => ({
    side: party.part_of === null ? 'applicant' : (own[party.part_of]?.side ?? 'applicant'),
    kind: 'group',
    name: party.says,
    reach: reach(own.length + at),
  }))
  return [...own, ...added]
}

const entry = ({ side, kind, name, reach }: Person) => ({
  side,
  kind,
  name,
  reach,
  reach_from: side === 'applicant' ? 'self' : 'staff',
})

export type Coming = { real: RealCase; reviewed: ReviewedCase; people: Person[]; says: string; links_to: string | null }

/** In by its own door: an office's hand-over with its paper, a grid worker's clue, or the window. */
async function throughTheDoor(walk: DisputeWalk, { real, reviewed, people, says, links_to }: Coming): Promise<void> {
  const { channel, handed_by } = reviewed.door
  const what = {
    place_code: walk.office.place_code,
    where_text: '',
    what_happened: says,
    wish: real.claims || '还不知道',
    dispute_type: typeOf(real),
    parties: people.map(entry),
  }
  const hands = handed_by && links_to === null ? HANDS_OVER[handed_by] : undefined
  const clue = CLUE_CHANNELS.includes(channel) && links_to === null
  if (clue) {
    const { place_code, where_text, what_happened } = what
    const opened = await walk.post<{ file_id: string }>(GRID_WORKER, '/api/disputes/steps/report_clue', {
      channel,
      place_code,
      where_text,
      what_happened,
      reported_by: '网格员',
    })
    walk.file = opened.file_id
    const { wish, dispute_type, parties } = what
    await walk.act('take_up_clue', { wish, dispute_type, parties }, walk.office.clerk)
    return
  }
  const paper = { from_unit: '移送单位', paper: hands?.paper ?? '排查上报单', number: '', on: dayIn(now()) }
  const papered = handed_by !== null && links_to === null
  const opened = await walk.post<{ file_id: string; link?: string }>(
    hands?.by ?? walk.office.clerk,
    `/api/disputes/steps/${hands ? 'hand_over' : 'take_down'}`,
    { channel: links_to === null ? channel : 'CH03', ...what, ...(papered ? { hand_over: paper } : {}) },
  )
  walk.file = opened.file_id
  // The receipt carries one applicant's link; her own page says whose.
  if (opened.link) await walk.keepReceipt(opened.link)
}

/** The ids of the parties, in the order of the people. */
async function idsOf(walk: DisputeWalk, people: readonly Person[]): Promise<string[]> {
  const { parties } = await walk.page()
  return people.map(({ name, side }) => {
    const found = parties.find((party) => party.name === name && party.side === side)
    if (!found) throw new Error(`${walk.name}: ${name} is not in the file`)
    return found.id
  })
}

/** Files that look alike are shown with their reasons; a clerk looks and decides. */
async function comparedWithOthers(walk: DisputeWalk, links_to: string | null): Promise<void> {
  const { candidates } = await walk.get<{
    candidates: { line: { file_id: string; short_code: string }; level: string; reasons: { says: string }[] }[]
  }>(walk.office.clerk, `/api/disputes/${walk.file}/similar`)
  const [first] = candidates.filter((it) => links_to === null || it.line.file_id === links_to)
  const suspicion = first
    ? {
        file_id: first.line.file_id,
        short_code: first.line.short_code,
        level: first.level,
        reasons: first.reasons.map((it) => it.says).slice(0, 10),
      }
    : null
  if (!suspicion) return
  await walk.act('suspect_duplicate', { suspicions: [suspicion] }, walk.office.clerk)
  await walk.act(
    'not_duplicate',
    { because: links_to === null ? '当事人、起因都不同。' : '同一件事引起的另一个纠纷，另案办理。' },
    walk.office.clerk,
  )
}

/** From the door to the unit that handles it: compared, triaged, dispatched and signed for, or accepted where it is. */
export async function comeIn(walk: DisputeWalk, coming: Coming): Promise<string[]> {
  // Whoever is handled at the clerk's own desk is looked up there; until it is signed for, the clerk's page is the page.
  const { office } = walk
  const handler = office.handler
  office.handler = office.clerk
  await throughTheDoor(walk, coming)
  await comparedWithOthers(walk, coming.links_to)
  await walk.act('triage', triageFacts(coming.real, coming.reviewed), office.clerk)
  if (office.unit === '') await walk.act('accept_here', { note: '' }, office.clerk)
  else {
    const { dispute } = await walk.page()
    const { units } = await walk.get<{ units: { id: number; name: string; kind: string }[] }>(
      office.clerk,
      `/api/units?words=${encodeURIComponent(office.unit)}&near=${office.place_code}`,
    )
    const unit = units.find((it) => it.name === office.unit)
    if (!unit) throw new Error(`${walk.name}: no unit ${office.unit}`)
    const proposed = dispute.triage?.unit?.id === unit.id
    await walk.act(
      'dispatch',
      {
        unit_id: unit.id,
        route: unit.kind === 'trade_committee' ? 'peoples_mediation_trade' : 'peoples_mediation_town',
        because: proposed ? '按研判建议。' : `研判建议${dispute.triage?.route_says ?? ''}；当事人愿意先调解。`,
      },
      office.clerk,
    )
    office.handler = handler
    const task = (await walk.page()).tasks[0]
    if (!task) throw new Error(`${walk.name}: nothing was dispatched`)
    await walk.actOn('tasks', task.id, 'sign_off', { note: '' })
  }
  office.handler = handler
  return idsOf(walk, coming.people)
}
