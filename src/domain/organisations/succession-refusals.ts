/** Why a file does not go over. Only an act of administration asks, so these are read in its list and not on a file. */
export const SUCCESSION_REFUSALS = {
  nothing_to_hand_over: {
    status: 409,
    says: '这一件里没有要交接的了。',
    next: '不用再办；要看交接到了哪里，请看交接清单。',
  },
  successor_unknown: {
    status: 409,
    says: '接手的人现在不在这个单位任职。',
    next: '请重新选择本单位的人接手，或者交回单位。',
  },
} as const
