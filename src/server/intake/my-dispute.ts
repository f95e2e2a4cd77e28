import { sql } from 'kysely'
import type { z } from 'zod'
import type { myDispute } from '#contract/intake.ts'
import { dayIn, daysBetween } from '#domain/clocks/calendar.ts'
import { canTake } from '#domain/decide.ts'
import { entrustedByCourt } from '#domain/disputes/court-person.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { printsOfParty } from '#domain/documents/drawn-forms.ts'
import { MISSING, type Missing } from '#domain/intake/inputs.ts'
import { OFFERED } from '#domain/table.ts'
import { LAWFUL_ROUTES } from '#domain/triage/routes.ts'
import { now } from '../clock.ts'
import { inScope, nobody } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { looksAt, writeAgentLook, writeOwnLook } from '../disputes/looks.ts'
import { lastWorkOn, storyOf } from '../disputes/story.ts'
import { papersOf } from '../documents/find.ts'
import { myEvidence } from '../evidence/show.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { agentOf, forAgent } from '../identity/agent-page.ts'
import { partiesOf } from '../identity/find.ts'
import { linkAddress } from '../identity/links.ts'
import { myBeside } from '../identity/show-beside.ts'
import { openSecrets } from '../identity/write.ts'
import { placeNames } from '../organisations/find.ts'
import { myReferrals } from '../referrals/show.ts'
import { mySeals } from '../seals/show.ts'
import type { World } from '../world.ts'
import { isApplicant, partyView } from './party-view.ts'

type Page = z.input<typeof myDispute.reply>
type PartyAsker = Extract<Asker, { kind: 'party' | 'agent' }>

/** Whom she may turn to at the court, where one entrusted her matter; a name not given yet is told as such. */
const courtPersonFor = ({ facts }: Part<'dispute'>): Page['court_person'] =>
  entrustedByCourt(facts) ? { name: facts.court_person?.name ?? null, phone: facts.court_person?.phone ?? null } : null

/** Her own way into the file her matter was put into; null where it has left that one again. */
async function wayInto(world: World, fileId: string, partyId: string): Promise<string | null> {
  const link = await inScope(world.pool, { ...nobody(dayIn(now())), holder_of: fileId }, (trx) =>
    trx
      .selectFrom('parties')
      // Her link to a complaint is hers under the same identifier, and leads elsewhere.
      .innerJoin('links', (on) =>
        on.onRef('links.party_id', '=', 'parties.id').onRef('links.file_id', '=', 'parties.file_id'),
      )
      .select('links.id')
      .where('parties.file_id', '=', fileId)
      .where(sql<string>`parties.facts -> 'came_from' ->> 'party_id'`, '=', partyId)
      .where('parties.status', '=', 'present')
      .where('links.purpose', '=', 'own')
      .where('links.revoked_at', 'is', null)
      .executeTakeFirst(),
  )
  return link ? linkAddress(world, link.id) : null
}

/** The party's own page. Its reply has a schema of its own: nothing of the staff's page can slip into it. */
export async function myPage(world: World, asker: PartyAsker): Promise<Page> {
  const page = await ownPage(world, asker)
  if (page.merged_into === null) return page.reply
  // Her own way into the other file is hers; her agent is given one there.
  if (asker.kind === 'agent')
    return { ...page.reply, merged_into: { short_code: page.merged_into.short_code, link: null } }
  const link = await wayInto(world, page.merged_into.file_id, asker.actor.party_id)
  return { ...page.reply, merged_into: { short_code: page.merged_into.short_code, link } }
}

const ownPage = (
  world: World,
  asker: PartyAsker,
): Promise<{ reply: Page; merged_into: { file_id: string; short_code: string } | null }> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, asker.file_id, false)
    if (!loaded) throw new Problem('not_found')
    const { file, parts } = loaded
    const parties = partsOf(parts, 'party')
    const me = parties.find((party) => party.id === asker.actor.party_id)
    const [dispute] = partsOf(parts, 'dispute')
    if (!me || !dispute || file.place_code === null) throw new Problem('not_found')
    const agent = agentOf(me, asker.actor.agent_id)
    if (asker.kind === 'agent' && !agent) throw new Problem('not_found')
    const [place, view, story, papers, secrets, worked] = await Promise.all([
      placeNames(trx, file.place_code),
      partyView(world, trx, loaded, me, asker.actor),
      storyOf(trx, file.id, parts, { open: false, forParty: me, ...(agent ? { throughAgent: true } : {}) }),
      papersOf(trx, file.id),
      openSecrets(world, trx, me.facts.reach_id === null ? [] : [me.facts.reach_id]),
      lastWorkOn(trx, file.id),
      agent ? writeAgentLook(trx, file.id, me.id, agent.name) : writeOwnLook(trx, file.id, me.id),
    ])
    const { here } = view
    // Only what a person in an office did counts as work: neither her own steps nor the system's.
    const lastWork = worked?.at ?? file.received_at
    const { other_side, where_text, what_happened, wish, missing, merged_into } = dispute.facts
    const applicant = isApplicant(me)
    const mine = papers
      .filter((it) => (it.for_parties === null ? applicant : it.for_parties.includes(me.id)))
      .map((it) => it.paper)
    const own = loaded.links.find((link) => link.party_id === me.id && link.purpose === 'own' && link.until === null)
    const reply: Page = {
      file_id: file.id,
      party_id: me.id,
      code: file.code,
      short_code: file.short_code,
      received_at: file.received_at,
      stage: view.stage,
      stage_says: view.stage_says,
      place,
      unit: view.unit,
      side: me.facts.side,
      my_name: me.facts.name,
      agent: null,
      // Her own words to the office are hers: the other side is told what the matter is, and nothing more.
      said: applicant
        ? {
            your_name: me.facts.name,
            reach: me.facts.reach_id === null ? '' : (secrets.get(me.facts.reach_id) ?? ''),
            other_side,
            where_text,
            what_happened,
            wish,
          }
        : null,
      merged_into: null,
      court_person: courtPersonFor(dispute),
      beside: myBeside(me, here),
      own_link: asker.purpose === 'invitation' && own ? linkAddress(world, own.id) : null,
      mediations: view.mediations,
      agreements: view.agreements,
      obligations: view.obligations,
      referrals: myReferrals(here, me.id),
      evidence: myEvidence(here, me.id),
      missing: (missing ?? []).filter((code): code is Missing => code in MISSING),
      clocks: view.clocks,
      right: view.right,
      limits: view.limits,
      idle_days: daysBetween(dayIn(lastWork), dayIn(now())),
      story,
      prints: agent ? [] : printsOfParty(here, me.id),
      papers: mine,
      seals: await mySeals(
        world,
        trx,
        here,
        file.id,
        mine.map((it) => it.id),
      ),
      can: [...canTake(OFFERED, here, dispute), ...canTake(OFFERED, here, me)],
      routes: [...LAWFUL_ROUTES],
    }
    return { reply: agent ? forAgent(reply, me, agent) : reply, merged_into: merged_into ?? null }
  })

/** Who looked at my file: names of people and units, never hidden from the person it is about. */
export const looksAtMine = (world: World, asker: Extract<Asker, { kind: 'party' }>) =>
  inScope(world.pool, asker.scope, async (trx) => {
    const id = asker.actor.party_id
    const me = (await partiesOf(trx, asker.file_id)).find((it) => it.id === id)
    return { looks: await looksAt(trx, asker.file_id, { id, applicant: me !== undefined && isApplicant(me) }) }
  })
