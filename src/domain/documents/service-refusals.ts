/** Why a service is not written down as asked. */
export const SERVICE_REFUSALS = {
  no_such_notice: { status: 422, says: '这里没有给这一位的这份文书或者通知。', next: '请刷新页面，从列出的里面选。' },
  service_not_lawful: {
    status: 409,
    says: '人民调解的文书没有留置送达、公告送达。',
    next: '本人不收的，如实登记“本人不收”；可以打电话念给本人听，或者邮寄。',
    law: '民事诉讼法 第八十九条、第九十五条（法院才适用；行政机关要有法律依据）',
  },
  agent_may_not_receive: {
    status: 422,
    says: '这位代理人现在没有“领取文书”的授权。',
    next: '请交给本人，或者等授权委托书里写明代收文书。',
    law: '民法典 第一百六十五条',
  },
  household_not_safe: {
    status: 409,
    says: '本件说有暴力或者危险，文书不能交给同住的人。',
    next: '请单独交给本人，或者按本人说的安全办法告诉。',
    law: '反家庭暴力法 第五条（尊重受害人真实意愿，保护隐私）',
  },
  result_not_by_this: {
    status: 422,
    says: '这种送达方式没有这样的结果。',
    next: '邮寄的才有“寄出了”，留置、公告的才有“依法留下、贴出了”。请重新选择。',
  },
} as const
