/** Refusals about evidence. */
export const EVIDENCE_REFUSALS = {
  provider_not_present: {
    status: 422,
    says: '没有找到提供证据的这位当事人，或者他已经退出。',
    next: '请从本件在案的当事人中选择；本单位自己收集的，不用选。',
  },
  no_such_upload: {
    status: 422,
    says: '没有找到您传上来的这个文件，或者它还没有通过检查。',
    next: '请等上传和检查都完成以后再提交；文件不见了的，请重新选一次，已填的内容不会丢失。',
  },
  upload_used: {
    status: 409,
    says: '这个文件已经作为证据登记过了。',
    next: '请刷新页面看看证据清单；要说明别的事情，请把文件再传一次。',
  },
  nothing_handed_in: {
    status: 422,
    says: '还没有选文件。',
    next: '请先拍照或者选一个文件传上来；只有纸件、原物的，请交到调解员那里当面登记。',
  },
  evidence_full: {
    status: 409,
    says: '这件事的证据已经有 300 份了。',
    next: '请把同一类的放在一个 PDF 里再传，或者和调解员商量哪些是要紧的。',
  },
  evidence_full_by_link: {
    status: 409,
    says: '您在网上交的材料已经很多了（一位当事人最多 100 份）。',
    next: '请把同一类的放在一个 PDF 里，带到调解员那里当面交。',
  },
  evidence_closed: {
    status: 403,
    says: '这份证据您看不到内容，不能由您登记。',
    next: '请由正在调解、没有回避情形的调解员，或者主办的承办人登记。',
    law: '人民调解法 第十五条第四项（不得泄露个人隐私、商业秘密）',
  },
  shown_to_nobody: {
    status: 422,
    says: '给看的人不在本件里，或者就是提供证据的人自己。',
    next: '请从本件在案的其他当事人中选择。',
  },
  given_in_confidence: {
    status: 409,
    says: '这份证据提供的人说了只给调解员看。',
    next: '请先问提供的人；同意以后，写明是提供的人说的、怎样确认是本人同意，再登记。',
    law: '人民调解法 第十五条第四项（不得泄露当事人的个人隐私、商业秘密）',
  },
  no_original_here: {
    status: 409,
    says: '这份证据没有原件、原物在这里，或者已经退还了。',
    next: '请看这一份的登记；交的是复印件、电子的，没有东西要退。',
  },
  not_the_provider: {
    status: 422,
    says: '证据只有提供的人自己能收回。',
    next: '请写明是提供证据的那位当事人说的；登记有误的，请用“作废登记错的证据”。',
  },
  evidence_is_hers: {
    status: 409,
    says: '这是当事人自己交来的证据，不能由工作人员作废。',
    next: '当事人自己可以收回；和本件没有关系的，留在清单里不用即可。',
  },
} as const
