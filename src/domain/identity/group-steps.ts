import type { Consequence } from '../disputes/consequences.ts'
import { actorName, idsOf } from '../disputes/people.ts'
import { step } from '../step.ts'
import { AddMembersInput, MEMBERS_AT_ONCE, NameRepresentativesInput, TickMemberInput } from './beside-inputs.ts'
import { changeParty } from './beside-steps.ts'

export const name_representatives = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on', 'is_group', 'stands_on_one_side'],
  input: NameRepresentativesInput,
  secrets: { reach: 'reach' },
  then: (_, part, input) => [
    changeParty(part, {
      representatives: input.representatives.map(({ name, paper, reach }) => ({
        name,
        paper,
        reach_id: reach?.sealed ?? null,
      })),
    }),
  ],
  law: ['民事诉讼法 第五十六条（参照）', '本县约定：代表人最多五位，可以调整'],
  carries_out: { because: '人多的一方推选代表来谈，凭推选的文书（issue: The step table, Groups）' },
  says: '登记代表人',
  told: 'office',
})

export const add_members = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on', 'is_group'],
  asks: ['members_before'],
  input: AddMembersInput,
  secrets: { reach: 'reach' },
  then: (here, part, input) => {
    const next = idsOf(here)
    return input.members.map(
      ({ name, amount, reach }, at): Consequence => ({
        kind: 'involve',
        id: next(),
        who: {
          member: {
            party_id: part.id,
            number: here.named.members_before + at + 1,
            name,
            reach_id: reach?.sealed ?? null,
            amount,
            ticked: null,
          },
        },
      }),
    )
  },
  ids: MEMBERS_AT_ONCE,
  law: ['人民调解法 第二十七条（登记）', '本县约定：人多的列名单，逐户记，可以调整'],
  carries_out: { because: '一群人的名单单独存放，按页看（issue: The step table, Groups）' },
  says: '登记名单',
  told: 'office',
})

export const tick_member = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['is_group', 'member_known'],
  asks: ['member'],
  input: TickMemberInput,
  then: (here, _, input) => [
    {
      kind: 'change_facts',
      part: 'member',
      id: input.member_id,
      facts: {
        ticked:
          input.what === null
            ? null
            : { what: input.what, by: actorName(here), at: here.occurred_at, note: input.note },
      },
    },
  ],
  law: ['人民调解法 第三十一条（督促履行）'],
  carries_out: { because: '逐户记下付了、收到了（domain 2.4 第 27 行的凭据）' },
  says: '勾记一户',
  told: 'office',
})
