import type { z } from 'zod'
import type { StaffDispute } from '#contract/disputes.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import type { Actor } from '#domain/step.ts'
import type { Loaded } from '../disputes/load.ts'
import { NONE_SEALED } from '../sealed/show.ts'
import { NO_SEALS } from '../seals/show.ts'
import { isTo } from './show.ts'

type Page = z.input<typeof StaffDispute>

/** The parties a unit's slips name: those whom it is for, and who agreed. */
export const namedOnSlips = (actor: Actor, { parts }: Pick<Loaded, 'parts'>): Set<string> =>
  new Set(
    partsOf(parts, 'referral')
      .filter((it) => isTo({ actor }, it))
      .flatMap((it) => [it.facts.for_party, ...it.facts.agreed_by])
      // Whoever has left is nobody there any more.
      .filter((id) => partsOf(parts, 'party').some((it) => it.id === id && it.status === 'present')),
  )

/**
 * What the unit somebody was sent to reads of a file: the slip, whom it names, who handles the matter. What the matter is, what
 * was said in it and what became of it is none of its business (个人信息保护法 6).
 */
export function slipOnly(page: Page, parties: readonly Part<'party'>[], named: ReadonlySet<string>): Page {
  const clocks = new Set(page.referrals.flatMap((it) => it.clock ?? []))
  return {
    ...page,
    slip_only: true,
    dispute: {
      ...page.dispute,
      channel_says: '',
      dispute_type: null,
      dispute_type_says: null,
      other_side: '',
      where_text: '',
      what_happened: '',
      wish: '',
      hand_over: null,
      from_court: false,
      court_person: null,
      reported_by: null,
      reporter_protected: false,
      may_see_reporter: false,
      false_because: null,
      false_proposed: null,
      rebounds: [],
      rebound_until: null,
      suspicions: [],
      merged_into: null,
      merged_here: [],
      triage: null,
      missing: [],
      lacking: [],
      refused_because: null,
      dangers: [],
      closing_note: null,
      sealed: NONE_SEALED,
    },
    tasks: [],
    parties: page.parties
      .filter((it) => named.has(it.id))
      .map((it) => ({
        ...it,
        // She goes there herself, by her whole name; who stands beside her in this matter she tells there, or does not.
        name: parties.find(({ id }) => id === it.id)?.facts.name ?? it.name,
        agents: [],
        helpers: [],
        representatives: [],
        guardian: null,
        capacity_says: null,
        identity_number: null,
        details: null,
      })),
    mediations: [],
    agreements: [],
    obligations: [],
    oversight: null,
    visits: [],
    evidence: [],
    signed_by_hand: [],
    clocks: page.clocks.filter((it) => clocks.has(it.id)),
    story: [],
    papers: [],
    dossier: null,
    seals: NO_SEALS,
    service: [],
    messages: [],
  }
}
