/** Refusals about referrals. */
export const REFERRAL_REFUSALS = {
  referral_nowhere: {
    status: 422,
    says: '还没有写明转介到哪里。',
    next: '请从本县的单位里选一个，或者写明那边的名称。',
  },
  referred_already: {
    status: 409,
    says: '这一位同样的转介已经在办，还没有结果。',
    next: '请先登记那一次的结果，或者登记没有结果。',
  },
  referral_not_agreed_by_all: {
    status: 409,
    says: '正在调解的，请专家、做鉴定评估要参加调解的每一位都同意。',
    next: '请问过每一位，都同意了再转介；有人不同意的，不转介，接着调解。',
    law: '人民调解法 第二十条',
  },
  no_decision_awaited: {
    status: 409,
    says: '这一种转介不分决定和落实两步。',
    next: '有结果的，请直接登记结果。',
  },
  decision_first: {
    status: 409,
    says: '那边还没有决定给予援助或者核定赔付。',
    next: '请先登记那边的决定；不予援助、不赔付的，请登记没有结果。',
  },
  paper_in_future: { status: 422, says: '文书的日期不能在以后。', next: '请核对文书上的日期。' },
  referral_open: {
    status: 409,
    says: '还有转介没有结果，不能结案。',
    next: '请先登记转介的结果；那边一直没有回音的，写明催问过，登记没有结果。',
  },
} as const
