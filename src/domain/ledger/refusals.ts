/** Refusals about supervision, case packages, colours and reports upward. */
export const LEDGER_REFUSALS = {
  nothing_overdue: {
    status: 409,
    says: '这个单位没有逾期的职责，也没有来回退单，不能督办。',
    next: '当事人不愿意调解、退出、走别的途径，不是承办单位的过错，不督办；要商量的请召集会商。',
  },
  unit_not_below: {
    status: 409,
    says: '这个单位不在您的辖区里，不能由您督办。',
    next: '请报上一级综治中心督办。',
  },
  supervised_already: {
    status: 409,
    says: '对这个单位的督办还没有了结。',
    next: '请先核对那一次的答复，或者撤销那一次督办。',
  },
  packaged_already: { status: 409, says: '这件事已经有领导包案。', next: '要改方案的，请改原来的包案方案。' },
  milestone_day_past: { status: 422, says: '节点的日子不能早于今天。', next: '请改成今天或以后的日子。' },
  no_such_milestone: { status: 422, says: '没有找到这个节点，或者已经办完。', next: '请从还没办完的节点里选。' },
  result_not_verified: {
    status: 409,
    says: '结果还没有核实，不能解除包案。',
    next: '请看“销号还差什么”：履行完、回访或者核实过，再解除。当事人不愿意调解的，如实结案，包案随件终止。',
  },
  colour_not_higher: {
    status: 409,
    says: '现在的颜色更高，这里只能定颜色、往上调或者再看一次。',
    next: '要降下来的，请用“降低颜色”，由有权的人办。',
  },
  no_colour: { status: 409, says: '这件事没有颜色。', next: '不用降；需要的，请根据事实定颜色。' },
  colour_not_lower: { status: 422, says: '选的颜色不比现在低。', next: '请选更低的颜色，或者选“不再挂颜色”。' },
  lowered_by_others: {
    status: 403,
    says: '这个颜色要由上一级的人降。',
    next: '蓝由村调委会主任，黄、橙由镇综治中心主任，红由县政法委分管领导决定（本县约定）。',
  },
  reported_already: { status: 409, says: '上一次报告还没有签收。', next: '请打电话催签收；情况有变化的，请登记进展。' },
  nobody_above: {
    status: 422,
    says: '没有找到可以报告的上级综治中心，或者就是本单位。',
    next: '请选报告给县综治中心；县综治中心的事请直接向县领导报告。',
  },
  handled_it_herself: {
    status: 409,
    says: '办这件事、调解这件事的人不核实自己的结果。',
    next: '请同事或者上级综治中心的人核实。',
  },
  result_verified_already: { status: 409, says: '结果已经核实过。', next: '不用再核实；又起来了的，请登记反弹。' },
} as const
