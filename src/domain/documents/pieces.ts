import type { Day } from '../clocks/calendar.ts'
import { inDanger } from '../danger/violence.ts'
import type { Part, PartyFacts, PartySide } from '../disputes/parts.ts'
import { type Agent, inForce, POWERS, SPECIAL } from '../identity/beside.ts'
import { ageOn, capacityOf } from '../identity/capacity.ts'
import { IDENTITY_PAPERS, type IdentityPaper } from '../identity/inputs.ts'
import type { Here } from '../step.ts'
import type { Cell, PaperBlock, SigningLine } from './blocks.ts'
import type { Ways } from './file-on-paper.ts'

/** What the pieces of a paper need to know of a file. */
export type OnPaper = Pick<Here, 'parts' | 'today' | 'now'>
type Party = Part<'party'>

export const cell = (label: string, text: string | null | undefined, wide = false): Cell =>
  wide ? { label, text: text ?? '', wide } : { label, text: text ?? '' }
export const box = (cells: Cell[], caption: string | null = null): PaperBlock => ({ kind: 'box', caption, cells })
export const heading = (text: string): PaperBlock => ({ kind: 'heading', text })
export const numbered = (text: string): PaperBlock => ({ kind: 'number', text })
export const clauses = (items: string[]): PaperBlock => ({ kind: 'clauses', items })
export const listed = (label: string, items: string[]): PaperBlock => ({ kind: 'list', label, items })
export const table = (head: string[], widths: number[], rows: string[][]): PaperBlock => ({
  kind: 'table',
  head,
  widths,
  rows,
})
/** （以下无正文）: nothing can be written in above the signatures. */
export const theEnd: PaperBlock = { kind: 'end' }
export const signing = (lines: SigningLine[]): PaperBlock => ({ kind: 'sign', lines })
/** Where the unit's seal stands; no day: the pen writes it. */
export const sealOf = (unit: string, on: Day | null): PaperBlock => ({ kind: 'seal', unit, on })
/** A text under its own heading, whole lines long. */
export const told = (label: string, text: string): PaperBlock[] => [heading(label), { kind: 'paragraph', text }]

/** Each side as papers of mediation name it. */
export const SIDES_ON_PAPER: Readonly<Record<PartySide, string>> = {
  applicant: '申请人',
  respondent: '被申请人',
  third: '第三人',
}
export const SEXES = { female: '女', male: '男' } as const

/** 一般授权 or 特别授权: the second as soon as one power that needs it stands in the letter (民事诉讼法 62，参照). */
export const scopeOf = ({ powers }: Pick<Agent, 'powers'>): string =>
  SPECIAL.some((power) => powers.includes(power)) ? '特别授权' : '一般授权'
export const powersOf = ({ powers }: Pick<Agent, 'powers'>): string => powers.map((it) => POWERS[it]).join('；')

/** Who acts for her on the day of the paper: an authority that ran out, or does not hold yet, is none. */
const acting = ({ now }: OnPaper, { agents = [] }: PartyFacts): Agent[] => agents.filter((it) => inForce(it, now))

const beside = (here: OnPaper, { guardian, ...facts }: PartyFacts): Cell[] => [
  ...(guardian ? [cell('监护人', `${guardian.name}（${guardian.relation}）`)] : []),
  ...acting(here, facts).map((agent) => cell('委托代理人', `${agent.name}（${scopeOf(agent)}）`)),
]

/**
 * Where she lives, on a paper the other side reads: only where she gave it for that, and never where somebody may be hurt
 * (反家庭暴力法 五). On a paper of her own its reader's ways say it.
 */
const homeOf = (here: OnPaper, { facts }: Party): string => (inDanger(here.parts) ? '' : (facts.details?.address ?? ''))

/**
 * `own`: on a paper of her own alone, where the ways to her stand as well; on those of both sides the pen may add them.
 * `caption`: what she is on this paper, where that is not her side. `alone`: without those who stand beside her.
 * `by_name`: the other side, on a paper of one party: her name, and nothing else that is known of her (domain 10.3).
 */
type AsBox = { own?: Ways; caption?: string; alone?: boolean; by_name?: boolean }

const onlyNamed = ({ side, kind = 'person', name }: PartyFacts): PartyFacts => ({
  ...{ side, kind, name },
  ...{ reach_id: null, identity_paper: null, identity_id: null },
})

/** One party as the printed forms describe her (domain 3.2 D-01); what is not known is left for the pen. */
export function partyBox(
  here: OnPaper,
  party: Party,
  { own, caption = SIDES_ON_PAPER[party.facts.side], alone = false, by_name = false }: AsBox = {},
): PaperBlock {
  const facts = by_name ? onlyNamed(party.facts) : party.facts
  const { details = {}, capacity } = facts
  const reach = cell('联系方式', own?.reach)
  const others = alone ? [] : beside(here, facts)
  const home = own ? own.home : by_name ? '' : homeOf(here, party)
  if (facts.kind === 'organisation')
    return box(
      [
        cell('名称', facts.name, true),
        // The code is kept sealed like every number of an identity paper.
        cell('统一社会信用代码', '', true),
        cell('法定代表人', details.legal_representative),
        cell('职务', details.post_title),
        ...(facts.speaks ? [cell('到场的人', facts.speaks)] : []),
        reach,
        ...others,
        cell('住所', home, true),
      ],
      caption,
    )
  if (facts.kind === 'group')
    return box(
      [
        cell('名称', facts.name, true),
        cell('人数', facts.members ? `${facts.members} 人` : ''),
        cell('代表人', (facts.representatives ?? []).map((it) => it.name).join('、') || facts.speaks),
        reach,
        ...others,
        cell('住址', home, true),
      ],
      caption,
    )
  return box(
    [
      cell('姓名', facts.name),
      cell('性别', details.sex ? SEXES[details.sex] : ''),
      cell('民族', details.ethnicity),
      cell('年龄', capacity?.born ? `${ageOn(capacity.born, here.today)} 岁` : ''),
      cell('职业或职务', details.occupation),
      reach,
      ...others,
      cell('单位或住址', home, true),
    ],
    caption,
  )
}

/** Who speaks, decides or acts for her, in one cell. */
const standsFor = (here: OnPaper, facts: PartyFacts): string => {
  const speaks = (facts.representatives ?? []).map(({ name }) => name).join('、') || facts.speaks
  return [...(speaks ? [cell(facts.kind === 'group' ? '代表人' : '到场的人', speaks)] : []), ...beside(here, facts)]
    .map(({ label, text }) => `${label}${text}`)
    .join('；')
}

/** More people than this stand in a table, or the paper is all boxes. */
const BOXES_AT_MOST = 4

/** All whom a paper is between, one after another: a box each; many of them in a table. */
export function partiesOn(here: OnPaper, parties: readonly Party[], as: Pick<AsBox, 'caption'> = {}): PaperBlock[] {
  if (parties.length <= BOXES_AT_MOST) return parties.map((party) => partyBox(here, party, as))
  return [
    table(
      ['序号', '当事人', '姓名或名称', '性别', '民族', '年龄', '职业或职务', '单位或住址', '监护人、代表人、代理人'],
      [1, 2, 3, 1, 1, 1, 2, 4, 3],
      parties.map((party, at) => {
        const { details = {}, capacity, side, name } = party.facts
        return [
          String(at + 1),
          as.caption ?? SIDES_ON_PAPER[side],
          name,
          details.sex ? SEXES[details.sex] : '',
          details.ethnicity ?? '',
          capacity?.born ? String(ageOn(capacity.born, here.today)) : '',
          details.occupation ?? '',
          homeOf(here, party),
          standsFor(here, party.facts),
        ]
      }),
    ),
  ]
}

/** How a party signs: a person by name and finger, an organisation by whoever speaks for it and its stamp. */
export const signs = ({ facts }: Party, role = SIDES_ON_PAPER[facts.side]): SigningLine => ({
  role,
  names: [facts.name],
  how: facts.kind === 'organisation' ? ['name', 'stamp'] : ['name', 'finger'],
})

/** Who may do nothing herself signs nothing: her guardian does (民法典 二十、二十一). */
const signsHerself = ({ today }: OnPaper, { facts }: Party): boolean => capacityOf(facts.capacity, today) !== 'none'

/** All of them, those of one side who sign alike on one line each; those who act with them have lines of their own below. */
export function partiesSign(here: OnPaper, parties: readonly Party[], role?: string): SigningLine[] {
  const lines: SigningLine[] = []
  const add = (line: SigningLine) => {
    const same = lines.find(
      (it) =>
        it.role === line.role && it.how.length === line.how.length && it.how.every((how) => line.how.includes(how)),
    )
    if (same) same.names.push(...line.names)
    else lines.push(line)
  }
  for (const party of parties) if (signsHerself(here, party)) add(signs(party, role))
  for (const party of parties) {
    const { guardian, name } = party.facts
    const names = guardian ? [guardian.name] : []
    if (!signsHerself(here, party)) lines.push({ role: `${name}的监护人`, names, how: ['name', 'finger'] })
    else if (guardian) add({ role: '监护人', names, how: ['name', 'finger'] })
  }
  return lines
}

/**
 * Those who may sign an agreement for somebody: both powers of it, and in force on that day (民法典 165). @param signed by id, who
 * did sign while his authority held: his line stays when it has ended since (民法典 173)
 */
export function agentsSign(here: OnPaper, parties: readonly Party[], signed: readonly string[] = []): SigningLine[] {
  const names = parties.flatMap(({ facts }) =>
    (facts.agents ?? [])
      .filter((agent) => signed.includes(agent.id) || inForce(agent, here.now))
      .filter(({ id, powers }) => signed.includes(id) || SPECIAL.every((power) => powers.includes(power)))
      .map(({ name }) => `${name}（代${facts.name}）`),
  )
  return names.length > 0 ? [{ role: '委托代理人', names, how: ['name'] }] : []
}

/** Who may fetch papers for her today. */
export const fetchers = (here: OnPaper, { facts }: Party): string =>
  acting(here, facts)
    .filter(({ powers }) => powers.includes('receive_papers'))
    .map(({ name }) => name)
    .join('、')

export const byName = (role: string, ...names: string[]): SigningLine => ({
  role,
  names: names.filter((name) => name !== ''),
  how: ['name'],
})

/** Which papers were looked at to know who she is; the numbers on them stay sealed. */
export const identityWords = ({ facts }: Party): string =>
  facts.identity_paper ? `已核对${IDENTITY_PAPERS[facts.identity_paper as IdentityPaper] ?? '证件'}` : ''
