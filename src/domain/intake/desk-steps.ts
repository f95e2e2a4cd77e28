import { addDays } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, cancelClocks, openLink, startClock, stopClocks } from '../disputes/make.ts'
import type { DisputeFacts, Sealed } from '../disputes/parts.ts'
import { idsOf, ownUnit, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { box, cell } from '../documents/pieces.ts'
import { dayWords, momentWords } from '../documents/say-time.ts'
import { endOversight } from '../ledger/ending.ts'
import { type Here, step } from '../step.ts'
import { lineOfBatch } from './batch-steps.ts'
import {
  ClueInput,
  CorrectPartyInput,
  DismissInput,
  HandOverFileInput,
  NamePartyInput,
  RenewLinkInput,
  TakeDownInput,
  TakeUpInput,
} from './desk-inputs.ts'
import { NOT_KNOWN_YET } from './inputs.ts'
import { bringIn, firstClock, firstContact, openFile, partyFacts, receiptPaper, type SealedParty } from './opening.ts'

const OFFICE: readonly string[] = []
/** People of one entry who get a message at once. */
const TOLD_AT_ONCE = 5
/** Ids for the parties of one entry: each needs one for herself and one for her link, and perhaps a message. */
const FOR_PARTIES = 140

/** The other side in one line, as a villager would say it. */
const otherSide = (parties: readonly SealedParty[]): string =>
  parties
    .filter((party) => party.side !== 'applicant')
    .map((party) => party.name)
    .join('、')
    .slice(0, 200) || NOT_KNOWN_YET

type Entered = {
  channel: string
  where_text: string
  what_happened: string
  wish: string
  dispute_type: string | null
  parties: SealedParty[]
  hand_over?: DisputeFacts['hand_over'] | undefined
  protected_reporter?: Sealed | undefined
  batch_line?: number | undefined
}

/** A file written down by an office: the same dispute as one a citizen files herself, with her receipt. */
function opened(here: Here, input: Entered, more: (next: () => string, file: string) => Consequence[]): Consequence[] {
  const next = idsOf(here)
  const file = openFile(here, next, 'registered', {
    channel: input.channel,
    other_side: otherSide(input.parties),
    where_text: input.where_text,
    what_happened: input.what_happened,
    wish: input.wish,
    ...(input.dispute_type ? { dispute_type: input.dispute_type } : {}),
    ...(input.hand_over ? { hand_over: input.hand_over } : {}),
    ...(input.protected_reporter ? { protected_reporter: input.protected_reporter.sealed } : {}),
    ...lineOfBatch(here, input.batch_line),
  })
  const people = input.parties.map((party) => ({ party, ...bringIn(next, partyFacts(party)) }))
  const applicants = people.filter(({ party }) => party.side === 'applicant')
  return [
    ...file.consequences,
    ...people.flatMap((it) => it.consequences),
    ...firstContact(here, next(), file.dispute),
    firstClock(here, next(), file.dispute, input.channel),
    receiptPaper(here, next(), applicants.map(({ party }) => party.name).join('、'), input.channel),
    ...applicants
      // One who asked for hundreds gets a list of receipts, not hundreds of messages.
      .filter(({ party }) => party.reach && here.named.batch?.shape !== 'one_applicant')
      .slice(0, TOLD_AT_ONCE)
      .map(
        ({ id }): Consequence => ({
          kind: 'send_effect',
          id: next(),
          effect: 'text_message',
          to_party: id,
          wording: `${file.unit.name}：您的请求已经登记，编号 ${file.opening.short_code}。办到哪一步，请看 {link}，或拨打 ${file.unit.phone}。`,
          link_id:
            people.find((it) => it.id === id)?.consequences.flatMap((it) => ('purpose' in it ? [it.id] : []))[0] ?? '',
        }),
      ),
    ...more(next, file.file),
  ]
}

export const take_down = step({
  on: 'nothing',
  from: [],
  to: null,
  by: ['window'],
  needs: ['has_receiver', 'hand_over_named', 'lane_for_enterprise', 'batch_is_mine'],
  asks: ['batch'],
  input: TakeDownInput,
  secrets: { reach: 'reach', protected_reporter: 'reporter' },
  then: (here, _, input) => opened(here, input, () => []),
  ids: FOR_PARTIES,
  law: ['人民调解法 第十七条', '最高人民法院关于诉讼时效的规定 第十二条', '人民调解法 第四条（免费）'],
  carries_out: { rows: [1] },
  says: '窗口登记',
})

export const hand_over = step({
  on: 'nothing',
  from: [],
  to: null,
  by: ['handing_office'],
  needs: ['has_receiver', 'hand_over_named'],
  input: HandOverFileInput,
  secrets: { reach: 'reach' },
  then: (here, _, input) =>
    opened(here, input, (next) => [
      // Whoever hands over hears what became of it.
      { kind: 'involve', id: next(), who: { unit: ownUnit(here).id }, as_what: 'referring', until: null },
      askPaper(
        next(),
        'F-01h',
        responsibleUnit(here).name,
        // Our own slip: the sending office's seal and day stand on its letter, which is named here.
        [
          field('编号', here.opening?.short_code ?? ''),
          field('移送单位', input.hand_over.from_unit),
          field(
            '凭据',
            `${[input.hand_over.paper, input.hand_over.number].filter(Boolean).join(' ')}（${dayWords(input.hand_over.on)}）`,
          ),
          field('接收单位', responsibleUnit(here).name),
          paragraph(
            '移送不影响当事人的任何权利。调解要当事人自愿；不愿意的，由接收单位告知其他途径并把结果告诉移送单位。',
          ),
        ],
        OFFICE,
      ),
    ]),
  ids: FOR_PARTIES,
  law: ['人民调解法 第十八条（有关机关可以告知当事人申请人民调解）', '最高人民法院关于诉讼时效的规定 第十二条'],
  carries_out: { rows: [1] },
  says: '移送登记',
})

export const report_clue = step({
  on: 'nothing',
  from: [],
  to: null,
  by: ['grid_worker', 'window'],
  needs: ['has_receiver'],
  input: ClueInput,
  secrets: { protected_reporter: 'reporter' },
  then: (here, _, input) => {
    const next = idsOf(here)
    const file = openFile(here, next, 'clue', {
      channel: input.channel,
      other_side: NOT_KNOWN_YET,
      where_text: input.where_text,
      what_happened: input.what_happened,
      wish: NOT_KNOWN_YET,
      // Who asked for protection stands nowhere else, not even in what was typed beside it.
      ...(input.protected_reporter
        ? { protected_reporter: input.protected_reporter.sealed }
        : input.reported_by
          ? { reported_by: input.reported_by }
          : {}),
    })
    const reporter: Consequence[] =
      here.actor.kind === 'staff'
        ? [
            {
              kind: 'involve',
              id: next(),
              who: { person: here.actor.person_id },
              as_what: 'reporting',
              until: null,
            },
          ]
        : []
    return [
      ...file.consequences,
      ...reporter,
      ...firstContact(here, next(), file.dispute),
      startClock(here, next(), 'T-02', { part: 'dispute', id: file.dispute }, { unit: file.unit.id }, 'take_up_clue'),
    ]
  },
  law: ['人民调解法 第十七条（人民调解委员会也可以主动调解）'],
  carries_out: { rows: [1] },
  says: '上报线索',
  told: 'office',
})

export const take_up_clue = step({
  on: 'dispute',
  from: ['clue'],
  to: 'registered',
  by: ['clerk', 'clerk_above'],
  needs: [],
  input: TakeUpInput,
  secrets: { reach: 'reach' },
  then: (here, part, input) => {
    const next = idsOf(here)
    const people = input.parties.map((party) => bringIn(next, partyFacts(party)))
    const unit = responsibleUnit(here)
    const applicants = input.parties.filter((party) => party.side === 'applicant').map((party) => party.name)
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: {
          other_side: otherSide(input.parties),
          wish: input.wish,
          ...(input.dispute_type ? { dispute_type: input.dispute_type } : {}),
        },
      },
      ...people.flatMap((it) => it.consequences),
      ...stopClocks(here, 'T-02'),
      firstClock(here, next(), part.id),
      askPaper(
        next(),
        'D-02r',
        applicants.join('、'),
        notice(here, unit.name, [
          box([
            cell('编号', here.file?.short_code),
            cell('收到请求的时间', momentWords(here.file?.received_at ?? here.occurred_at)),
            cell('受理单位', unit.name),
            cell('一案一码', here.file?.code),
          ]),
          whomToCall(unit),
          routesBlock(),
        ]),
      ),
    ]
  },
  ids: FOR_PARTIES,
  law: ['人民调解法 第十七条'],
  carries_out: { because: '线索查实后要能成为一件纠纷（domain 2.2a：clue → registered）' },
  says: '线索转为纠纷',
})

export const dismiss_clue = step({
  on: 'dispute',
  from: ['clue'],
  to: 'false_report',
  by: ['director'],
  needs: ['danger_answered', 'another_person'],
  input: DismissInput,
  then: (here, part, input) => [
    { kind: 'change_facts', part: 'dispute', id: part.id, facts: { false_because: input.because } },
    ...stopClocks(here, 'T-02'),
    ...cancelClocks(here, 'T-02'),
    ...endOversight(here),
  ],
  law: ['本县约定：线索核实没有纠纷的，由负责人批准销号，可以调整'],
  carries_out: { because: '核实无此纠纷要有负责人批准（domain 2.2a：clue → false_report）' },
  says: '核实无此纠纷',
  told: 'office',
})

export const name_party = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['stands_on_one_side'],
  input: NamePartyInput,
  secrets: { reach: 'reach' },
  then: (here, part, input) => {
    const next = idsOf(here)
    const known = part.facts.other_side === NOT_KNOWN_YET && input.side !== 'applicant'
    return [
      // An own link comes with her consent; until then she is invited (or asked in person).
      { kind: 'involve', id: next(), who: { party: partyFacts(input) } },
      ...(known
        ? ([
            { kind: 'change_facts', part: 'dispute', id: part.id, facts: { other_side: input.name } },
          ] satisfies Consequence[])
        : []),
    ]
  },
  law: ['人民调解法 第二十三条（当事人）', '个人信息保护法 第六条'],
  carries_out: { because: '对方和第三人要写明，才能征询意愿（domain 2.4 第 9 行的前提）' },
  says: '登记当事人',
  told: 'office',
})

export const correct_party = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['party_in_file', 'name_is_no_mediator', 'stands_on_one_side', 'name_not_being_signed'],
  input: CorrectPartyInput,
  secrets: { reach: 'reach' },
  then: (_, __, input) => [
    {
      kind: 'change_facts',
      part: 'party',
      id: input.party_id,
      facts: {
        ...(input.name ? { name: input.name } : {}),
        ...(input.reach ? { reach_id: input.reach.sealed, reach_from: input.reach_from } : {}),
      },
    },
  ],
  law: ['个人信息保护法 第八条、第四十六条（更正、补充）'],
  carries_out: { because: '姓名、联系方式写错了要能改，并留下原因' },
  says: '更正当事人信息',
  told: 'office',
})

export const renew_link = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['party_in_file', 'has_own_link'],
  input: RenewLinkInput,
  then: (here, _, input) => [
    // An old invitation would show the way to the new link: all that were hers end.
    ...here.links
      .filter((link) => link.party_id === input.party_id && link.purpose !== 'agent')
      .filter((link) => link.until === null || link.until >= here.today)
      .map(
        (link): Consequence => ({
          kind: 'involve',
          id: link.id,
          who: { holder: link.party_id },
          purpose: link.purpose,
          until: addDays(here.today, -1),
        }),
      ),
    openLink(idsOf(here)(), { id: input.party_id }, 'own'),
  ],
  law: ['个人信息保护法 第五十一条（防止泄露）'],
  carries_out: { because: '链接丢了、给人看见了，要能换新的（issue: A dispute walks, 6；threats 13）' },
  says: '换新的链接',
})
