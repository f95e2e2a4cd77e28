import { POWERS } from './beside.ts'

/** The powers a step may want: each missing one is told by its name. */
const ASKED_FOR = ['apply_end', 'give_evidence', 'choose_mediator', 'settle', 'take_part'] as const
export type AskedPower = (typeof ASKED_FOR)[number]

const LACKING = Object.fromEntries(
  ASKED_FOR.map((power) => [
    `agent_lacks_${power}`,
    {
      status: 409,
      says: `代理人没有“${POWERS[power]}”的权限，这句话不能算当事人的。`,
      next: '请问当事人本人；或者请她重新出具写明这一项的授权委托书，登记以后再办。',
      law: power === 'settle' ? '民法典 第一百六十五条；民事诉讼法 第六十二条（参照）' : '民法典 第一百六十五条',
    },
  ]),
) as { [P in AskedPower as `agent_lacks_${P}`]: { status: number; says: string; next: string; law: string } }

/** Refusals about the people beside a party. */
export const BESIDE_REFUSALS = {
  ...LACKING,
  agent_not_in_force: {
    status: 422,
    says: '没有找到这位代理人，或者他的授权已经到期、已经收回。',
    next: '请问当事人本人；还要他代理的，请登记新的授权委托书。',
  },
  agent_only_herself: {
    status: 403,
    says: '这一步只能由当事人本人来做，代理人不能代。',
    next: '请当事人用自己的链接来办，或者请她联系承办单位。',
    law: '民法典 第一百六十一条第二款、第一百六十二条',
  },
  agent_not_for_identity: {
    status: 409,
    says: '协议写到婚姻、收养、监护这样的身份关系，要由当事人本人签字，不能由代理人代签。',
    next: '请当事人本人到场，在纸上签字或者按指印。',
    law: '民法典 第一百六十一条第二款',
  },
  agent_without_phone: {
    status: 409,
    says: '没有登记这位代理人的电话，验证码发不出去，不能在屏幕上签。',
    next: '请到场在纸上签，或者请承办单位重新登记写明电话的授权。',
    law: '电子签名法 第十三条',
  },
  agents_too_many: {
    status: 409,
    says: '这位当事人已经有两位代理人。',
    next: '请先登记收回其中一位的授权。',
  },
  person_not_free: {
    status: 409,
    says: '有人会同时站在两边：调解员、对方当事人，或者对方的代理人、监护人、代表人、帮助人，不能又替这一边作主、说话。',
    next: '请当事人换一个人；只是同名同姓的，请写成能分清的名字（例如：张三（城东））。',
  },
  file_over: {
    status: 409,
    says: '这件事已经结束，不能再登记代理人、监护人或者帮助人。',
    next: '有新的情况，请重新登记请求，或者请承办单位说明。',
  },
  guardian_missing: {
    status: 409,
    says: '这位当事人未成年（或者不能完全辨认自己的行为），还没有登记监护人。',
    next: '请先登记监护人和凭据，再办这一步。',
    law: '民法典 第十九条至第二十三条、第二十七条',
  },
  guardian_needed: {
    status: 409,
    says: '这位当事人未成年（或者不能完全辨认自己的行为），这一步要由监护人来说、来签。',
    next: '请监护人到场，由工作人员登记并勾选“监护人在场并同意”；不想调解，随时可以自己退出。',
    law: '民法典 第十九条至第二十三条',
  },
  guardian_not_signed: {
    status: 409,
    says: '有一位当事人未成年（或者不能完全辨认自己的行为），协议上没有监护人的签字。',
    next: '请收回重改，再由监护人到场签字。',
    law: '民法典 第十九条、第二十条、第二十二条',
  },
  guardian_not_needed: {
    status: 409,
    says: '按登记的出生日期，这位当事人自己能作主，不用监护人。',
    next: '日期写错了的，请先更正；法院认定过的，请先登记认定。',
  },
  born_in_future: { status: 422, says: '出生日期不能晚于今天。', next: '请对照证件再核一遍。' },
  help_not_agreed: {
    status: 409,
    says: '请人帮忙要先征得同意：当事人本人要同意；请亲属、邻里、干部参加调解，对方也要同意。',
    next: '请问清每一位，再勾选同意的人；只是翻译、代读，当事人本人同意就行。',
    law: '人民调解法 第二十条',
  },
  helper_not_here: { status: 422, says: '没有找到这位帮助人，或者已经结束。', next: '请刷新页面再看。' },
  not_a_group: {
    status: 409,
    says: '这位当事人登记的是一个人或者一个单位，没有代表人和名单。',
    next: '请把这群人登记为一位当事人，类别选“一群人”。',
  },
  member_not_found: { status: 422, says: '名单里没有这一户。', next: '请刷新名单，再选一次。' },
} as const
