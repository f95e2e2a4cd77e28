import { sql } from 'kysely'
import type { z } from 'zod'
import type { myDispute } from '#contract/intake.ts'
import { dayIn, daysBetween } from '#domain/clocks/calendar.ts'
import { canTake } from '#domain/decide.ts'
import { entrustedByCourt } from '#domain/disputes/court-person.ts'
import { type Clock, type Part, partsOf } from '#domain/disputes/parts.ts'
import { STAGES, stageOf } from '#domain/disputes/stage.ts'
import { MISSING, type Missing } from '#domain/intake/inputs.ts'
import { isOversightClock } from '#domain/ledger/colours.ts'
import { OFFERED } from '#domain/table.ts'
import { LAWFUL_ROUTES } from '#domain/triage/routes.ts'
import { obligationView, partyAgreement } from '../agreements/show.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { inScope, nobody } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { looksAt, writeOwnLook } from '../disputes/looks.ts'
import { owedBy } from '../disputes/owed-by.ts'
import { hereFor } from '../disputes/page.ts'
import { lastWorkOn, storyOf } from '../disputes/story.ts'
import { papersOf } from '../documents/find.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { linkAddress } from '../identity/links.ts'
import { myBeside } from '../identity/show-beside.ts'
import { openSecrets } from '../identity/write.ts'
import { partyMediation } from '../mediation/show.ts'
import { placeNames } from '../organisations/find.ts'
import { myReferrals } from '../referrals/show.ts'
import type { World } from '../world.ts'

type Page = z.input<typeof myDispute.reply>
type PartyAsker = Extract<Asker, { kind: 'party' }>

/** Whether a clock is about what the other side takes part in: a mediation, an agreement, what is owed under it. */
const concerns = (clock: Clock, mediations: readonly Part<'mediation'>[], shown: ReadonlySet<string>): boolean =>
  mediations.some((it) => it.id === clock.part_id) ||
  shown.has(clock.part_id) ||
  ('party' in clock.owes && shown.has(clock.owes.party))

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
    const { file, parts, responsible } = loaded
    const parties = partsOf(parts, 'party')
    const me = parties.find((party) => party.id === asker.actor.party_id)
    const [dispute] = partsOf(parts, 'dispute')
    if (!me || !dispute || file.place_code === null) throw new Problem('not_found')
    const here = hereFor(world, loaded, asker.actor)
    const [place, owes, story, papers, secrets, worked] = await Promise.all([
      placeNames(trx, file.place_code),
      owedBy(trx, loaded, 'units'),
      storyOf(trx, file.id, parts, { open: false, forParty: me }),
      papersOf(trx, file.id),
      openSecrets(world, trx, me.facts.reach_id === null ? [] : [me.facts.reach_id]),
      lastWorkOn(trx, file.id),
      writeOwnLook(trx, file.id, me.id),
    ])
    const stage = stageOf(parts)
    // Only what a person in an office did counts as work: neither her own steps nor the system's.
    const lastWork = worked?.at ?? file.received_at
    const { other_side, where_text, what_happened, wish, missing, merged_into } = dispute.facts
    // Whoever came with another file told her own story there.
    const applicant = me.facts.side === 'applicant' && !me.facts.came_from
    const mediations = partsOf(parts, 'mediation').filter((it) => it.facts.parties.includes(me.id))
    const agreements = partsOf(parts, 'agreement').filter(
      (it) => it.facts.parties.includes(me.id) && (it.status === 'signing' || it.status === 'in_effect'),
    )
    const shown = agreements.map((it) => it.id)
    const mine = new Set([me.id, ...loaded.parts.flatMap((it) => (shown.includes(it.id) ? [it.id] : []))])
    const own = loaded.links.find((link) => link.party_id === me.id && link.purpose === 'own' && link.until === null)
    const reply: Page = {
      file_id: file.id,
      party_id: me.id,
      code: file.code,
      short_code: file.short_code,
      received_at: file.received_at,
      stage,
      stage_says: STAGES[stage],
      place,
      unit: responsible,
      side: me.facts.side,
      my_name: me.facts.name,
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
      mediations: mediations.map((it) => partyMediation(here, it, me.id)),
      agreements: agreements.map((it) => partyAgreement(here, it, me.id)),
      obligations: partsOf(parts, 'obligation')
        .filter((it) => shown.includes(it.facts.agreement_id))
        .map((it) => obligationView(here, it, { open: true, named: (name) => name, me: me.id })),
      referrals: myReferrals(here, me.id),
      missing: (missing ?? []).filter((code): code is Missing => code in MISSING),
      clocks: loaded.clocks
        // That the police are told is not told to a party: it may be the one they are told about (反家庭暴力法 14).
        .filter((clock) => clock.rule !== 'T-52' && (applicant || concerns(clock, mediations, mine)))
        // What offices ask of each other is no reproach before her, and a colour is not hers to read.
        .filter((clock) => !isOversightClock(clock))
        // Where somebody else was sent is hers alone; her own referrals tell their day themselves.
        .filter((clock) => clock.part !== 'referral')
        .map((clock) => clockCard(clock, owes.of(clock.owes), here.today, world.calendar)),
      idle_days: daysBetween(dayIn(lastWork), dayIn(now())),
      story,
      papers: papers
        .filter((it) => (it.for_parties === null ? applicant : it.for_parties.includes(me.id)))
        .map((it) => it.paper),
      can: [...canTake(OFFERED, here, dispute), ...canTake(OFFERED, here, me)],
      routes: [...LAWFUL_ROUTES],
    }
    return { reply, merged_into: merged_into ?? null }
  })

/** Who looked at my file: names of people and units, never hidden from the person it is about. */
export const looksAtMine = (world: World, asker: PartyAsker) =>
  inScope(world.pool, asker.scope, async (trx) => ({ looks: await looksAt(trx, asker.file_id, asker.actor.party_id) }))
