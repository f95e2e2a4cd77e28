import type { z } from 'zod'
import type { StaffDispute } from '#contract/disputes.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { onlyHers } from '../sealed/show.ts'
import { NO_SEALS } from '../seals/show.ts'

type Page = z.input<typeof StaffDispute>

/**
 * A file's page for somebody who is asked for her opinion and carries nothing of it: what kind of matter it is, where it stands,
 * and the questions put to her. No name, no story, no paper: an opinion needs none of them (个人信息保护法 6).
 */
export function adviserPage(page: Page, parts: readonly Part[], personId: string): Page {
  const asksHer = new Set(
    partsOf(parts, 'mediation')
      .filter(({ facts }) => facts.guidance?.some((it) => it.person_id === personId))
      .map(({ id }) => id),
  )
  return {
    ...page,
    advises: true,
    file: { ...page.file, place: [] },
    dispute: {
      ...page.dispute,
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
      sealed: onlyHers(page.dispute.sealed),
    },
    tasks: [],
    parties: [],
    mediations: page.mediations
      .filter(({ id }) => asksHer.has(id))
      .map((it) => ({
        ...it,
        matter: '',
        parties: [],
        attempts: [],
        mediators: it.mediators.map((one) => ({ ...one, reasons: [] })),
        extensions: [],
        may_go_on: [],
        joint: null,
        disclosed: [],
        taken_out: [],
        slots: [],
        meeting: null,
        guests: [],
        rights_told: null,
        sessions: [],
        ended: null,
      })),
    agreements: [],
    obligations: [],
    visits: [],
    evidence: [],
    signed_by_hand: [],
    // A slip to her unit names a party: a colleague, who was asked nothing, reads that.
    referrals: [],
    oversight: null,
    clocks: [],
    story: [],
    papers: [],
    dossier: null,
    seals: NO_SEALS,
    service: [],
    messages: [],
  }
}
