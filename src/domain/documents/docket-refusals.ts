/** Why a docket number is not voided. */
export const DOCKET_REFUSALS = {
  no_docket: {
    status: 409,
    says: '这一场调解没有可以作废的卷号：没有编过，或者已经作废。',
    next: '请刷新页面再看；案件登记簿上有每一个号。',
  },
  docket_on_agreement: {
    status: 409,
    says: '协议已经交签或者生效，用的就是这个号，不能作废。',
    next: '还在签署的，请先收回协议重改；已经生效的，号不再动，有错请写在卷宗情况说明里。',
  },
} as const
