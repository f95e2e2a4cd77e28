/** Why a payment, a change or a visit is not written down as asked: each with what to do instead. */
export const PERFORMANCE_REFUSALS = {
  not_a_sum: {
    status: 409,
    says: '这一条不是付一笔钱，不能逐笔登记付款。',
    next: '做到了，请登记“说已履行”，由对方确认。',
  },
  payment_to_whom: {
    status: 422,
    says: '这一条是欠几个人的，没有写明这一笔付给了哪一位。',
    next: '请选择收这一笔的人；由她本人确认。',
  },
  payment_by_whom: {
    status: 422,
    says: '这一条是几个人一起负责的，没有写明这一笔是谁付的。',
    next: '请选择付这一笔的人；付了的，大家少欠这么多。',
  },
  payment_to_other: {
    status: 409,
    says: '这一笔是付给别人的，要收的人自己答复。',
    next: '请等收这一笔的人确认或者说没收到。',
  },
  payment_too_much: {
    status: 422,
    says: '加上还没有确认的，超过了约定的金额。',
    next: '请只登记还差的数；多付的，请和对方另行结清或者退回，不要记在这一条里。',
  },
  payment_ahead: { status: 422, says: '付款的日子不能在今天以后。', next: '付了以后再来登记。' },
  other_proposal: {
    status: 422,
    says: '提出的内容已经换过了，这不是现在的那一份。',
    next: '请刷新页面，看清现在提出的内容，再决定同不同意。',
  },
  no_such_payment: { status: 422, says: '没有等着确认的这一笔。', next: '请刷新页面，看看现在有哪几笔。' },
  in_kind_not_accepted: {
    status: 422,
    says: '这一笔是用东西或者做工抵的，要收的人明确同意才算。',
    next: '同意的，请勾选“同意这样抵”；不同意的，请点“没收到，不算”。',
  },
  in_kind_waits: {
    status: 409,
    says: '有一笔是用东西或者做工抵的，还等着收的人答复。',
    next: '请先在那一笔上答复：同意这样抵的，勾选“同意这样抵”再确认（未成年的由监护人来说）；不同意的，点“没收到，不算”。答复以后再确认全部收到。',
  },
  payment_is_last: {
    status: 409,
    says: '加上这一笔就全部付清了。',
    next: '请用“确认收到，全部付清”。',
  },
  payment_not_last: {
    status: 409,
    says: '加上这一笔还没有付清。',
    next: '请用“确认收到这一笔”；剩下的不要了，再登记“不要了”。',
  },
  payment_not_disputed: {
    status: 409,
    says: '双方对付款没有反复说不一致的。',
    next: '有一笔等确认的，请收的人先答复。',
  },
  payment_unanswered: {
    status: 409,
    says: '还有一笔付款等着对方答复，这时候改约定算不清还差多少。',
    next: '请收的人先确认那一笔，或者说没收到，再商量改。',
  },
  change_of_lasting: {
    status: 409,
    says: '这一条要持续做下去，不能这样改。',
    next: '双方都想改的，请重新约调解，另写一份协议。',
  },
  others_not_agreed: {
    status: 409,
    says: '还有别人没有答复，不能说大家都同意了。',
    next: '请先登记这一位同意；最后一位也同意了，约定才改。',
  },
  last_to_agree: {
    status: 409,
    says: '别人都同意了，只等这一位。',
    next: '同意的，请用“同意改期或分期”，约定从今天起改。',
  },
  agreed_already: {
    status: 409,
    says: '这一位已经同意过了。',
    next: '请等其他人答复；不想改了，可以说“不同意改”。',
  },
  change_open: {
    status: 409,
    says: '已经有一个改约定的提议在等对方答复。',
    next: '请等对方答复，或者先收回那一个。',
  },
  no_change_proposed: { status: 409, says: '现在没有等着答复的提议。', next: '请刷新页面再看。' },
  own_proposal: {
    status: 409,
    says: '改约定要对方同意，提出的人不能替对方同意。',
    next: '请等对方答复；工作人员登记的，请选对方当事人。',
  },
  change_says_nothing: { status: 422, says: '没有写要改什么。', next: '请写新的日子、新的金额，或者分几期。' },
  change_not_a_sum: {
    status: 422,
    says: '这一条没有定下来的金额，不能改金额、不能分期。',
    next: '可以只改日子；金额要等定下来再改。',
  },
  change_day_past: {
    status: 422,
    says: '新的日子不能在今天以前，分期要一期比一期晚；原来的日子已经过了的，要写新的日子。',
    next: '请改日子后再提。',
  },
  change_below_paid: {
    status: 422,
    says: '新的总额没有超过已经付的。',
    next: '剩下的都不要了，请由权利人登记“不要了”。',
  },
  instalments_not_sum: {
    status: 422,
    says: '各期加起来和没有付的数对不上。',
    next: '请核对每一期的金额，加起来正好是还差的数。',
  },
  ladder_skipped: {
    status: 409,
    says: '前面还有没做的：督促、回访、商量改期。',
    next: '请先做前面的；确有必要跳过的（比如权利人自己要去法院），写明为什么。',
  },
  satisfaction_not_told: {
    status: 422,
    says: '满意不满意要写明是哪位说的、原话怎样说的。',
    next: '没有问到或者不愿说，请选“未评价”；说了的，选是谁、写原话。',
  },
} as const satisfies Record<string, { status: number; says: string; next: string; law?: string }>
