/** Refusals about asking for another mediator, and about answering. */
export const QUESTIONED_REFUSALS = {
  not_mediating_here: {
    status: 422,
    says: '所选的人现在不是这一场的调解员。',
    next: '请刷新页面，看看现在是谁在调解，再选一次。',
  },
  other_asked_already: {
    status: 409,
    says: '已经要求过换这位调解员，还在等答复。',
    next: '请等答复；不想换了，可以收回要求。着急请拨打承办单位电话。',
  },
  no_such_mediator_request: {
    status: 409,
    says: '没有等着答复的这一次要求：可能已经答复，或者已经收回。',
    next: '请刷新页面再看。',
  },
  questioned_herself: {
    status: 409,
    says: '当事人要求换掉、请求回避的就是您本人。',
    next: '请由单位里别的人登记，或者等负责人答复；您自己不能替当事人收回，不能自己把人换了，也不能登记自己回来。',
    law: '特邀调解规定 第十五条',
  },
  was_taken_out: {
    status: 422,
    says: '选的人里有一位，当事人要求换掉或者回避，已经同意了。',
    next: '请另选一位。全体当事人（也包括当初要求换人的）都书面要求请回来的，一位一位勾上再登记；一次只能请回一位。',
    law: '特邀调解规定 第十五条；人民调解法 第十九条',
  },
  same_mediator_again: {
    status: 422,
    says: '选的人里还有当事人要求换掉的这一位。',
    next: '请改选别人；不能换的，请用“不换调解员”写明原因。',
  },
  first_change_is_hers: {
    status: 409,
    says: '这位当事人第一次要求换调解员，不用说理由，应当换。',
    next: '请换一位；确实没有别人可以换的，请选“没有别的调解员”，并告诉双方可以不继续调解。',
    law: '人民调解法 第十九条、第二十三条第一项；本县约定，可以调整',
  },
  mediator_questioned: {
    status: 409,
    says: '有当事人要求换调解员或者请调解员回避，还没有答复。',
    next: '请先由调解组织的负责人答复；答复以前不开始调解，调解员不签名，协议不生效。',
    law: '特邀调解规定 第十五条；民事诉讼法 第四十八条第二款（参照）',
  },
} as const
