import { type Clock, type Part, partsOf } from '#domain/disputes/parts.ts'
import { rightNow } from '#domain/disputes/rights.ts'
import { STAGES, stageOf } from '#domain/disputes/stage.ts'
import { isOversightClock } from '#domain/ledger/colours.ts'
import type { Actor, Here } from '#domain/step.ts'
import { obligationView, partyAgreement } from '../agreements/show.ts'
import { clockCard } from '../clocks/card.ts'
import { timingOf } from '../clocks/timing.ts'
import type { Trx } from '../db/connection.ts'
import type { Loaded } from '../disputes/load.ts'
import { owedBy } from '../disputes/owed-by.ts'
import { hereFor } from '../disputes/page.ts'
import { partyMediation } from '../mediation/show.ts'
import { limitsToday } from '../triage/show.ts'
import type { World } from '../world.ts'

/** Whether a clock is about what the other side takes part in: a mediation, an agreement, what is owed under it. */
const concerns = (clock: Clock, mediations: readonly Part<'mediation'>[], shown: ReadonlySet<string>): boolean =>
  mediations.some((it) => it.id === clock.part_id) ||
  shown.has(clock.part_id) ||
  ('party' in clock.owes && shown.has(clock.owes.party))

/** Whose request it is: whoever came with another file told her own story there. */
export const isApplicant = ({ facts }: Part<'party'>): boolean => facts.side === 'applicant' && !facts.came_from

const herself = (me: Part<'party'>): Actor => ({ kind: 'party', party_id: me.id, name: me.facts.name })

/** What a party may know of her own matter now: on her page or her agent's, and on the sheet printed for one without a phone. */
export async function partyView(world: World, trx: Trx, loaded: Loaded, me: Part<'party'>, actor: Actor = herself(me)) {
  const { parts, responsible, clocks } = loaded
  const here: Here = hereFor(world, loaded, actor)
  const owes = await owedBy(trx, loaded, 'units')
  const stage = stageOf(parts)
  const applicant = isApplicant(me)
  const mediations = partsOf(parts, 'mediation').filter((it) => it.facts.parties.includes(me.id))
  const agreements = partsOf(parts, 'agreement').filter(
    (it) => it.facts.parties.includes(me.id) && (it.status === 'signing' || it.status === 'in_effect'),
  )
  const shown = agreements.map((it) => it.id)
  const mine = new Set([me.id, ...parts.flatMap((it) => (shown.includes(it.id) ? [it.id] : []))])
  return {
    here,
    stage,
    stage_says: STAGES[stage],
    unit: responsible,
    right: rightNow(parts, me),
    // The limits run against her who asks: they are told to nobody else.
    limits: applicant ? limitsToday(here, partsOf(parts, 'dispute')[0]?.facts.triage) : [],
    mediations: mediations.map((it) => partyMediation(here, it, me.id)),
    agreements: agreements.map((it) => partyAgreement(here, it, me.id)),
    obligations: partsOf(parts, 'obligation')
      .filter((it) => shown.includes(it.facts.agreement_id))
      .map((it) => obligationView(here, it, { open: true, named: (name) => name, me: me.id })),
    clocks: clocks
      // That the police are told is not told to a party: it may be the one they are told about (反家庭暴力法 14).
      .filter((clock) => clock.rule !== 'T-52' && (applicant || concerns(clock, mediations, mine)))
      // What offices ask of each other is no reproach before her, and a colour is not hers to read.
      .filter((clock) => !isOversightClock(clock))
      // Where somebody else was sent is hers alone; her own referrals tell their day themselves.
      .filter((clock) => clock.part !== 'referral')
      .map((clock) => clockCard(clock, owes.of(clock.owes), here.today, timingOf(world))),
  }
}
