/** Refusals about who mediates and how, who is asked for an opinion, and the court's person: each says who can do it. */
export const ADVISER_REFUSALS = {
  assists_only: {
    status: 403,
    says: '您在这一场里是特邀、协助调解，这一步要由主持的调解员来做。',
    next: '请告诉主持的调解员或者承办单位；沟通联系、约时间、说明关系、报告危险，您可以直接登记。',
  },
  nobody_leads: {
    status: 422,
    says: '特邀调解员只协助调解，不能单独主持。',
    next: '请再选一位人民调解员（专职、兼职或者驻点的）来主持，特邀调解员可以一起参加。',
  },
  no_such_adviser: {
    status: 422,
    says: '所选的人不在本县可以请教的名单里，或者不做这一项。',
    next: '请从名单里重新选：研判、会商、指导，各有能做的人。',
  },
  adviser_mediates: {
    status: 409,
    says: '这个人就是这一场的调解员，不用请教。',
    next: '请选别人；自己的研判写在调解记录里。',
  },
  adviser_related: {
    status: 409,
    says: '这个人和当事人同名或者有关系，不能请他出主意。',
    next: '请换一位。',
  },
  asked_already: {
    status: 409,
    says: '已经请教过这个人，还在等他的意见。',
    next: '请等他答复；要换一个问法，先登记“不再请教”。',
  },
  no_such_question: {
    status: 409,
    says: '没有等着您答复的这个问题，可能已经答过，或者不用答了。',
    next: '请刷新页面再看；要请教别的，由主持的调解员来问。',
  },
  not_from_court: {
    status: 409,
    says: '这一件不是法院委托、委派来的，没有法院联系人。',
    next: '要向法院了解情况，请直接和法院联系。',
  },
  court_person_known: {
    status: 409,
    says: '已经登记了法院联系人。',
    next: '换了人的，请用“更换法院联系人”，写明原因。',
  },
  court_person_missing: { status: 409, says: '还没有登记法院联系人。', next: '请先登记法院联系人。' },
} as const
