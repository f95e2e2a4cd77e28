/** Refusals about complaints. Nobody is refused to complain: she is told where, or how it is done at once. */
export const COMPLAINT_REFUSALS = {
  complaint_too_early: {
    status: 409,
    says: '这件事还在办，不用等结案才说。',
    next: '想催，请打承办单位的电话；对办事的人、办事的方法有意见，请选另外几项，现在就能提。',
  },
  complaint_own: {
    status: 403,
    says: '这件事是您调解的，意见不能由您登记。',
    next: '请别的同事登记；当事人也可以在自己的链接里提。',
  },
  no_examiner: {
    status: 409,
    says: '这个地方没有另外的单位可以查这件事。',
    next: '请拨打 12345 或者 12348 反映，也可以到县司法局、信访局当面说。',
  },
  measure_missing: {
    status: 422,
    says: '查实了，还没有写怎样处理。',
    next: '请至少选一项处理：批评教育、责令改正、建议罢免或者解聘、已经改正，或者这件事接着办。',
    law: '人民调解法 第十五条',
  },
  again_not_fit: {
    status: 422,
    says: '“这件事接着办”只用于“没有解决”的意见，还要写明接着办什么。',
    next: '请写给承办单位看：接着办什么；别的意见请选别的处理。',
  },
} as const satisfies Record<string, { status: number; says: string; next: string; law?: string }>
