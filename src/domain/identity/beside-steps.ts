import type { Consequence } from '../disputes/consequences.ts'
import { endAgentLinks, openAgentLink, tell } from '../disputes/make.ts'
import type { Part, PartyFacts } from '../disputes/parts.ts'
import { actorName, idsOf, responsibleUnit } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { AGENT_KINDS, type Ended, POWERS, SPECIAL } from './beside.ts'
import {
  EndAgencyInput,
  EndHelpInput,
  GiveAgentLinkInput,
  NameAgentInput,
  NameGuardianInput,
  NameHelperInput,
  RecordCapacityInput,
} from './beside-inputs.ts'

type Party = Part<'party'>

export const changeParty = (part: Party, facts: Partial<PartyFacts>): Consequence => ({
  kind: 'change_facts',
  part: 'party',
  id: part.id,
  facts,
})

/** What an office wrote down for her she must be able to contradict. */
const word = (here: Here, id: string, part: Party, what: string): Consequence[] =>
  part.facts.reach_id === null
    ? []
    : [
        tell(
          id,
          part,
          `${responsibleUnit(here).name}：编号 ${here.file?.short_code ?? ''}，${what}如果不是您的意思，请马上拨打 ${responsibleUnit(here).phone}。`,
        ),
      ]
const ending = (here: Here, note: string): Ended => ({ at: here.occurred_at, by: actorName(here), note })

export const name_agent = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on', 'agents_few', 'stands_on_one_side'],
  input: NameAgentInput,
  secrets: { reach: 'reach' },
  then: (here, part, input) => {
    const next = idsOf(here)
    const special = SPECIAL.every((power) => input.powers.includes(power))
    return [
      changeParty(part, {
        agents: [
          ...(part.facts.agents ?? []),
          {
            id: next(),
            name: input.name,
            kind: input.kind,
            powers: input.powers,
            paper: { number: input.paper_number, on: input.paper_on },
            until: input.until,
            reach_id: input.reach?.sealed ?? null,
            ended: null,
          },
        ],
      }),
      ...word(
        here,
        next(),
        part,
        `登记了${input.name}（${AGENT_KINDS[input.kind]}）做您的代理人，${special ? '可以替您签协议（特别授权）' : `可以替您：${input.powers.map((it) => POWERS[it]).join('；')}`}。您随时可以收回。`,
      ),
    ]
  },
  law: ['民法典 第一百六十一条至第一百六十五条', '民事诉讼法 第六十一条、第六十二条（参照）'],
  carries_out: { because: '代理人要有逐项写明的授权（field 1.4；domain 2.4 第 11 行：agents）' },
  says: '登记代理人',
  told: 'office',
})

export const end_agency = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['herself', 'clerk', 'clerk_above', 'handler'],
  needs: ['agent_in_force'],
  input: EndAgencyInput,
  then: (here, part, input) => [
    changeParty(part, {
      agents: (part.facts.agents ?? []).map((it) =>
        it.id === input.agent_id ? { ...it, ended: ending(here, input.note) } : it,
      ),
    }),
    // His way into the file ends with his authority, from this very moment.
    ...endAgentLinks(here, part, input.agent_id),
    ...(here.actor.kind === 'party'
      ? []
      : word(
          here,
          idsOf(here)(),
          part,
          `${part.facts.agents?.find((it) => it.id === input.agent_id)?.name ?? ''}不再是您的代理人。`,
        )),
  ],
  law: ['民法典 第一百七十三条（代理终止）'],
  carries_out: { because: '授权随时可以收回，收回以前说的仍然算数（民法典 173）' },
  says: '收回授权',
  told: 'office',
})

export const give_agent_link = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['herself', 'clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on', 'agency_holds'],
  input: GiveAgentLinkInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const agent = part.facts.agents?.find((it) => it.id === input.agent_id)
    if (!agent) throw new Error('a link for no agent')
    return [
      // One at a time: whoever found the older one finds it closed.
      ...endAgentLinks(here, part, agent.id),
      openAgentLink(next(), part, agent),
      ...(here.actor.kind === 'party'
        ? []
        : word(
            here,
            next(),
            part,
            `给了您的代理人${agent.name}一个他自己的链接，他可以看到这件事。您随时可以收回授权。`,
          )),
    ]
  },
  law: ['民法典 第一百六十二条、第一百六十五条', '个人信息保护法 第六条（最小必要）'],
  carries_out: { because: '代理人用自己的链接办事，办了什么都写明是代理人办的（domain 1.3：AGENT；field 1.4）' },
  says: '给代理人一个链接',
  told: 'office',
})

export const record_capacity = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on', 'born_by_now'],
  input: RecordCapacityInput,
  then: (_, part, input) => [changeParty(part, { capacity: input })],
  law: ['民法典 第十七条至第二十四条'],
  carries_out: { because: '受理和签字前要核对能不能自己作主（domain 2.4 第 11 行：capacity check）' },
  says: '登记行为能力',
  told: 'office',
})

export const name_guardian = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on', 'guardian_wanted', 'stands_on_one_side'],
  input: NameGuardianInput,
  secrets: { reach: 'reach' },
  then: (_, part, input) => [
    changeParty(part, {
      guardian: {
        name: input.name,
        relation: input.relation,
        paper: input.paper,
        reach_id: input.reach?.sealed ?? null,
      },
    }),
  ],
  law: ['民法典 第二十三条、第二十七条、第二十八条'],
  carries_out: { because: '未成年人要有监护人到场、同意、签字（domain 2.4 第 16、20 行）' },
  says: '登记监护人',
  told: 'office',
})

export const name_helper = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on', 'stands_on_one_side', 'party_in_file', 'help_agreed'],
  input: NameHelperInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      changeParty(part, {
        helpers: [...(part.facts.helpers ?? []), { id: next(), ...input, at: here.occurred_at, ended: null }],
      }),
      ...word(here, next(), part, `登记了${input.name}在调解时帮助您；他不能替您作主，您随时可以不要他在场。`),
    ]
  },
  law: ['人民调解法 第二十条'],
  carries_out: { rows: [17] },
  says: '登记帮助人',
  told: 'office',
})

export const end_help = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['herself', 'clerk', 'clerk_above', 'handler'],
  needs: ['helper_here'],
  input: EndHelpInput,
  then: (here, part, input) => [
    changeParty(part, {
      helpers: (part.facts.helpers ?? []).map((it) =>
        it.id === input.helper_id ? { ...it, ended: ending(here, input.note) } : it,
      ),
    }),
  ],
  law: ['人民调解法 第二十条（征得当事人同意）'],
  carries_out: { because: '同意请来的人，随时可以不再同意（人民调解法 20）' },
  says: '不再请人帮助',
  told: 'office',
})
