/** Why a meeting is not arranged, or not written down, as asked. */
export const APPOINTMENT_REFUSALS = {
  no_such_room: { status: 422, says: '没有这间调解室，或者它已经停用。', next: '请刷新页面，从列出的调解室里选。' },
  room_taken: {
    status: 409,
    says: '这间调解室那个时间已经有别的安排。',
    next: '请换一间，或者换个时间：占用的时间写在调解室旁边。',
  },
  guest_not_in_office: {
    status: 422,
    says: '请的人里有一位现在不在可以请的单位任职，或者身份选得不对。',
    next: '请从列出的人里重新选；没有列出的，把姓名、单位写上就行。',
  },
  guest_mediates: {
    status: 409,
    says: '请的人里有一位就是这一场的调解员，不用再请。',
    next: '请把这一位去掉再通知。',
  },
  guest_related: {
    status: 409,
    says: '请的人里有一位和当事人同名，或者在当事人单位任职、替当事人说话。',
    next: '请换一位：同一个单位的别的人也可以。只是同名、不是本人的，问清楚以后把姓名、单位写上，不从名单里选。',
    law: '本县约定，可以调整（参照 特邀调解规定 第十五条）',
  },
  meeting_not_yet: {
    status: 409,
    says: '约好的时间还没有到，不能登记没有来。',
    next: '请到了时间再登记；事先说来不了的，登记“来不了，另约”。',
  },
  notice_three_days: {
    status: 422,
    says: '交警部门的调解，要在约定时间三个工作日前通知当事人。',
    next: '请把时间再往后定，隔开三个工作日，再通知。',
    law: '道路交通事故处理程序规定 第八十八条、第一百一十二条第五项',
  },
  reminded_of_meeting: { status: 409, says: '现在不用提醒，或者已经提醒过。', next: '不用再发。' },
} as const
