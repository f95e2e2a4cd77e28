/** Every reason the domain may refuse for: a Chinese sentence, and what to do next. The server maps it to a status. */
export const REFUSALS = {
  wrong_state: {
    status: 409,
    says: '这件事现在已经到了别的阶段，这一步不能再做。',
    next: '请刷新页面，看看现在可以做什么。',
  },
  not_yours: { status: 403, says: '这一步不由您来做。', next: '请交给承办单位的人员办理，或联系他们。' },
  no_such_part: { status: 404, says: '没有找到这个办理事项。', next: '请刷新页面后再试。' },
  occurred_in_future: { status: 422, says: '发生时间不能晚于现在。', next: '请改成实际发生的时间。' },
  occurred_before_request: { status: 422, says: '发生时间不能早于收到请求的时间。', next: '请核对日期和时间。' },
  task_still_open: { status: 409, says: '还有办理事项没有结果，不能结案。', next: '请先登记办理结果，再结案。' },
  nothing_handled: { status: 409, says: '这件事还没有办理结果，不能结案。', next: '请先受理并登记办理结果。' },
  already_asked: {
    status: 409,
    says: '已经请当事人补充过一次，不能再用补充拖长期限。',
    next: '还缺什么，请打电话问当事人，替她登记；或者直接决定是否受理。',
  },
  not_due_yet: { status: 409, says: '补充材料的期限还没有到。', next: '请等期限届满，或由当事人补充。' },
  speaker_not_in_file: { status: 422, says: '没有找到说这句话的当事人。', next: '请从本件的当事人中选择。' },
  speaker_not_named: {
    status: 422,
    says: '替当事人登记时，要写明是哪位当事人说的。',
    next: '请选择说这句话的当事人。',
  },
  party_not_in_file: { status: 422, says: '没有找到这位当事人。', next: '请从本件的当事人中选择。' },
  no_receiver: { status: 422, says: '所选的地方暂时没有受理单位。', next: '请换选上一级乡镇或县，或拨打热线电话。' },
} as const satisfies Record<string, { status: number; says: string; next: string }>
export type RefusalCode = keyof typeof REFUSALS
