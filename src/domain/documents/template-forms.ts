import { DRAWN_FORMS } from './drawn-form-names.ts'
import { FORMS } from './forms.ts'

/** Largest template, in bytes: a form of a few pages with an emblem. */
export const LARGEST_TEMPLATE = 2 * 1024 * 1024

/**
 * Forms a county may have a Word template of its own for: the ministry's set (domain 3.1). What each is to say at least, as names any one
 * of which will do; a template without it is let through with a warning, and whoever releases it reads that.
 */
const PARTIES = ['当事人', '申请人', '申请人姓名']
const OTHER_SIDE = ['当事人', '被申请人', '被申请人姓名']
const HERSELF = ['当事人', '本人', '本人姓名']
export const TEMPLATE_FORMS = {
  'D-00': [['卷名'], ['卷号'], ['年度'], ['保管期限']],
  'D-00b': [['清单']],
  'D-01': [PARTIES, OTHER_SIDE, ['纠纷简要情况'], ['申请事项'], ['签名']],
  'D-02m': [['编号'], ['纠纷类型'], ['案件来源'], ['纠纷简要情况'], ['签名'], ['盖章单位']],
  'D-03': [['告知事项'], ['签名'], ['告知人']],
  'D-04b': [['委托人', '委托人姓名'], ['受委托人', '受委托人姓名'], ['代理权限'], ['逐项授权'], ['签名']],
  'D-05': [['时间'], ['地点'], ['被调查人'], ['调查记录'], ['签名']],
  'D-07': [['时间'], ['地点'], ['当事人'], ['调解记录'], ['调解结果'], ['签名']],
  'D-08': [
    ['编号'],
    PARTIES,
    OTHER_SIDE,
    ['纠纷事实'],
    ['协议条款'],
    ['履行方式时限'],
    ['告知事项'],
    ['签名'],
    ['盖章单位'],
  ],
  'D-09': [['编号'], PARTIES, OTHER_SIDE, ['纠纷事实'], ['协议条款'], ['签名'], ['盖章单位']],
  'D-11': [PARTIES, ['请求事项'], ['事实和理由'], ['协议条款'], ['告知事项'], ['签名']],
  'D-12': [['当事人'], ['编号'], ['回访事由'], ['回访时间'], ['回访情况'], ['签名']],
  'D-13': [['编号'], ['为什么结束'], ['盖章单位']],
  'D-14': [['卷号'], ['本卷共几页'], ['签名']],
  'D-15': [['本卷共几页'], ['立卷人']],
  'D-17': [['编号'], ['原来的期限'], ['延长'], ['其他栏目'], ['签名']],
  'D-18': [['时间'], ['地点'], ['盖章单位']],
  'D-20': [['编号'], ['结案时间'], ['当事人'], ['调处结果'], ['签名']],
  'D-22': [HERSELF, ['正文'], ['签名']],
  'D-23': [HERSELF, ['送达地址'], ['电话'], ['正文'], ['签名']],
} as const satisfies Record<string, readonly (readonly string[])[]>
export type TemplateForm = keyof typeof TEMPLATE_FORMS
export const TEMPLATE_FORM_NAMES = Object.keys(TEMPLATE_FORMS) as [TemplateForm, ...TemplateForm[]]
export const hasTemplates = (form: string): form is TemplateForm => Object.hasOwn(TEMPLATE_FORMS, form)

/** What a form is called on the page of templates. */
export const titleOfForm = (form: TemplateForm): string =>
  form === 'D-02m' || !(form in DRAWN_FORMS)
    ? FORMS[form as keyof typeof FORMS]
    : DRAWN_FORMS[form as keyof typeof DRAWN_FORMS].title

/** Names of longer labels, as somebody will want to type them. */
const SHORTER: Readonly<Record<string, string>> = {
  经调解自愿达成如下协议: '协议条款',
  调解协议的内容: '协议条款',
  纠纷主要事实争议事项: '纠纷事实',
  当事人申请事项: '申请事项',
  调查人记录人: '调查人',
}

/** What a label on a form is called as a placeholder: its letters alone, without what stands in brackets. */
export function placeholderOf(label: string): string {
  const plain = label.replace(/（[^）]*）/g, '').replace(/[^\p{Script=Han}A-Za-z0-9]/gu, '')
  return SHORTER[plain] ?? [...plain].slice(0, 20).join('')
}

/** A placeholder of a form: its name; the columns where it is a list to be gone through; what it stands for. */
export type TemplateField = { name: string; columns: string[] | null; says: string; example: string }

/** What a template lacks of what its form is to say, in words. */
export const lackingIn = (form: TemplateForm, used: readonly string[]): string[] =>
  TEMPLATE_FORMS[form].flatMap((any: readonly string[]) => (any.some((it) => used.includes(it)) ? [] : [any[0] ?? '']))
