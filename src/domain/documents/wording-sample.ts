import { type DrawnPaper, FORMS, field, paragraph } from './forms.ts'
import type { Piece, Wording } from './wordings.ts'

const SAMPLES = {
  limitation_interrupted: {
    title: FORMS['D-02r'],
    before: [field('编号', 'ABCD-EFGH'), field('收到时间', '某年某月某日 9:00'), field('事由', '水沟被占')],
  },
  rights_and_duties: {
    title: FORMS['D-03'],
    before: [field('编号', 'ABCD-EFGH'), field('调解组织', '某某村人民调解委员会'), field('事由', '水沟被占')],
  },
  about_mediation: { title: FORMS['D-03'], before: [field('调解组织', '某某村人民调解委员会')] },
  confidential_and_personal: { title: FORMS['D-03'], before: [field('调解组织', '某某村人民调解委员会')] },
  sincerity: { title: '司法确认申请书', before: [paragraph('请求确认双方达成的调解协议有效。')] },
  signing_on_screen: {
    title: FORMS['D-08'],
    before: [field('编号', '（某年）某某村人调字第1号'), field('第一条', '乙方在某日前把水沟修通。')],
  },
  effect_of_agreement: {
    title: FORMS['D-08'],
    before: [field('编号', '（某年）某某村人调字第1号'), field('第一条', '乙方在某日前把水沟修通。')],
  },
  other_routes: { title: FORMS['D-13'], before: [field('编号', 'ABCD-EFGH'), field('为什么结束', '一方不同意调解')] },
} as const

/** A sample paper with a piece of wording in its place: how it will read, with nobody in it. */
export const sampleWith = (piece: Piece, wording: Wording): DrawnPaper => ({
  title: SAMPLES[piece].title,
  to: '某某',
  blocks: [...SAMPLES[piece].before, wording, paragraph('（样张：除了这一段，其余都是示意。）')],
})
