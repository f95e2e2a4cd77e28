/**
 * The wording behind `UNLAWFUL`. Texts arrive without blanks and in half-width forms, so a comma is ',' here.
 * No look-behind: older phones cannot read it.
 */
import type { DoubtfulCode, UnlawfulCode } from './unlawful.ts'

/** Finds the first passage, or null. */
export type Matcher = (text: string) => string | null

/** Words that forbid or give up what follows within the same breath. */
const FORBIDS =
  '不再|不得|不准|不许|不要|不应|永不|永远不|绝不|决不|保证不|承诺不|自愿不|同意不|均不|都不|也不|禁止|严禁|停止|放弃|杜绝'
/** After a bare 不 only these may stand before the act: 不向法院起诉, but not 协商不成向法院起诉. */
const BARE = '不(?:能|会|可)?((?:另行|再|去|到|向|找|因|就|以任何)[^,。;:!?]{0,10}?|提起|提出|申请|进行|予)?'
/** Between 不得 and 上访 these turn the sentence round: 不得阻拦对方上访, 不得影响起诉的权利, 不能履行的向法院起诉. */
const PROTECTS =
  /参加|参与|阻|拦|干涉|干扰|妨|限制|影响|打击|报复|剥夺|排除|免除|可|有权|威胁|歧视|刁难|损害|撤回|支付|付款|达成|协商|解决|虚假|捏造|诬告|的(?:向|由|依法|直接|$)|的话|则/
/** After the act: 不得以上访为由拒绝付款, 不因上访受歧视. */
const TURNS = /^[^,。;:!?]{0,8}?(?:为由|为借口|打击|报复|歧视|刁难|受.{0,3}影响|期间|过程中|权利受|的除外)/

/** Finds a forbidden act: 不(再)… + act, unless the words around it protect the act instead. */
function forbidding(act: string): Matcher {
  const patterns = [
    new RegExp(`(?:${FORBIDS})([^,。;:!?]{0,16}?)(?:${act})`, 'g'),
    new RegExp(`${BARE}(?:${act})`, 'g'),
  ]
  return (text) => {
    for (const hit of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
      const after = text.slice(hit.index + hit[0].length)
      if (!PROTECTS.test(hit[1] ?? '') && !TURNS.test(after)) return hit[0]
    }
    return null
  }
}

const saying =
  (...patterns: readonly RegExp[]): Matcher =>
  (text) => {
    for (const pattern of patterns) {
      const hit = pattern.exec(text)
      if (hit) return hit[0]
    }
    return null
  }

const either =
  (...matchers: readonly Matcher[]): Matcher =>
  (text) => {
    for (const matcher of matchers) {
      const hit = matcher(text)
      if (hit !== null) return hit
    }
    return null
  }

/** The matcher, but silent where the sentence also says what makes it lawful. */
const unless =
  (lawful: RegExp, matcher: Matcher): Matcher =>
  (text) =>
    lawful.test(text) ? null : matcher(text)

/** Each part between commas on its own, so that one lawful half does not cover for the other. */
const eachPart =
  (matcher: Matcher): Matcher =>
  (text) => {
    for (const part of text.split(',')) {
      const hit = matcher(part)
      if (hit !== null) return hit
    }
    return null
  }

const SUIT =
  '起诉|诉讼(?!请求|时效|费|保全|中|过程|期间|代理|标的)|提起仲裁|申请.{0,4}仲裁|仲裁(?!请求|条款|约定|协议|费|裁决|时效)|打官司|告状|上诉|诉权|告到法院|上法院|到法院告'
const PETITION =
  '上访|信访(?!局|办|部门|人)|进京|走访反映|越级访|向(?:任何|有关|相关|上级)?(?:部门|机关|政府|单位).{0,4}(?:反映|投诉|举报|控告)|投诉|举报|检举|控告|申诉'
const POLICE = '报警|报案|追究报警|向(?:公安|派出所|警方).{0,4}(?:举报|报告|反映|求助)'

export const UNLAWFUL_WORDING: Readonly<Record<UnlawfulCode, Matcher>> = {
  gives_up_petition: either(saying(/停访(?![问客视])|(?:^|[^信消讯])息访|罢访/), forbidding(PETITION)),
  gives_up_suit: either(
    saying(
      /(?:^|[^信消讯利本])息诉|罢诉|弃诉(?!讼)/,
      /(?:必须|应当|须|只能|一律)先?[^,。;]{0,6}调解[^。;]{0,12}(?:才|方|后再?)[^,。;]{0,4}(?:起诉|诉讼|仲裁|打官司|上法院)/,
    ),
    forbidding(SUIT),
  ),
  gives_up_police: forbidding(POLICE),
  bound_to_mediation: saying(
    /(?:不得|不能|不准|不许|无权|放弃)[^,。;]{0,6}(?:退出|拒绝|中止|终止|停止|离开)[^,。;]{0,6}调解/,
    /必须(?:接受|参加|同意)[^,。;]{0,6}调解/,
  ),
  freedom: either(
    saying(
      /(?:不得|不准|不许|禁止|永不)(?:再|擅自|私自|随意|随便|单独|自行)?(?:离开(?:本村|村|家|本县|本镇|本地|住处|住所)|回村|返乡|(?:外出|出门)(?![^,。;]{0,4}(?:赌|酒|工|惹|寻衅)))/,
      /(?:不得|不准|不许|禁止|永不)(?:再|另行|自行|提前|[与和跟](?:他人|别人|任何人))?(?:结婚|再婚|再嫁|改嫁|恋爱|生育)/,
      /(?:不得|不准|不许|永不|禁止)再?(?:提出?|要求|起诉|申请)?离婚/,
      /逐出(?:本村|村|家门)|赶出(?:本村|村)/,
    ),
    eachPart(
      unless(
        /不得|不准|不许|停止|禁止|退还|归还|返还|交还|解除/,
        saying(
          /(?:关押|关起来|拘禁|软禁|扣押|扣留)(?:其|他|她|本人|当事人|债务人|人员|孩子|家属|身份证|户口)/,
          /(?:身份证|户口[簿本]|护照)[^,。;]{0,8}(?:扣押|扣留|抵押|押在|质押)/,
        ),
      ),
    ),
  ),
  violence: either(
    unless(
      /赔偿|医药费|医疗费|治疗|造成|导致|致使|骨折/,
      saying(
        /(?:打断|砍断|剁|卸)[^,。;]{0,3}(?:手|腿|脚|指|胳膊)/,
        /(?:挨|打)[一二三四五六七八九十\d]*(?:耳光|板子|大板|棍|鞭|顿)/,
      ),
    ),
    eachPart(
      unless(
        /不得|不再|不准|不许|停止|禁止/,
        saying(
          /(?:任凭|任由|听凭)[^,。;]{0,8}(?:打|骂|惩罚|处置$)/,
          /下跪|跪地|跪下|磕头|游街|示众|游行道歉|剃光头/,
          /以(?:人身|身体|身子|命|女儿|儿子|妻子|子女)[^,。;]{0,4}(?:抵债|抵押|担保|抵偿|偿还)|抵命|偿命|生死自负|生死各安/,
          /(?:有权|可以?)(?:殴打|打骂|还手|打人)/,
        ),
      ),
    ),
  ),
  mediation_fee: eachPart(
    unless(
      /(?:不|免|未|无需|无须|没有)(?:得|会|再|予)?[^,。;]{0,8}(?:收取?|缴纳?|交纳?|支付|给付?|承担|接受|产生)[^,。;]{0,12}(?:费|报酬|红包|好处|任何)|免费|不收费/,
      either(
        saying(/调解(?:服务|工作|手续|案件)?费/),
        unless(
          /转交|转付|代为|代付|代收|代发|见证|监督|监管|主持|保管|发放/,
          saying(
            /(?:调委会|调解委员会|调解员|调解人|调解中心|调解室|司法所)[^,。;]{0,14}(?:劳务费|辛苦费|服务费|手续费|工作经费|工作费|报酬|酬金|红包|好处|感谢费|感谢金|误工费|茶水费|请客|宴请|赞助)/,
            /(?:劳务费|辛苦费|感谢费|红包|好处费|报酬)[^,。;]{0,8}(?:调委会|调解委员会|调解员|调解人|司法所)/,
          ),
        ),
      ),
    ),
  ),
  criminal_liability: eachPart(
    unless(
      /(?:依法|仍|继续)(?:应当)?(?:追究|移送|由)[^,。;]{0,8}(?:刑事|公安|检察|司法)|不(?:影响|免除|代替|减轻|妨碍)[^,。;]{0,14}(?:刑|处罚|司法)/,
      saying(
        /(?:不再?|不予|不得|不被|不会被|放弃)(?:要求|请求)?追究[^,。;]{0,10}(?:刑|犯罪)|免(?:予|于|除)?[^,。;]{0,8}(?:刑事|刑责)/,
        /(?:检察|公安|派出所|法院|警方|司法机关)[^,。;]{0,10}(?:不(?:予|再)?(?:起诉|立案|处罚|拘留|追究|批捕|逮捕|判刑|移送)|撤案|撤销案件|撤销(?:行政)?处罚|免(?:予|于|除)?(?:起诉|处罚)|判(?:处)?缓刑|判(?:处)?无罪|轻判)/,
        /相对不起诉|存疑不起诉|酌定不起诉|免予(?:治安|行政|刑事)处罚|(?:不|免)(?:予|于)?(?:治安|行政)处罚|不(?:予)?治安拘留/,
        /(?:撤销|撤回)(?:刑事|治安|行政)(?:案件|立案|处罚)|以钱(?:抵|赎)(?:刑|罪)|保证不判刑|不(?:被)?判刑|确保缓刑/,
      ),
    ),
  ),
  identity_status: unless(
    /(?:办理|申请|进行|去|到)[^,。;]{0,10}登记|民政|婚姻登记|起诉|诉讼|法院|不涉及|不影响|不处理/,
    saying(
      /(?:协议|签字|签订|签署|即日)[^。;]{0,8}(?:起|生效后?|即|后)[^。;]{0,8}(?:离婚(?!后|时|协议)|解除婚姻)/,
      /(?:自愿|同意)(?:解除)?(?:离婚|婚姻关系|夫妻关系)(?!后|时|案|的|协议)/,
      /(?:断绝|脱离|解除|终止)[^,。;]{0,8}(?:父子|母子|父女|母女|亲子|父母子女|兄弟|姐妹|兄妹|血缘|收养|养父母|婚姻|夫妻)关系(?!后|时|前|的|之)/,
      /(?:婚姻|夫妻|收养|亲子|父母子女)关系[^,。;]{0,8}(?:成立|建立|确立|有效|无效|解除|终止)(?!后|时|前|的|之)/,
      /(?:确认|认定)[^,。;]{0,12}[为系是][^,。;]{0,8}(?:亲生|生父|生母|养子女|养父母|合法夫妻)|(?:确认|认定)[^,。;]{0,8}亲子关系/,
    ),
  ),
}

export const DOUBTFUL_WORDING: Readonly<Record<DoubtfulCode, Matcher>> = {
  ownership: saying(
    /(?:房|屋|宅基地|林|山|地|院|车位|商铺|果园|鱼塘|坟|界)[^,。;]{0,12}(?:归|属于?)[^,。;]{0,10}(?:所有|使用|管理|经营)/,
    /所有权|产权|使用权归|权属|取得(?:房屋|宅基地|林地|土地|产权)|(?:房|屋|宅基地)[^,。;]{0,4}归[^,。;]{1,8}/,
    /(?:指定|确认|划定|确定|明确)[^,。;]{0,8}(?:界址|地界|边界|四至|界线|归属)/,
  ),
  utilities_for_fees: saying(
    /(?:缴|交|付|补|结清)[^,。;]{0,8}后[^,。;]{0,10}(?:恢复|接通|供应?|开通)[^,。;]{0,6}(?:水|电|气|暖|热)/,
    /(?:不|未|拖欠?|欠)[^,。;]{0,4}(?:缴|交|付|费)[^,。;]{0,10}(?:停|断|限)(?:水|电|气|暖|热)/,
  ),
  support: saying(
    /(?:不再?|无需|无须|免除|免予|放弃)[^,。;]{0,8}(?:赡养|抚养|扶养)(?:费|义务|责任|老人|父亲|母亲|父母)/,
    /放弃继承[^。;]{0,10}(?:不|免)[^,。;]{0,6}赡养/,
  ),
  all_liability: saying(/(?:不再?|不得|放弃|互不)[^,。;]{0,8}追究[^,。;]{0,10}(?:任何|一切|全部|所有)[^,。;]{0,4}责任/),
}
