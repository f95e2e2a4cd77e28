import { step } from '../step.ts'
import { JointWishInput } from './desk-inputs.ts'
import { change } from './steps.ts'

export const wish_joint = step({
  on: 'mediation',
  from: ['seeking_consent', 'accepted', 'assigned', 'notified', 'in_session', 'suspended'],
  to: null,
  // Asked and written down apart from the other side: on her own page a question like this would tell too much.
  by: ['mediator', 'handler'],
  needs: ['speaker_named'],
  input: JointWishInput,
  then: (here, part, input) => [
    change(part, {
      joint_wishes: {
        ...part.facts.joint_wishes,
        [input.said_by]: { wish: input.wish, how: input.how, at: here.now },
      },
    }),
  ],
  law: ['反家庭暴力法 第五条（尊重受害人真实意愿）', '人民调解法 第二十三条'],
  carries_out: { because: '有暴力风险的不自动安排面对面，要有危险一方自己的意愿（domain 10.4；2.4 第 17 行）' },
  says: '登记愿不愿意面对面',
  told: 'office',
})
