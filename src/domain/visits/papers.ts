import { type Part, partsOf } from '../disputes/parts.ts'
import { namesOf, partiesAmong } from '../disputes/people.ts'
import type { PaperBlock } from '../documents/blocks.ts'
import { visitNo } from '../documents/docket.ts'
import { field } from '../documents/forms.ts'
import { box, byName, cell, partiesSign, signing, theEnd, told } from '../documents/pieces.ts'
import { dayWords, momentWords } from '../documents/say-time.ts'
import { numberOn, titleOf } from '../mediation/papers.ts'
import type { Here } from '../step.ts'
import { PERFORMANCES, SATISFACTIONS, VISIT_HOWS } from './inputs.ts'

type Found = {
  how: keyof typeof VISIT_HOWS
  visited: readonly string[]
  performance: keyof typeof PERFORMANCES
  satisfaction: keyof typeof SATISFACTIONS
  satisfaction_by: string | null
  satisfaction_words: string
  trouble: boolean
  account: string
}

const mediationOfVisit = (here: Here, { facts }: Part<'visit'>) => {
  const agreement = partsOf(here.parts, 'agreement').find(({ id }) => id === facts.agreement_id)?.facts
  return partsOf(here.parts, 'mediation').find(({ id }) => id === agreement?.mediation_id)?.facts
}

export const visitTitle = (here: Here, visit: Part<'visit'>): string =>
  titleOf(mediationOfVisit(here, visit) ?? { kind: 'peoples' }, '调解回访记录')

/** D-12: the number is that of the agreement it asks after (domain 3.2). */
export function visitPaper(here: Here, visit: Part<'visit'>, found: Found, visitor: string): PaperBlock[] {
  const { facts } = visit
  const agreement = partsOf(here.parts, 'agreement').find(({ id }) => id === facts.agreement_id)?.facts
  const mediation = mediationOfVisit(here, visit)
  const satisfied =
    found.satisfaction === 'not_said'
      ? SATISFACTIONS.not_said
      : `${SATISFACTIONS[found.satisfaction]}（${namesOf(here, found.satisfaction_by ? [found.satisfaction_by] : [])}说：${found.satisfaction_words}）`
  return [
    ...(mediation ? [numberOn(here, mediation, visitNo(here, visit))] : []),
    box([
      cell('查询编号', here.file?.short_code),
      cell('第几次回访', `第 ${facts.round} 次`),
      cell('回访时间', momentWords(here.occurred_at)),
      cell('方式', VISIT_HOWS[found.how]),
      cell('当事人', namesOf(here, agreement?.parties ?? []), true),
      cell('回访对象', namesOf(here, found.visited), true),
      cell(
        '回访事由',
        `${mediation?.matter ?? '协议'}${agreement?.effective_on ? `（${dayWords(agreement.effective_on)}生效）` : ''}的履行情况`,
        true,
      ),
    ]),
    field('履行情况', PERFORMANCES[found.performance]),
    field('满意情况', satisfied),
    field('有没有新的矛盾', found.trouble ? '有' : '没有'),
    ...told('回访情况', found.account),
    box([
      cell('后来去法院的情况', '', true),
      cell('调解有没有不当、有没有别的隐患', '', true),
      cell('采取的措施', '', true),
    ]),
    theEnd,
    signing([...partiesSign(here, partiesAmong(here, found.visited)), byName('回访人', visitor)]),
  ]
}
