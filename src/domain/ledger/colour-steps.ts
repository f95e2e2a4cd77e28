import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, replaceClocksOf, startClock, stopClocks } from '../disputes/make.ts'
import type { Part } from '../disputes/parts.ts'
import { actorName, idsOf, ownUnit, responsibleUnit } from '../disputes/people.ts'
import { field } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { type Here, step } from '../step.ts'
import {
  COLOUR_DUTIES,
  COLOUR_GROUNDS,
  COLOUR_RULES,
  COLOURS,
  type Colour,
  FIRST_RULES,
  isHigher,
  PROGRESS_RULES,
  REVIEW_RULE,
} from './colours.ts'
import { colourLaidDown, MOST_KEPT } from './ending.ts'
import { GiveColourInput, LowerColourInput, NoteProgressInput } from './inputs.ts'
import { NOT_OVER } from './supervision-steps.ts'

const LAW = ['本县约定：颜色由人根据写明的事实定，当事人信访、起诉、投诉、不愿调解不作为事实，可以调整']

const owed = (here: Here, id: string, rule: (typeof COLOUR_RULES)[number], part: Part<'dispute'>, act: string) =>
  startClock(here, id, rule, part, { unit: responsibleUnit(here).id }, act)

/** What a colour asks for from today: a first action, a look at it again, and, where it is grave, a conference and a report upward. */
function begins(here: Here, next: () => string, part: Part<'dispute'>, colour: Colour): Consequence[] {
  const { first, conference, report } = COLOUR_DUTIES[colour]
  return [
    owed(here, next(), first, part, 'note_progress'),
    owed(here, next(), REVIEW_RULE, part, 'give_colour'),
    ...(conference.rule ? [owed(here, next(), conference.rule, part, 'coordinate')] : []),
    ...(report ? [owed(here, next(), report, part, 'report_major')] : []),
  ]
}

export const give_colour = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['handler', 'mediator', 'clerk', 'supervisor'],
  needs: ['colour_not_lower_now'],
  input: GiveColourInput,
  then: (here, part, { colour, grounds, words }) => {
    const next = idsOf(here)
    const now = part.facts.colour
    const today = { on: here.today, by: actorName(here), reviewed_on: here.today }
    // Looked at again and left as it is: what is owed under it goes on, and it is asked about anew in a month.
    if (now && !isHigher(colour, now.colour))
      return [
        {
          kind: 'change_facts',
          part: 'dispute',
          id: part.id,
          facts: { colour: { ...now, grounds, words, reviewed_on: here.today } },
        },
        ...stopClocks(here, REVIEW_RULE, part),
        owed(here, next(), REVIEW_RULE, part, 'give_colour'),
      ]
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: {
          colour: { colour, grounds, words, ...today },
          ...(now ? { colours_before: colourLaidDown(here, part, `调为${COLOURS[colour]}色`) } : {}),
        },
      },
      ...COLOUR_RULES.flatMap((rule) => replaceClocksOf(here, rule, part)),
      ...begins(here, next, part, colour),
    ]
  },
  law: LAW,
  carries_out: { because: '苗头要有人说出来，说了就有人接、有人看、有期限（参考资料 7.2；S4-13）' },
  says: '定颜色',
  told: 'office',
})

export const lower_colour = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['director', 'supervisor'],
  needs: ['has_colour', 'may_lower_colour', 'colour_goes_down'],
  input: LowerColourInput,
  then: (here, part, { colour, because }) => {
    const next = idsOf(here)
    const now = part.facts.colour
    if (!now) throw new Error('a colour lowered that there is not')
    const lowered =
      colour === null ? null : { ...now, colour, on: here.today, by: actorName(here), reviewed_on: here.today }
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { colour: lowered, colours_before: colourLaidDown(here, part, because) },
      },
      ...COLOUR_RULES.flatMap((rule) => replaceClocksOf(here, rule, part)),
      ...(colour === null
        ? []
        : [
            owed(here, next(), COLOUR_DUTIES[colour].progress, part, 'note_progress'),
            owed(here, next(), REVIEW_RULE, part, 'give_colour'),
          ]),
      // Lowered by the town, the county is told of it (domain 7.2).
      ...(now.colour === 'orange'
        ? [
            askPaper(
              next(),
              'F-72',
              '县综治中心',
              notice(here, ownUnit(here).name, [
                field('编号', here.file?.short_code ?? ''),
                field('原来的颜色', COLOURS[now.colour]),
                field('现在的颜色', colour === null ? '不再挂颜色' : COLOURS[colour]),
                field('当时的事实', now.grounds.map((it) => COLOUR_GROUNDS[it]).join('；')),
                field('为什么可以降', because),
                field('谁降的', `${ownUnit(here).name} ${actorName(here)}`),
              ]),
              [],
            ),
          ]
        : []),
    ]
  },
  law: LAW,
  carries_out: { because: '事情平下来了，颜色要降得下来，谁降由谁负责（参考资料 7.2）' },
  says: '降低颜色',
  told: 'office',
})

export const note_progress = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['handler', 'mediator', 'clerk'],
  needs: [],
  input: NoteProgressInput,
  then: (here, part, { text, next: then }) => {
    const next = idsOf(here)
    const { colour, progress = [] } = part.facts
    const said = { on: here.today, by: actorName(here), text, next: then }
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { progress: [...progress, said].slice(-MOST_KEPT) },
      },
      ...[...FIRST_RULES, ...PROGRESS_RULES].flatMap((rule) => stopClocks(here, rule, part)),
      ...(colour ? [owed(here, next(), COLOUR_DUTIES[colour.colour].progress, part, 'note_progress')] : []),
    ]
  },
  law: ['本县约定：进展分次登记，颜色越深登记得越勤，可以调整'],
  carries_out: { because: '台账里的“进展（分次）”从这里来，不另外填（参考资料 6.4；S0-20）' },
  says: '登记进展',
  told: 'office',
})
