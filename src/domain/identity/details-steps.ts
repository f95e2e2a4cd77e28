import { step } from '../step.ts'
import { changeParty } from './beside-steps.ts'
import type { PartyDetails } from './details.ts'
import { CompletePartyInput } from './details-inputs.ts'

export const complete_party = step({
  on: 'party',
  from: ['present'],
  to: null,
  by: ['clerk', 'clerk_above', 'handler'],
  needs: ['dispute_goes_on'],
  input: CompletePartyInput,
  then: (_, part, { sex, address, ...said }) => [
    changeParty(part, {
      details: {
        ...(sex ? { sex } : {}),
        ...(Object.fromEntries(
          Object.entries({ ...said, address: address ?? part.facts.details?.address ?? '' }).filter(
            ([, text]) => text !== '',
          ),
        ) as PartyDetails),
      },
    }),
  ],
  law: [
    '人民调解法 第二十七条（调解工作档案）',
    '个人信息保护法 第六条（限于最小范围）',
    '本县约定：文书格式里的性别、民族、职业、住址由本人自愿填，可以调整',
  ],
  carries_out: { because: '文书格式要这些栏，填一次各份文书都用，不填就留给手写（domain 3.2 D-01、D-08）' },
  says: '补全文书上的当事人信息',
  told: 'office',
})
