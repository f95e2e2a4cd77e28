import { REFUSALS, type RefusalCode } from '#domain/refusals.ts'
import { commandsIn } from '../packed.ts'
import { FILE_PROBLEMS, UPLOAD_PROBLEMS } from '../storage/file-problems.ts'
import { TEMPLATE_PROBLEMS } from '../templates/problems.ts'

/** Problems that are not the domain's: a code, its status, what it says, what to do next. */
export const PROBLEMS = {
  not_found: {
    status: 404,
    says: '没有找到，或者您无权查看。',
    next: '请核对编号或链接；仍有疑问请拨打受理单位电话。',
  },
  bad_input: { status: 422, says: '有些内容需要修改。', next: '请按下面的提示修改后再提交，已填的内容不会丢失。' },
  copy_not_made: {
    status: 409,
    says: '盖章件还在制作。',
    next: '一般不到一分钟，请稍后再下载；一直没有做好，请告诉系统管理员。盖章和协议都已经算数。',
  },
  copy_damaged: {
    status: 500,
    says: '存着的盖章件和签名时不一样了，或者找不到了，不能给出。',
    next: '请告诉系统管理员运行 npm run verify，并从备份恢复；手里已有的盖章件不受影响。',
  },
  not_json: { status: 400, says: '提交的内容格式不对。', next: '请刷新页面后再试。' },
  too_large: { status: 413, says: '内容太长了。', next: '请缩短文字后再提交。' },
  headers_too_large: {
    status: 431,
    says: '浏览器随请求带来的内容太长了。',
    next: '请清除浏览器里本网站的数据（Cookie），再重新打开页面。',
  },
  too_slow: {
    status: 408,
    says: '网络太慢，请求没有传完。',
    next: '请换个信号好的地方再试一次；没有收到的内容没有保存。',
  },
  not_http: { status: 400, says: '收到的请求不完整或者看不懂，没有处理。', next: '请刷新页面后再试。' },
  wrong_type: { status: 415, says: '提交的内容类型不对。', next: '请刷新页面后再试。' },
  not_signed_in: {
    status: 401,
    says: '您还没有登录，或者登录已经过期。',
    next: '请重新登录；没有提交的内容还在本页。',
  },
  rights_changed: { status: 401, says: '您的岗位或权限有变动。', next: '请重新登录。' },
  link_not_valid: {
    status: 401,
    says: '这个链接无效或已停用。',
    next: '请用最新的回执上的链接或二维码，或拨打受理单位电话。',
  },
  link_over: {
    status: 401,
    says: '这个链接已经过期或者停用了，您的事情不受影响。',
    next: '请拨打受理单位电话，请他们发一个新的链接，或者带身份证件到窗口办理。',
  },
  agency_over: {
    status: 401,
    says: '您的代理已经结束：授权到期了、被收回了，或者委托您的人已经退出。',
    next: '请联系委托您的人。',
  },
  no_invitation: {
    status: 404,
    says: '这位当事人现在没有有效的邀请链接。',
    next: '请先发出邀请；已经过期的，请重新邀请一次，旧链接随即停用。',
  },
  no_phone_for_code: {
    status: 409,
    says: '您没有留手机号，验证码没有地方发。',
    next: '请带身份证件到调解员那里当面签；或者请调解员当面登记您的手机号。',
  },
  codes_used_up: {
    status: 429,
    says: '您今天要的验证码已经到了 5 个，今天不能再发。',
    next: '请明天再要，或者带身份证件到调解员那里当面签。',
  },
  codes_closed: {
    status: 429,
    says: '今天全县输错验证码的次数太多，为防有人试探，验证码今天停用。',
    next: '请明天再试，或者带身份证件到调解员那里当面签。',
  },
  code_wrong: {
    status: 422,
    says: '验证码不对。',
    next: '请对照最新一条短信里的 8 位数字再输；一个验证码最多错 3 次。',
  },
  code_spent: {
    status: 409,
    says: '这个验证码已经不能用了：可能用过、过了 10 分钟、错了 3 次，或者协议内容后来改过。',
    next: '请再看一遍协议，重新要一个验证码；也可以带身份证件到调解员那里当面签。',
  },
  code_not_asked: {
    status: 409,
    says: '还没有为这份协议发过验证码。',
    next: '请先点“发验证码”；也可以带身份证件到调解员那里当面签。',
  },
  place_not_ours: {
    status: 422,
    says: '这个地方不在您单位的辖区里。',
    next: '请选本辖区的地方；别处的事请用“登记”转给当地。',
  },
  sheet_of_colleague: {
    status: 409,
    says: '这张表本单位的同事已经登记过，或者正在登记。',
    next: '请打开“成批登记”的记录看看；没有登记完的，请那位同事接着登记。',
  },
  same_name_twice: {
    status: 422,
    says: '同一方写了两个一样的姓名，分不清谁签字、谁付钱。',
    next: '请在姓名后面加上区别，例如“王秀英（大）”。',
  },
  too_many: {
    status: 429,
    says: '从您这里来的请求太多了，系统暂时没有收下这一次。',
    next: '请稍等片刻再提交；您填的内容还在本页。急事请拨打受理单位电话。',
  },
  wrong_credentials: {
    status: 401,
    says: '用户名、密码或动态码不对。',
    next: '请核对后再试；动态码每 30 秒变化一次，只能用一次。',
  },
  locked: {
    status: 429,
    says: '试错次数太多，暂时不能登录。',
    next: '请在提示的时间之后再试；急事请用电话找同事代办。',
  },
  key_missing: { status: 400, says: '请求缺少 Idempotency-Key。', next: '请在请求头里带上一个新的 UUID。' },
  key_reused: { status: 409, says: '同一个 Idempotency-Key 已经用于别的内容。', next: '请换一个新的 UUID 再提交。' },
  indeterminate: { status: 503, says: '系统正忙，不能确定是否已经保存。', next: '请稍等几秒再点一次，不会重复登记。' },
  busy: {
    status: 503,
    says: '现在用的人太多，系统先办紧要的事，这一项还没有办。',
    next: '请过几秒再试一次。',
  },
  cross_site: { status: 403, says: '这个请求不是从本系统的页面发出的。', next: '请从本系统的页面操作。' },
  setup_code_wrong: {
    status: 404,
    says: '这个设置地址无效或已经用过。',
    next: '请在服务器上重新启动枫桥，用新打印的地址打开。',
  },
  activation_wrong: {
    status: 404,
    says: '这个开通码无效、已经用过或者过期了。',
    next: '请核对开通单上的字母，或请系统管理员重新发一张。',
  },
  may_not_change: {
    status: 409,
    says: '这项变更现在还不能办。',
    next: '请按下面的说明先办好，再提交；已填的内容不会丢失。',
  },
  trial_first: {
    status: 409,
    says: '这个期限还没有试算，或者试算以后又有人改过。',
    next: '请在今天先试算一次，看清楚过去十二个月会怎样，再决定改不改；已填的理由不会丢失。',
  },
  edition_changed: {
    status: 409,
    says: '这张表刚刚有人启用了新的一版。',
    next: '请刷新页面，在新的一版上再改；您写的内容请先复制下来。',
  },
  wording_waits: {
    status: 409,
    says: '这一段已经有一版在等发布。',
    next: '请先发布或者退回那一版，再写新的；您写的内容请先复制下来。',
  },
  no_wording_waits: {
    status: 409,
    says: '没有等着发布的这一版：可能已经发布，或者已经退回。',
    next: '请刷新页面再看。',
  },
  own_wording: {
    status: 409,
    says: '这一版是您自己写的，要由另一位同事看过再发布。',
    next: '请司法局的另一位同事登录以后发布；不想用了，可以收回。',
  },
  wording_day_past: {
    status: 409,
    says: '这一版的起用日子已经过了，不能从过去的日子起用。',
    next: '请退回，请写的人改一个日子再交。',
  },
  register_over: {
    status: 409,
    says: '这一条已经办完或者结束了。',
    next: '请刷新页面看最新的情况；还要办的，请另外增加一条。',
  },
  line_done: {
    status: 409,
    says: '这一项已经核实完成了。',
    next: '请刷新页面看最新的情况；又有新的情况的，请另外增加一条。',
  },
  nothing_to_confirm: {
    status: 409,
    says: '这一项还没有报完成，没有可以核实的。',
    next: '请等责任单位登记进展、报完成以后，看过结果再核实。',
  },
  own_result: {
    status: 403,
    says: '本单位或者您自己办的，不能由本单位、由您自己核实或者结束。',
    next: '请上级综治中心或者县政法委看过结果再核实。',
  },
  already_held: {
    status: 409,
    says: '这一次已经登记过结果了。',
    next: '请刷新页面看最新的情况；答应的事请在各项下面登记进展。',
  },
  roster_changed: {
    status: 409,
    says: '这一周的值班表刚刚有人改过。',
    next: '您点的还在：请看看新的一版，再保存一次。',
  },
  ...FILE_PROBLEMS,
  ...UPLOAD_PROBLEMS,
  ...TEMPLATE_PROBLEMS,
  not_in_demo: { status: 404, says: '这里没有演示入口。', next: '请用自己的用户名登录。' },
  signing_not_drawn: {
    status: 503,
    says: '签字稿这一次没有做成，现在不能在屏幕上签。',
    next: '请过一分钟再打开；急的话请到调解员那里在纸上签，效力一样。什么都没有丢。',
  },
  not_drawn: {
    status: 503,
    says: '这份文书这一次没有做成文件。',
    next: '请过一分钟再点一次下载；急用的，可以先用“打印”。还不行请告诉系统管理员。',
  },
  not_bound: {
    status: 503,
    says: '整卷这一次没有装订成。',
    next: '请过一分钟再点一次；证据图片很多的要等一会儿。还不行请告诉系统管理员；各份文书可以先分开下载。',
  },
  original_missing: {
    status: 500,
    says: '有文件读不出来，档案包没有做。',
    next: '请告诉系统管理员运行 npm run verify，并从备份恢复；整卷 PDF 可以先下载。',
  },
  drawing_already: {
    status: 429,
    says: '您刚才点的两份文书还在做。',
    next: '请等其中一份下载好了，再点这一份。',
  },
  failed: { status: 500, says: '系统出了差错，没有保存。', next: '请稍后再试；仍不行请拨打受理单位电话，并告知时间。' },
} as const satisfies Record<string, { status: number; says: string; next: string }>

export type ProblemCode = keyof typeof PROBLEMS | RefusalCode

/** A fault in one field of the input, by its path. */
export type FieldFault = { path: string; says: string }

/** An answer that is not the one asked for: becomes problem+json (RFC 9457). */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly faults: readonly FieldFault[]
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | null
  /** What to do next, where this case knows it better than the code in general. */
  readonly next: string
  constructor(code: ProblemCode, more: { faults?: readonly FieldFault[]; retryAfter?: number; next?: string } = {}) {
    const { status, says, next } = wording(code)
    super(says)
    this.code = code
    this.status = status
    this.next = more.next ?? next
    this.faults = more.faults ?? []
    this.retryAfter = more.retryAfter ?? null
  }
}

export const wording = (code: ProblemCode): { status: number; says: string; next: string; law?: string } =>
  code in REFUSALS ? REFUSALS[code as RefusalCode] : PROBLEMS[code as keyof typeof PROBLEMS]

/** The body of a problem+json answer. */
export const problemBody = (problem: Problem) => {
  const { status, says, law } = wording(problem.code)
  return {
    type: `about:problem/${problem.code}`,
    title: says,
    status,
    detail: commandsIn(problem.next),
    code: problem.code,
    ...(law === undefined ? {} : { law }),
    ...(problem.faults.length ? { faults: problem.faults } : {}),
    ...(problem.retryAfter === null ? {} : { retry_after: problem.retryAfter }),
  }
}
