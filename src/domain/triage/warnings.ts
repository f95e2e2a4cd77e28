import { because, type Row } from './rows.ts'
import type { Audience, Reason, TriageFacts } from './types.ts'

/**
 * Whether somebody may be hurt: said so, or a scuffle within the family, which is never a mere matter of public order
 * (反家庭暴力法 2, 13).
 */
export const violentIn = (facts: Partial<Record<'dispute_type' | 'violence' | 'public_order', unknown>>): boolean =>
  facts.violence === true || (facts.dispute_type === 'M01' && facts.public_order === true)

/** What has to be done before anything else; empty when nothing is urgent (INV-10). */
export function urgencies(facts: TriageFacts): Reason[] {
  const urgent: Reason[] = []
  if (facts.violence === true) {
    urgent.push(
      because(
        '有暴力或者可能动手：马上报警 110，人身安全在先；不劝和，不安排双方见面，不催当事人签协议。',
        facts.dispute_type === 'M01'
          ? '反家庭暴力法 第五条、第十三条；本县约定：安全之前不调解，可以调整'
          : '人民调解法 第二十五条；本县约定：安全之前不调解，可以调整',
      ),
    )
    if (facts.dispute_type === 'M01')
      urgent.push(
        because(
          '家庭暴力可以请公安机关出具告诫书，可以向法院申请人身安全保护令（72 小时内决定，紧急的 24 小时内），法律援助不查经济困难。',
          '反家庭暴力法 第十六条、第二十三条、第二十八条；法律援助法 第三十二条第四项',
        ),
      )
  }
  if (facts.crime_suspected === true)
    urgent.push(
      because('可能构成犯罪的，马上向公安机关报告，保护好证据。', '人民调解法 第二十五条；刑事诉讼法 第一百一十条'),
    )
  if (
    facts.minor_involved === true &&
    (facts.violence === true || facts.crime_suspected === true || facts.private_prosecution === true)
  )
    urgent.push(
      because(
        '未成年人可能受到侵害的，立即向公安、民政、教育等部门报告，这是法定义务。',
        '未成年人保护法 第十一条；反家庭暴力法 第十四条',
      ),
    )
  return urgent
}

/** What is offered to whoever says of herself that she is one of them; it changes no route and no right. */
const FOR_AUDIENCES: Record<Audience, Reason> = {
  migrant_worker: because(
    '本人说是农民工：讨薪、要工伤赔偿申请法律援助不查经济困难；可以夜间、周末、视频调。',
    '法律援助法 第四十二条第三项；本县约定：方便农民工，可以调整',
  ),
  veteran: because('本人说是退役军人：愿意的，可以请退役军人服务站陪同。', '本县约定：为退役军人服务，可以调整'),
  new_form_worker: because(
    '本人说是骑手、网约车司机等：是不是劳动关系先看实际怎样管理，拿不准的先按劳动争议走，免得误了仲裁。',
    '劳动争议调解仲裁法 第二条、第二十七条；本县约定：拿不准的先按劳动关系，可以调整',
  ),
}

/** What the row asks for first, and what these facts add to it. */
export function preconditionsOf(row: Row, facts: TriageFacts, mediated: boolean): Reason[] {
  const more: Reason[] = []
  if (facts.minor_involved === true)
    more.push(
      because(
        '未成年人由父母或者其他监护人代理；监护人就是对方的，先另定代理人。',
        '民法典 第二十条、第二十三条、第三十四条',
      ),
    )
  if (facts.handed_over === true && facts.already_with !== 'none')
    more.push(
      because(
        '受理的机关移交、委托来的，要有书面移交材料和双方同意。',
        '人民调解法 第十八条；最高人民法院关于人民法院特邀调解的规定 第十一条；本县约定：要有书面材料，可以调整',
      ),
    )
  if (facts.already_with === 'petition' && mediated)
    more.push(
      because(
        '信访事项里的民事纠纷，双方都同意的才转来调解。',
        '人民调解法 第十七条；司法部、国家信访局 2025 年访调对接意见（尚待核对原文）',
      ),
    )
  if (facts.already_with === 'police' && facts.dispute_type === 'M15')
    more.push(
      because(
        '交警只做了事故认定的，可以来调解；已经受理赔偿调解的，等交警调解结束。',
        '道路交通事故处理程序规定 第八十四条；本县约定：不重复调解，可以调整',
      ),
    )
  if (facts.foreign_party === true)
    more.push(
      because(
        '涉外、涉港澳台的：核对身份证件，要翻译的请翻译；在境外办的委托书要经公证、认证；法院管辖和适用的法律先问清。',
        '民事诉讼法 涉外民事诉讼程序的特别规定（条号尚待核对）；涉外民事关系法律适用法 第三条、第四十一条',
      ),
    )
  for (const audience of facts.audiences) more.push(FOR_AUDIENCES[audience])
  return [...row.preconditions, ...more]
}
