import { now, secondsAfter, setNow } from '#server/clock.ts'
import type { Person } from './come-in.ts'
import type { DisputeWalk } from './walk.ts'

const HOUR = 3600

/** How this case is walked where people differ: by its place in the list, never by what it is. */
export type Manner = {
  /** The other side answers by her own link: sent by message, or shown to be scanned. Else she says so at the table. */
  other_side: 'text_message' | 'qr' | 'spoken'
  offers_times: boolean
  signs_on_screen: boolean
}
export const mannerOf = (nth: number): Manner => ({
  other_side: (['text_message', 'qr', 'spoken'] as const)[nth % 3] ?? 'spoken',
  offers_times: nth % 2 === 0,
  signs_on_screen: nth % 4 < 2,
})

type Between = { ids: string[]; people: Person[]; matter: string; text: string; manner: Manner }

async function opened(walk: DisputeWalk, { ids, matter }: Between): Promise<string> {
  const task = (await walk.page()).tasks.find((it) => it.can.includes('propose_mediation'))
  if (!task) throw new Error(`${walk.name}: nothing to mediate on`)
  await walk.actOn('tasks', task.id, 'propose_mediation', { parties: ids, matter, begun_by: 'applicant' })
  const mediation = (await walk.page()).mediations.find((it) => it.status === 'seeking_consent')
  if (!mediation) throw new Error(`${walk.name}: no mediation was opened`)
  return mediation.id
}

/** Everybody is asked, and says yes for herself. */
async function everybodyAgrees(walk: DisputeWalk, mediation: string, { ids, people, manner }: Between): Promise<void> {
  for (const [at, id] of ids.entries()) {
    const applicant = people[at]?.side === 'applicant'
    if (!applicant && manner.other_side !== 'spoken' && !walk.holdsLink(id)) {
      await walk.actOn('mediations', mediation, 'invite', { party_id: id, how: manner.other_side })
      const invitation = await walk.get<{ link: string }>(
        walk.office.handler,
        `/api/disputes/${walk.file}/parties/${id}/invitation`,
      )
      walk.keepLink(id, invitation.link)
      await walk.says(id, 'mediations', mediation, 'agree_to_mediation')
      // The invitation ends with what it invited to; her own link is for life.
      const { own_link } = await walk.myPage(id)
      if (own_link) walk.keepLink(id, own_link)
    } else {
      if (!applicant)
        await walk.actOn('mediations', mediation, 'record_contact', {
          party_id: id,
          how: 'visit',
          result: 'reached',
          note: '',
        })
      await walk.says(id, 'mediations', mediation, 'agree_to_mediation', walk.holdsLink(id) ? {} : { how: 'spoken' })
    }
  }
}

/** Someone nobody is related to, and what her name alone gives reason to ask about. */
async function mediatorChosen(walk: DisputeWalk, mediation: string): Promise<string> {
  const { mediators } = await walk.get<{
    mediators: { person_id: string; name: string; relation: string; unit_name: string }[]
  }>(walk.office.handler, `/api/disputes/${walk.file}/mediations/${mediation}/mediators`)
  const chosen = mediators.find((it) => it.relation === 'none') ?? mediators.find((it) => it.relation === 'ask')
  if (!chosen) throw new Error(`${walk.name}: nobody can mediate`)
  await walk.actOn('mediations', mediation, 'assign_mediator', { mediators: [chosen.person_id], chosen_by: 'parties' })
  return chosen.name
}

/** A time that suits all: ticked among several where times are offered, else said. */
async function timeFound(walk: DisputeWalk, mediation: string, { ids, manner }: Between): Promise<string> {
  const days = [1, 2].map((day) => secondsAfter(now(), day * 24 * HOUR))
  if (!manner.offers_times) return days[0] ?? now()
  await walk.actOn('mediations', mediation, 'offer_times', { times: days.map((at) => ({ at, place: '调解室' })) })
  const slots = (await walk.page()).mediations.find((it) => it.id === mediation)?.slots ?? []
  for (const [nth, id] of ids.entries())
    await walk.says(id, 'mediations', mediation, 'tick_times', {
      slots: slots.slice(nth === 0 ? 0 : 1).map((it) => it.id),
    })
  const ticked = (await walk.page()).mediations.find((it) => it.id === mediation)?.slots
  const suits = ticked?.find((it) => it.by_all)
  if (!suits) throw new Error(`${walk.name}: no time suits all`)
  return suits.at
}

/** From "would you talk?" to the table: consents, a mediator, a time, rights read, one talk apart and one together. */
export async function talk(
  walk: DisputeWalk,
  between: Between,
  mediatorOf: (name: string) => string,
): Promise<{ mediation: string; mediator: string }> {
  const mediation = await opened(walk, between)
  await everybodyAgrees(walk, mediation, between)
  await walk.actOn('mediations', mediation, 'accept_mediation')
  const mediator = mediatorOf(await mediatorChosen(walk, mediation))
  const at = await timeFound(walk, mediation, between)
  await walk.actOn('mediations', mediation, 'notify_session', { at, place: '调解室', mode: 'mixed' }, mediator)
  setNow(at)
  const { ids, text } = between
  await walk.actOn('mediations', mediation, 'begin_session', { rights_told: true, present: ids }, mediator)
  const apart = {
    mode: 'back_to_back',
    place: '调解室',
    present: [],
    with: ids.at(-1),
    text: '',
    private_note: text.slice(0, 200),
    result: 'goes_on',
  }
  await walk.actOn('mediations', mediation, 'record_session', apart, mediator)
  return { mediation, mediator }
}

/** What was said together, with how it ended. */
export const together = (
  walk: DisputeWalk,
  mediation: string,
  mediator: string,
  { ids, text }: Between,
  result: 'agreed' | 'failed',
) =>
  walk.actOn(
    'mediations',
    mediation,
    'record_session',
    { mode: 'joint', place: '调解室', present: ids, helpers: '', with: null, text, result },
    mediator,
  )
