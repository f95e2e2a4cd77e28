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
  sealed_another_day: {
    status: 422,
    says: '电子印章是现在盖上去的，不能写成别的日子盖的。',
    next: '请把发生时间留成现在；纸上早已盖了章的，用“盖章，协议生效”登记。',
  },
  signed_on_paper: {
    status: 409,
    says: '有人是在纸上签的字，印章也要盖在那张纸上。',
    next: '请在纸上盖章，再用“盖章，协议生效”登记；电子印章只用在人人都在屏幕上签字的协议上。',
  },
  sealed_on_paper: {
    status: 409,
    says: '涉及婚姻、收养、继承这类身份关系的协议，只有纸上的，不做电子的盖章件。',
    next: '请打印出来，在纸上盖章。',
  },
  court_paper_missing: {
    status: 422,
    says: '法院撤销或者确认无效的，要写明法院文书的名称和文号。',
    next: '请看着法院的文书填写。',
  },
  agreement_stays: {
    status: 409,
    says: '协议已经生效，不能因为没有用上就撤销它的盖章件。',
    next: '盖错了的，选“盖错了”，再重新盖一份；协议被法院撤销或者确认无效的，选“法院撤销”，写明文号。',
  },
  no_seal_stands: {
    status: 409,
    says: '没有找到归本单位管的、还有效的盖章件。',
    next: '请刷新页面，看看是不是已经撤销；别的单位的，由那个单位撤销。',
  },
} as const
