import { CLAUSE_REFUSALS } from './agreements/clauses.ts'
import { PERFORMANCE_REFUSALS } from './agreements/performance-refusals.ts'
import { UNLAWFUL, type UnlawfulCode } from './agreements/unlawful.ts'
import { WRITING_FORCED, type WritingForced } from './agreements/writing.ts'
import { COMPLAINT_REFUSALS } from './complaints/refusals.ts'
import { DOCKET_REFUSALS } from './documents/docket-refusals.ts'
import { SERVICE_REFUSALS } from './documents/service-refusals.ts'
import { EVIDENCE_REFUSALS } from './evidence/refusals.ts'
import { BESIDE_REFUSALS } from './identity/beside-refusals.ts'
import { BATCH_REFUSALS } from './intake/batch-refusals.ts'
import { LEDGER_REFUSALS } from './ledger/refusals.ts'
import { ADVISER_REFUSALS } from './mediation/adviser-refusals.ts'
import { APPOINTMENT_REFUSALS } from './mediation/appointment-refusals.ts'
import { QUESTIONED_REFUSALS } from './mediation/questioned-refusals.ts'
import { SUCCESSION_REFUSALS } from './organisations/succession-refusals.ts'
import { REFERRAL_REFUSALS } from './referrals/refusals.ts'
import { RETURN_REFUSALS } from './returned/refusals.ts'
import { SEALED_REFUSALS } from './sealed/refusals.ts'
import { SEAL_REFUSALS } from './seals/refusals.ts'

/** Why an agreement may not stay oral: each reason under its own code, with its article (domain 2.4 row 21). */
const WRITING_REFUSALS = Object.fromEntries(
  Object.entries(WRITING_FORCED).map(([reason, { says, law }]) => [
    `writing_${reason}`,
    { status: 409, says: `${says}不能口头达成。`, next: '请起草书面协议，请各方签字。', law },
  ]),
) as { [Reason in WritingForced as `writing_${Reason}`]: { status: number; says: string; next: string; law: string } }

/** What may not stand in an agreement is refused under its own code, with its article. */
const UNLAWFUL_REFUSALS = Object.fromEntries(
  Object.entries(UNLAWFUL).map(([code, told]) => [code, { status: 422, ...told }]),
) as { [Code in UnlawfulCode]: { status: number; says: string; next: string; law: string } }

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
    next: '还缺什么，请打电话问当事人，照原话登记；或者直接决定是否受理。',
  },
  nothing_moved: {
    status: 409,
    says: '这件纠纷的期限不因放假安排改变。',
    next: '不用重新计算；起算的日子从来不动。',
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
  confirmed_already: {
    status: 409,
    says: '这一位已经确认收到，或者已经说了不要。',
    next: '请等其他收的人确认；登记错了的，请联系承办单位。',
  },
  others_not_confirmed: {
    status: 409,
    says: '这一条是欠几个人的，还有人没有确认收到，不能登记为已经履行。',
    next: '请各人确认收到自己的一份；最后一位确认了，就算履行。',
  },
  last_to_confirm: {
    status: 409,
    says: '只差这一位没有确认了。',
    next: '收到了，请用“确认已经履行”；不要了，请用“不要了，免除”。',
  },
  before_consent: {
    status: 422,
    says: '发生的时间早于当事人同意调解的时间。',
    next: '请核对时间：先征得每一位同意，才能调解。',
  },
  before_signature: {
    status: 422,
    says: '生效的时间早于最后一个签字。',
    next: '请改成最后一个人签字的时间，或者更晚。',
  },
  no_own_link: {
    status: 409,
    says: '这位当事人没有自己的链接可以换。',
    next: '还没有同意调解的，请重新邀请；已经退出的，不再发链接。',
  },
  other_applicants: {
    status: 409,
    says: '这件事不止一个人提出，一个人不能替大家撤回。',
    next: '请登记为这一位自己退出；大家都不想办了，最后一位再撤回。',
  },
  last_applicant: {
    status: 409,
    says: '这是最后一位提出的人，退出就是撤回整件事。',
    next: '请用“撤回请求”。',
  },
  speaker_not_applicant: {
    status: 422,
    says: '只有提出这件事的人才能撤回。',
    next: '请选择提出的人；对方不想谈，请登记“不同意调解”。',
  },
  channel_needs_paper: {
    status: 422,
    says: '别的单位移送来的，要写明是哪个单位、凭什么文书。',
    next: '请补上移送单位、文书名称和日期；没有文号可以写“无文号”。',
  },
  no_such_unit: { status: 422, says: '没有找到这个单位，或者它已经停用。', next: '请重新选择单位。' },
  unit_is_own: { status: 422, says: '不能交办给自己。', next: '本单位要办，请选“在这里受理”。' },
  unit_holds_task: { status: 409, says: '这个单位手上已经有本件的一个事项。', next: '请选别的单位，或者和它联系。' },
  change_not_explained: {
    status: 422,
    says: '有些回答和上一次研判的不一样，还没有写为什么改。',
    next: '请在“为什么改”里写一句，比如当事人后来说明了什么，再看建议。',
  },
  not_triaged: { status: 409, says: '还没有分流研判，不能交办。', next: '请先填写研判要点，看看建议，再交办。' },
  lead_exists: {
    status: 409,
    says: '本件已经有主办单位，再交办的只能是协办。',
    next: '请选“协办”；要换主办，请等主办单位退单或办结。',
  },
  lead_missing: { status: 409, says: '本件还没有主办单位，不能先交办协办。', next: '请先交办主办单位。' },
  nothing_left_to_do: { status: 409, says: '这一事项已经没有要办的了。', next: '请刷新页面，看看本件还差什么。' },
  held_already: { status: 409, says: '这一事项已经归您办。', next: '请接着办；办不了的，可以交给同事或者交回单位。' },
  given_already: { status: 409, says: '这一事项已经归这一位办。', next: '要换人，请选另一位同事。' },
  held_by_nobody: { status: 409, says: '这一事项现在没有落到个人。', next: '要办的，请点“我来办”。' },
  not_a_colleague: {
    status: 422,
    says: '所选的人现在不在本单位办事。',
    next: '请从本单位在岗的人里选。',
  },
  objection_too_late: {
    status: 409,
    says: '退单的期限已经过了。',
    next: '请先签收；确实不该由本单位办的，请和交办单位商量。',
  },
  superior_decides: {
    status: 409,
    says: '已经退回两次，不再由交办单位自己定。',
    next: '请等共同的上级综治中心决定由谁办；急的话打电话催。',
  },
  handler_decided: {
    status: 409,
    says: '上级已经指定由谁办，不能再退单，也不能再转。',
    next: '请签收办理；确实有困难的，请召集会商。',
  },
  not_lead: {
    status: 409,
    says: '这一步只能由主办单位来做，本单位是协助。',
    next: '请和主办单位商量，由它来做。',
  },
  not_one_level_up: {
    status: 422,
    says: '只能逐级上交：这个单位不在正上一级。',
    next: '村交给镇，镇交给县；请选正上一级的单位。',
  },
  not_one_level_down: {
    status: 422,
    says: '只能逐级往下交：这个单位不在正下一级。',
    next: '县交给镇，镇交给村；请选正下一级的单位。',
  },
  duty_without_task: {
    status: 422,
    says: '这个单位还没有签收本件的事项，不能给它定要办的事。',
    next: '请先请它协助（交办并签收），再登记商定的结果。',
  },
  duty_day_past: { status: 422, says: '要求办完的日子已经过了。', next: '请改成今天或者以后的日子。' },
  no_such_duty: { status: 422, says: '没有这一项没办完的事。', next: '请刷新页面，看看还有哪些没办完。' },
  not_every_applicant_chose: {
    status: 422,
    says: '走别的途径要由提出这件事的每一位自己选。',
    next: '请问清每一位提出的人；有人不愿意，就接着在这里办。',
  },
  file_not_open: {
    status: 409,
    says: '这件事已经结案，不能从这里接着办。',
    next: '结案后又起来的，请登记“又起来了”。',
  },
  other_lead: {
    status: 409,
    says: '本件现在由别的单位主办，不能再接回来。',
    next: '请和现在的主办单位联系。',
  },
  false_already_proposed: {
    status: 409,
    says: '已经有人提出核实无此纠纷，正在等负责人决定。',
    next: '请等负责人批准或者不同意。',
  },
  nothing_proposed: {
    status: 409,
    says: '没有人提出核实无此纠纷。',
    next: '请先由办理的人写明怎样核实的，再由另一位负责人批准。',
  },
  same_person: {
    status: 409,
    says: '提出或者上报的人不能自己批准。',
    next: '请由另一位负责人批准；本单位没有的，请上级综治中心的负责人批准。',
  },
  look_back_over: {
    status: 409,
    says: '结案太久，过了可以接着办的日子（本县约定），不在原来的编号下办。',
    next: '请重新登记，写上原来的编号；您的权利没有变，也可以直接走别的途径。',
  },
  file_self: { status: 422, says: '不能和自己并案。', next: '请选择另一件。' },
  not_merged_here: { status: 409, says: '这两件没有并在一起。', next: '请刷新页面再看。' },
  mediation_running: {
    status: 409,
    says: '调解还没有结束，不能登记这个结果。',
    next: '请先登记调解的结果（达成协议、自行和解或者调解不成）。',
  },
  not_of_its_kind: {
    status: 409,
    says: '这一类纠纷不归本行业的调委会办。',
    next: '类型选错了的，请改正；没有选错的，请交给对口的行业调委会，或者事情发生地的村（社区）、乡镇（街道）调委会。',
  },
  not_for_mediation: {
    status: 409,
    says: '这件事依法不能由人民调解委员会调解。',
    next: '请告知当事人可以走的途径，或者交给有权处理的机关。',
  },
  one_side_missing: { status: 422, says: '调解至少要有两边。', next: '请从申请人一方和对方各选至少一位。' },
  party_has_left: { status: 422, says: '所选的人已经退出，或者不是本件当事人。', next: '请从在案的当事人中选择。' },
  already_in_mediation: {
    status: 409,
    says: '所选的人已经在一场没有结束的调解里。',
    next: '请先等那一场有结果，不要同时调两场。',
  },
  not_everybody_agreed: {
    status: 409,
    says: '还有当事人没有同意，调解不能开始，也不能继续。',
    next: '请先征得每一位当事人同意；有人不同意，就登记不同意，告知其他途径。',
  },
  attempts_too_few: {
    status: 409,
    says: '联系的次数还不够，不能登记为联系不上。',
    next: '请至少在两个不同的日子各联系一次，并且都登记下来。',
  },
  not_a_mediator: { status: 422, says: '所选的人现在不担任调解员。', next: '请从名单里重新选择。' },
  mediator_is_party: {
    status: 409,
    says: '当事人不能做自己纠纷的调解员。',
    next: '请换一位调解员。',
  },
  own_relation: {
    status: 403,
    says: '这是您自己和当事人的关系，不能由您登记大家同意不回避。',
    next: '请由单位的其他同事收齐全体当事人的书面同意后登记，或者换一位调解员。',
  },
  was_handled: {
    status: 409,
    says: '这一件已经调解过或者办出过结果，不能登记为没有这件纠纷。',
    next: '请如实登记办理结果，再结案。',
  },
  how_not_said: {
    status: 400,
    says: '没有写明怎样确认是本人同意。',
    next: '请选择是签了纸、当面说的，还是打本人登记的电话说的。',
  },
  relation_not_waived: {
    status: 409,
    says: '调解员和当事人有关系，要全体当事人书面同意才可以。',
    next: '请换一位调解员，或者请每一位当事人书面写明同意，再登记。',
  },
  relation_found: {
    status: 409,
    says: '调解员和当事人有关系，还没有全体当事人书面同意。',
    next: '请更换调解员；每一位当事人都书面同意的，请先登记“书面同意不回避”。',
  },
  no_relation_open: {
    status: 409,
    says: '没有等着书面同意的关系。',
    next: '同名、就是当事人本人的，书面同意也不行，请更换调解员。',
  },
  gone_on_already: { status: 409, says: '愿意的人已经另开了一场。', next: '请看本件里最新的那一场调解。' },
  not_ended_by_one: {
    status: 409,
    says: '这一场不是因为有人不愿意、退出或者联系不上结束的。',
    next: '还想谈的，请重新征询每一位的意愿。',
  },
  task_not_in_hand: {
    status: 409,
    says: '这个办理事项已经有结果了。',
    next: '请重新受理或者交办以后，再征询意愿。',
  },
  left_this_matter: {
    status: 409,
    says: '所选的人里，有人在这件事上不愿意调解、退出了或者联系不上。',
    next: '请只选愿意继续的人；她自己又想谈了，请另外征询她的意愿。',
  },
  no_limit_running: { status: 409, says: '现在没有在走的调解期限。', next: '暂停的，请先登记继续调解。' },
  limit_is_over: {
    status: 409,
    says: '调解期限已经过了，不能再延长。',
    next: '请登记期限届满；大家还愿意谈的，重新征询每一位的意愿。',
  },
  too_early_to_extend: {
    status: 409,
    says: '离调解期限还早，不用现在延长。',
    next: '请在期限的最后 10 日里（本县约定）再问每一位同不同意。',
  },
  not_everybody_extends: {
    status: 422,
    says: '还有当事人没有同意延长。',
    next: '延长要每一位都同意；有人不同意的，到期登记期限届满，告知别的途径。',
  },
  limit_not_passed: { status: 409, says: '调解期限还没有过。', next: '谈不拢的，请登记调解不成。' },
  joint_not_wished: {
    status: 409,
    says: '这件事有暴力或者侵害的风险，有危险的一方没有说愿意面对面。',
    next: '请改用背靠背或者电话；单独问过她、她自己愿意的，先登记她的意愿。',
  },
  sham_suspend_first: {
    status: 409,
    says: '怀疑虚假调解，要先暂停、报告并核实，不能直接终止。',
    next: '请先登记暂停（原因选“怀疑是虚假调解，要核实”），核实以后再决定。',
  },
  no_danger_open: { status: 409, says: '没有等着报告的激化风险。', next: '请刷新页面再看。' },
  report_mandatory: {
    status: 409,
    says: '涉及未成年人、无民事行为能力人或者限制民事行为能力人受到侵害，必须报告，谁也不能决定不报。',
    next: '请马上向公安机关报告，再登记接报的人。',
    law: '反家庭暴力法 第十四条；未成年人保护法 第十一条',
  },
  danger_not_reported: {
    status: 409,
    says: '激化风险还没有向公安机关报告，不能结案、并案、分开，也不能当作没有纠纷。',
    next: '请先报告并登记接报的人；决定不报告的，由负责人写明理由。',
  },
  no_such_time: { status: 422, says: '没有这个时间可以选。', next: '请刷新页面，从列出的时间里选。' },
  too_early: { status: 422, says: '时间不能早于现在。', next: '请改成以后的时间。' },
  not_everybody_signed: {
    status: 409,
    says: '还有人没有签字，协议不能生效。',
    next: '请等每一位当事人签字；有人不签，就登记调解不成。',
  },
  mediator_not_signed: { status: 409, says: '调解员还没有签名。', next: '请调解员先签名。' },
  seal_missing: {
    status: 409,
    says: '人民调解委员会还没有盖章，协议不能生效。',
    next: '请盖章后勾选“已盖章”，再登记生效。',
  },
  already_signed: { status: 409, says: '这位已经签过了。', next: '请刷新页面看看还差谁。' },
  signer_not_in_agreement: { status: 422, says: '这位不是协议的当事人。', next: '请从协议的当事人中选择。' },
  terms_changed: {
    status: 409,
    says: '协议的内容在您看过之后改了。',
    next: '请刷新页面，把新的内容看一遍再签。',
  },
  signing_copy_missing: {
    status: 409,
    says: '要签的文稿还没有准备好。',
    next: '请重新打开签字的页面；还是不行，请到调解员那里在纸上签，效力一样。',
  },
  laid_out_before_screens: {
    status: 409,
    says: '这份协议是系统升级以前交给大家签的，不能在屏幕上签。',
    next: '可以当面在纸上签，效力一样；要在屏幕上签的，请调解员收回以后重新交签。',
  },
  signed_another_time: {
    status: 422,
    says: '屏幕上的签名是现在写的，不能写成以前签的。',
    next: '请把发生时间留成现在；以前在纸上签好的，用“登记纸上签字”。',
  },
  name_being_signed: {
    status: 409,
    says: '有一份协议正在签，上面写的是原来的姓名，现在不能改。',
    next: '请调解员先把协议收回，姓名改好以后重新交签；联系电话可以照常更正。',
  },
  answer_not_as_agreed: {
    status: 422,
    says: '这一问答的和协议写的不一样。',
    next: '请把条款再看一遍，再答；不明白的，先问清楚。',
  },
  consent_changed: {
    status: 409,
    says: '“同意在屏幕上签”的说明和这份协议的不是一版。',
    next: '请重新打开签字的页面，看清再勾选；不愿在屏幕上签的，可以在纸上签。',
  },
  signature_too_slight: {
    status: 422,
    says: '框里还没有写上名字。',
    next: '请用手指或者笔写上您的名字；不会写字的，可以在纸上按指印。',
  },
  witness_missing: {
    status: 422,
    says: '按指印的，还没有写见证人。',
    next: '请写上当场看着按指印、和这件事没有关系的人。',
  },
  witness_takes_part: {
    status: 409,
    says: '见证人是这件事里的人。',
    next: '请换一位和这件事没有关系、不是调解员的人。',
  },
  code_not_proved: {
    status: 403,
    says: '验证码不对，或者已经过了时间。',
    next: '请重新获取验证码；收不到的话，可以到调解员那里当面签。',
  },
  phone_from_other_side: {
    status: 409,
    says: '您的手机号是对方当事人提供的，不能用短信验证码证明是您本人。',
    next: '请带身份证件到调解员那里当面签；或者请调解员当面核对后登记您自己的手机号，再要验证码。',
  },
  paper_only: {
    status: 409,
    says: '涉及婚姻、收养、继承这类身份关系的协议，要在纸上签字。',
    next: '请打印出来当面签字、按指印，由调解员登记。',
  },
  agreement_in_effect: {
    status: 409,
    says: '协议已经生效，不能再撤回。',
    next: '对协议有争议，可以请调委会再调，也可以向法院起诉。',
  },
  agreement_open: { status: 409, says: '已经有一份没有签完的协议。', next: '请先改好或者作废那一份。' },
  condition_waits_for_clause: {
    status: 409,
    says: '这一条要等前面一条先履行。',
    next: '请先登记前面一条已经履行。',
  },
  not_overdue: { status: 409, says: '还没有到期。', next: '请等到期以后再登记。' },
  reminded_already: { status: 409, says: '这一次提醒已经发过了。', next: '不用再发。' },
  amount_not_known: { status: 422, says: '这一条的金额还没有定下来。', next: '请先写明金额是多少、依据是什么。' },
  obligations_open: {
    status: 409,
    says: '协议还没有履行完，不能结案。',
    next: '请登记每一项履行的结果：已履行、权利人免除，或者已告知依法主张。',
  },
  visit_open: { status: 409, says: '还没有回访，不能结案。', next: '请先回访并登记。' },
  mediation_suspended: {
    status: 409,
    says: '调解暂停着，协议不能生效。',
    next: '请先登记继续调解，再登记生效。',
  },
  holds_merged: {
    status: 409,
    says: '这一件里已经并进了别的件，不能再并入另一件。',
    next: '请把那一件并到这里来，或者先把并进来的分出去。',
  },
  comers_bound: {
    status: 409,
    says: '随那一件来的人还在这里调解，或者受这里的协议约束，现在不能分出去。',
    next: '请先登记调解的结果；协议已经生效的，在这里履行完。',
  },
  amount_agreed: {
    status: 409,
    says: '金额是协议里写定的，不能另改。',
    next: '请按协议的金额登记；双方另外商量了的，请重新达成协议。',
  },
  obligations_too_many: {
    status: 422,
    says: '一份协议里要履行的太多了。',
    next: '请分成几份协议。',
  },
  ...COMPLAINT_REFUSALS,
  ...PERFORMANCE_REFUSALS,
  ...APPOINTMENT_REFUSALS,
  ...DOCKET_REFUSALS,
  ...SERVICE_REFUSALS,
  ...BESIDE_REFUSALS,
  ...SUCCESSION_REFUSALS,
  ...BATCH_REFUSALS,
  ...REFERRAL_REFUSALS,
  ...LEDGER_REFUSALS,
  ...ADVISER_REFUSALS,
  ...RETURN_REFUSALS,
  ...SEALED_REFUSALS,
  ...EVIDENCE_REFUSALS,
  ...SEAL_REFUSALS,
  ...QUESTIONED_REFUSALS,
  ...CLAUSE_REFUSALS,
  ...UNLAWFUL_REFUSALS,
  ...WRITING_REFUSALS,
} as const satisfies Record<string, { status: number; says: string; next: string; law?: string }>
export type RefusalCode = keyof typeof REFUSALS
