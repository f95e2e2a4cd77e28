/** Refusals about papers that were signed by hand and come back. */
export const RETURN_REFUSALS = {
  paper_not_signed_by_hand: {
    status: 422,
    says: '这份文书上没有签名的地方，不用打印签字。',
    next: '请下载 PDF 打印；要签字的文书，在“文书”里打开，点“打印签字”。',
  },
  print_overtaken: {
    status: 409,
    says: '这一版协议后来收回重改了，签了也不是现在的协议。',
    next: '请打印现在交签的那一版，请各方重新看过、签字。',
  },
  papers_closed: {
    status: 403,
    says: '这份文书的内容您看不到，签好的扫描件不能由您交回。',
    next: '请由正在调解、没有回避情形的调解员，或者承办单位的人员交回。',
  },
  no_such_scan: {
    status: 422,
    says: '没有找到您给这份文书传上来的这个文件，或者它不能显示成图片。',
    next: '请等传完、检查完再交；不能显示的 PDF，请逐页拍照，或者重新扫描。',
  },
  scan_of_two_files: {
    status: 422,
    says: '这个文件里夹着别的案子的一页，整个文件都不能放进这份案卷。',
    next: '请把别的案子的纸拿出来放回它自己的案卷，只把这份文书的各页重新扫描。',
  },
  page_not_as_read: {
    status: 422,
    says: '有一页和纸上二维码说的不一样：页码不对，或者是别的文书、别的版本的。',
    next: '请按每张图下面写的核对，把不是这份文书的拿掉。',
  },
  pages_of_two_prints: {
    status: 422,
    says: '这几页不是同一次打印的，总页数不一样。',
    next: '请用同一次打印、各方签过字的那一份，逐页拍照。',
  },
  page_unreadable: {
    status: 422,
    says: '有一张图上的二维码没有读出来，还没有说它是第几页。',
    next: '请再拍一张；拍不清的，看着图片选是第几页（会记为人工认定）。',
  },
  page_twice: {
    status: 422,
    says: '同一页交了两张，或者一张图当成了两页。',
    next: '每一页只留最清楚的一张。',
  },
  signer_not_on_paper: {
    status: 422,
    says: '写到的签名人不在这份文书的签名栏里，或者写了两遍。',
    next: '请照纸上的签名栏选；栏里没有印姓名的，写纸上签的姓名。',
  },
  finger_needs_witness: {
    status: 422,
    says: '只按了指印、没有写名字的，还没有写明当时有没有人见证（本县约定）。',
    next: '请写见证人的姓名；当时没有人见证的，写“没有见证人”和原因，照写的留下。法律承认指印，不要求见证人。',
  },
  returns_full: {
    status: 409,
    says: '这件事交回的扫描件已经有 60 次了。',
    next: '请看看是不是交重了；确实还要交的，请合成一个 PDF，打印出来放进纸质卷宗。',
  },
} as const
