import type { ClockRuleId } from '../clocks/rules.ts'
import { ownDangers } from '../danger/violence.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, mediationOver } from '../disputes/ending.ts'
import { proposalLapses } from '../disputes/false-proposal.ts'
import { askPaper, cancelClocks, endAgentLinks, endLink, startClock, stopClocks, tell } from '../disputes/make.ts'
import { partsOf } from '../disputes/parts.ts'
import {
  applicantsOf,
  idsOf,
  liveMediations,
  liveReferrals,
  partiesAmong,
  responsibleUnit,
} from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { endOversight } from '../ledger/ending.ts'
import { endReferrals, restsOn } from '../referrals/ending.ts'
import { step } from '../step.ts'
import { besideFacts, dangersOver, givenBack, type MergedHere } from './coming-over.ts'
import { LetGoInput, MergeInput, NotDuplicateInput, SuspectInput, TakeInInput, UnmergeInput } from './desk-inputs.ts'
import { carryPause, firstStood, runFromEarliest } from './earliest-start.ts'
import { bringIn, firstClock } from './opening.ts'

const TOLD_AT_ONCE = 5
const MANY_PARTIES = 420

export const suspect_duplicate = step({
  on: 'dispute',
  from: ['registered'],
  to: 'checking_duplicates',
  by: ['clerk', 'clerk_above'],
  needs: [],
  input: SuspectInput,
  then: (here, part, input) => [
    { kind: 'change_facts', part: 'dispute', id: part.id, facts: { suspicions: input.suspicions } },
    startClock(here, idsOf(here)(), 'R-04', part, { unit: responsibleUnit(here).id }, 'merge'),
  ],
  law: ['本县约定：疑似重复的由人核对，不自动合并，不挡住群众，可以调整'],
  carries_out: { rows: [3] },
  says: '核对是不是同一件事',
  told: 'office',
})

export const not_duplicate = step({
  on: 'dispute',
  from: ['checking_duplicates'],
  to: 'registered',
  by: ['clerk', 'clerk_above'],
  needs: [],
  input: NotDuplicateInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'dispute',
      id: part.id,
      facts: { not_duplicate_because: input.because, suspicions: [] },
    },
    ...stopClocks(here, 'R-04'),
  ],
  law: ['本县约定：疑似重复的由人核对，写明理由，可以调整'],
  carries_out: { rows: [4] },
  says: '不是同一件事',
  told: 'office',
})

export const merge = step({
  on: 'dispute',
  from: ['registered', 'checking_duplicates', 'triaging'],
  to: 'merged',
  by: ['clerk', 'clerk_above'],
  needs: ['not_itself', 'holds_none_merged', 'danger_answered'],
  input: MergeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const applicants = applicantsOf(here)
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { merged_into: { file_id: input.file_id, short_code: input.short_code, because: input.because } },
      },
      ...proposalLapses(here),
      ...stopClocks(here, 'R-04'),
      ...cancelClocks(here, 'R-04'),
      ...endOversight(here),
      // Whoever acts for one of them acts where it goes on, by a link given there: one that stayed open here would outlive an
      // authority taken back there (民法典 173).
      ...partsOf(here.parts, 'party').flatMap((it) => endAgentLinks(here, it)),
      askPaper(
        next(),
        'F-04m',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('并入', input.short_code),
          field('理由', input.because),
          paragraph(
            '并案只是放在一起办。您的编号、您收到回执的时间都不变，办到哪一步、有了结果，仍然会告诉您。不愿意并案的，请告诉我们。',
          ),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ]),
      ),
      ...applicants
        .slice(0, TOLD_AT_ONCE)
        .map((it) =>
          tell(
            next(),
            it,
            `${responsibleUnit(here).name}：您反映的事（编号 ${here.file?.short_code ?? ''}）和另一件一起办，您的编号不变，结果会告诉您。`,
          ),
        ),
    ]
  },
  law: ['本县约定：同一件事并案办理，原编号保留、答复不少，可以调整', '人民调解法 第二十六条（告知其他途径）'],
  carries_out: { rows: [4] },
  says: '并案',
})

export const take_in = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['clerk', 'clerk_above'],
  needs: ['not_itself', 'stands_on_one_side'],
  input: TakeInInput,
  secrets: { reach: 'reach' },
  then: (here, part, input) => {
    const next = idsOf(here)
    const here_as = new Map(input.reporters.map(({ party_id }) => [party_id, next()]))
    const people = input.reporters.map(({ party_id, reach, side, kind, name, reach_from, ...reporter }) =>
      bringIn(
        next,
        {
          ...{ side, kind, name, reach_from },
          reach_id: reach?.sealed ?? null,
          identity_paper: null,
          identity_id: null,
          // Whoever stands beside her comes over with her.
          ...besideFacts(reporter, here_as),
          came_from: { file_id: input.file_id, party_id },
        },
        here_as.get(party_id),
      ),
    )
    const { file_id, short_code, since, stood_still = 0, violence = false } = input
    const dangers = dangersOver(input.dangers ?? [], here_as, here.now)
    const one: MergedHere = {
      ...{ file_id, short_code, since },
      ...(stood_still > 0 ? { stood_still } : {}),
      ...(dangers.length > 0 ? { dangers } : {}),
      ...(violence ? { violence } : {}),
    }
    const held = [...(part.facts.merged_here ?? []), one]
    const { facts, clocks } = runFromEarliest(here, held, next)
    return [
      { kind: 'change_facts', part: 'dispute', id: part.id, facts },
      ...people.flatMap((it) => it.consequences),
      ...clocks,
    ]
  },
  ids: MANY_PARTIES,
  law: ['本县约定：并案后期限从最早的一件算起，可以调整'],
  carries_out: { rows: [4] },
  says: '并入另一件',
  told: 'office',
})

export const unmerge = step({
  on: 'dispute',
  from: ['merged'],
  to: 'registered',
  by: ['clerk', 'clerk_above'],
  needs: [],
  input: UnmergeInput,
  secrets: { reach: 'reach' },
  then: (here, part, input) => {
    const next = idsOf(here)
    const applicants = applicantsOf(here)
    const first = firstClock(here, next(), part.id)
    const as = new Map(partsOf(here.parts, 'party').map(({ id }) => [id, id]))
    const dangers = (input.dangers ?? []).filter((it) => !ownDangers(here).some((known) => known.id === it.id))
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: {
          merged_into: null,
          ...(dangers.length > 0 ? { dangers: [...ownDangers(here), ...dangers] } : {}),
        },
      },
      // Who stands beside her by now comes back with her.
      ...partsOf(here.parts, 'party').flatMap((party): Consequence[] => {
        const now = input.people?.find((it) => it.party_id === party.id)
        const facts = now ? givenBack(party, besideFacts(now, as)) : {}
        return Object.keys(facts).length > 0 ? [{ kind: 'change_facts', part: 'party', id: party.id, facts }] : []
      }),
      // A link of an agent's that a merge before 0.5.0 left open is over as well: here he gets a new one.
      ...partsOf(here.parts, 'party').flatMap((it) => endAgentLinks(here, it)),
      first,
      ...(first.kind === 'start_clock'
        ? carryPause(here, first.id, first.rule as ClockRuleId, first.started_on, firstStood(part.facts, here.clocks))
        : []),
      askPaper(
        next(),
        'F-04u',
        applicants.map((it) => it.facts.name).join('、'),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('理由', input.because),
          paragraph('您的事重新单独办理。编号和收到的时间不变。'),
          whomToCall(responsibleUnit(here)),
        ]),
      ),
      ...applicants
        .slice(0, TOLD_AT_ONCE)
        .map((it) =>
          tell(
            next(),
            it,
            `${responsibleUnit(here).name}：您的事（编号 ${here.file?.short_code ?? ''}）重新单独办理。`,
          ),
        ),
    ]
  },
  law: ['本县约定：并错了要能分开，可以调整'],
  carries_out: { because: '并错了要能分开（domain 2.2a：un-merge）' },
  says: '撤销并案',
})

export const let_go = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['clerk', 'clerk_above'],
  needs: ['merged_here', 'comers_free', 'danger_answered'],
  input: LetGoInput,
  then: (here, part, input) => {
    const held = (part.facts.merged_here ?? []).filter((it) => it.file_id !== input.file_id)
    const next = idsOf(here)
    const { facts, clocks } = runFromEarliest(here, held, next)
    const sent = liveReferrals(here).filter((it) =>
      partiesAmong(here, it.facts.agreed_by).some(
        (party) => party.facts.came_from?.file_id === input.file_id && restsOn(it, party.id),
      ),
    )
    return [
      ...endReferrals(here, sent, 'left'),
      ...closingIfDone(here, next(), ...sent.map((it) => it.id)),
      // Whoever goes takes no mediation on without having agreed to it: those who stay agree anew (INV-1).
      ...liveMediations(here)
        .filter((it) =>
          partiesAmong(here, it.facts.parties).some((party) => party.facts.came_from?.file_id === input.file_id),
        )
        .flatMap((it): Consequence[] => [
          { kind: 'move_part', part: 'mediation', id: it.id, status: 'failed' },
          ...mediationOver(here, it, { reason: 'party_left', note: input.because, party_id: null }),
        ]),
      { kind: 'change_facts', part: 'dispute', id: part.id, facts },
      ...clocks,
      // Whoever came with it goes with it.
      ...here.parts.flatMap((it): Consequence[] =>
        it.part === 'party' && it.facts.came_from?.file_id === input.file_id && it.status === 'present'
          ? [{ kind: 'move_part', part: 'party', id: it.id, status: 'left' }]
          : [],
      ),
      ...here.links
        // One that was ended before, as it was lost, stays ended.
        .filter((link) => link.purpose !== 'agent' && (link.until === null || link.until > here.today))
        .filter((link) =>
          here.parts.some(
            (it) => it.part === 'party' && it.id === link.party_id && it.facts.came_from?.file_id === input.file_id,
          ),
        )
        .map((link) => endLink(link, here.today)),
      // Whoever acted for them acts for them where they are now, and here no more.
      ...partsOf(here.parts, 'party')
        .filter((it) => it.facts.came_from?.file_id === input.file_id)
        .flatMap((it) => endAgentLinks(here, it)),
    ]
  },
  law: ['本县约定：并错了要能分开，可以调整', '本县约定：分开以后，各按各的开始日计算，可以调整'],
  carries_out: { because: '并错了要能分开（domain 2.2a：un-merge）' },
  says: '分出另一件',
  told: 'office',
})
