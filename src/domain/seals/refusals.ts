/** Refusals about seals on papers. */
export const SEAL_REFUSALS = {
  already_sealed: {
    status: 409,
    says: '这一份已经盖过章了。',
    next: '请刷新页面，在盖章件里下载；要重新盖章，先把原来的一份撤销。',
  },
  paper_takes_no_seal: {
    status: 422,
    says: '这份文书不盖章：要么它不需要印章，要么它是交双方签字的文本，还不是生效的协议。',
    next: '请从可以盖章的文书中选择；协议请在各方签完以后盖章。',
  },
  paper_of_other_unit: {
    status: 403,
    says: '这份文书是别的单位出具的，不能盖本单位的印章。',
    next: '请出具的单位盖章。',
  },
  no_seal_stands: {
    status: 409,
    says: '没有找到本单位盖的、还有效的盖章件。',
    next: '请刷新页面，看看是不是已经撤销；别的单位盖的，由那个单位撤销。',
  },
} as const
