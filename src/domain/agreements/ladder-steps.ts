import { askPaper, tell } from '../disputes/make.ts'
import { actorName, idsOf, mediatedBy, namesOf, partiesAmong, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { byName, signing } from '../documents/pieces.ts'
import { dayWords } from '../documents/say-time.ts'
import { step } from '../step.ts'
import { change, owed } from './obligation-steps.ts'
import { OfferChangeInput, URGED_HOWS, UrgeInput } from './performance-inputs.ts'

export const urge = step({
  on: 'obligation',
  from: ['breached'],
  to: null,
  by: ['handler'],
  needs: [],
  input: UrgeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { urged = [], debtors } = part.facts
    const { in_name_of, mediators } = mediatedBy(here, part)
    return [
      change(part, {
        urged: [...urged, { on: here.today, how: input.how, by: actorName(here), answer: input.answer }],
      }),
      askPaper(
        next(),
        'D-19',
        namesOf(here, debtors),
        notice(here, in_name_of, [
          field('编号', here.file?.short_code ?? ''),
          field('没有履行的', owed(here, part)),
          field('约定的最后一天', part.facts.due_on ? dayWords(part.facts.due_on) : '没有约定'),
          field('第几次督促', `第 ${urged.length + 1} 次（${dayWords(here.today)}，${URGED_HOWS[input.how]}）`),
          paragraph('协议对双方有约束力，应当按约定履行（人民调解法 第三十一条）。请尽快履行，履行后请对方确认。'),
          paragraph('有困难请告诉我们，可以和对方商量改期、分期；双方都同意才改。'),
          paragraph('一直不履行的，对方可以依法向人民法院起诉；经过司法确认的，可以申请强制执行。'),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
          signing([byName('调解员', ...mediators)]),
        ]),
        debtors,
      ),
      ...partiesAmong(here, debtors)
        .slice(0, 5)
        .map((party) =>
          tell(
            next(),
            party,
            `${responsibleUnit(here).name}督促履行：${owed(here, part)}。有困难请打 ${responsibleUnit(here).phone} 商量。`,
          ),
        ),
    ]
  },
  law: ['人民调解法 第三十一条（应当督促当事人履行约定的义务）'],
  carries_out: { rows: [28] },
  says: '督促履行',
})

export const offer_change = step({
  on: 'obligation',
  from: ['breached'],
  to: null,
  by: ['handler'],
  needs: ['change_possible', 'no_change_open'],
  input: OfferChangeInput,
  then: (here, part) => {
    const next = idsOf(here)
    return [
      change(part, { change_offered_on: here.today }),
      ...partiesAmong(here, [...part.facts.debtors, ...part.facts.creditors])
        .slice(0, 8)
        .map((party) =>
          tell(
            next(),
            party,
            `${responsibleUnit(here).name}：${owed(here, part)}。有困难可以商量改期、分期，在您的页面上提，或者打 ${responsibleUnit(here).phone}。双方都同意才改，不同意照原来的办。`,
          ),
        ),
    ]
  },
  law: ['人民调解法 第三十一条', '民法典 第五百四十三条（协商一致可以变更）'],
  carries_out: { because: '到期没履行的，先告诉双方可以商量改期，再谈去法院（issue: Performance, the ladder）' },
  says: '告诉双方可以改期',
})
