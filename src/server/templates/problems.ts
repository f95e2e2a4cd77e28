/** What may stand in the way of a county's own template. */
export const TEMPLATE_PROBLEMS = {
  template_waits: {
    status: 409,
    says: '这种文书已经有一份模板在等发布。',
    next: '请先发布或者退回那一份，再交新的。',
  },
  no_template_waits: {
    status: 409,
    says: '没有等着发布的这一份模板：可能已经发布，或者已经退回。',
    next: '请刷新页面再看。',
  },
  own_template: {
    status: 409,
    says: '这份模板是您自己交的，要由另一位同事看过再发布。',
    next: '请司法局的另一位同事登录以后发布；不想用了，可以收回。',
  },
  template_day_past: {
    status: 409,
    says: '这份模板的起用日子已经过了，不能从过去的日子起用。',
    next: '请退回，请交的人改一个日子再交。',
  },
  template_not_used: {
    status: 409,
    says: '这一版模板现在没有在用，不用停。',
    next: '请刷新页面看最新的情况。',
  },
  template_damaged: {
    status: 503,
    says: '存着的模板和交上来的时候不一样，不能用。',
    next: '请先用“下载 Word”；请告诉系统管理员，并请司法局重新交一份模板。',
  },
  template_not_filled: {
    status: 503,
    says: '这份文书用本县模板填不出来。',
    next: '请用“下载 Word”或者“下载 PDF”，内容一样；请告诉司法局，把这份模板改简单一些再交。',
  },
  no_template: {
    status: 404,
    says: '这种文书现在没有本县模板。',
    next: '请用“下载 Word”；要用本县的样子，请司法局在“本县模板”里交一份。',
  },
} as const
