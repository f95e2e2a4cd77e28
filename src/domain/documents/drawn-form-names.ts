/**
 * Forms no step makes: drawn from the file when somebody prints them, filled with what is known, the rest for the pen. Nothing
 * is kept of them: what binds is the signed sheet. `of`: what each is of.
 */
export const DRAWN_FORMS = {
  'D-00': { title: '人民调解卷宗封面', of: 'file' },
  'D-00b': { title: '卷内目录', of: 'file' },
  'D-01': { title: '人民调解申请书', of: 'party' },
  'D-04b': { title: '授权委托书', of: 'agent' },
  'D-11': { title: '司法确认申请书', of: 'agreement' },
  'D-14': { title: '卷宗情况说明', of: 'file' },
  'D-15': { title: '卷宗封底', of: 'file' },
  'D-22': { title: '撤回申请书', of: 'party' },
  'D-23': { title: '送达地址确认书', of: 'party' },
} as const
export type DrawnForm = keyof typeof DRAWN_FORMS
