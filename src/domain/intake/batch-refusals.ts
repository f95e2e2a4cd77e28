/** Refusals about sheets that are written down as a whole, and about the enterprises' green lane. */
export const BATCH_REFUSALS = {
  lane_needs_enterprise: {
    status: 422,
    says: '涉企绿色通道是给企业提出的事用的，申请人里还没有写明哪一位是企业。',
    next: '请把申请人的类别选成“单位”，勾上“是企业”；不是企业的，请换一个渠道。',
  },
  no_such_batch: {
    status: 422,
    says: '没有找到这一批，或者它不是您登记的、已经撤回了。',
    next: '请回到“成批登记”，重新选择表格。',
  },
  batch_day_over: {
    status: 409,
    says: '登记已经超过 24 小时，不能再整批撤回。',
    next: '登记错了的，请一件一件联系当事人核实后办理。',
  },
  batch_file_moved_on: {
    status: 409,
    says: '这一件登记以后已经有人办过，不能随整批撤回。',
    next: '请打开这一件，和当事人核实以后单独处理。',
  },
} as const
