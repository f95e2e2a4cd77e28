import type { Tools, Walk, Who } from '../ways.ts'
import { overdueOf, packageOf, reportOf } from '../ways-oversight.ts'
import type { Cases } from './case.ts'

const NOT_ABOVE = ['applicant', 'town', 'county', 'justice', 'director'] as const
const supervising = (on: Walk, tools: Tools): Promise<object> => overdueOf(on, tools, 'town_director')
const red = () => ({ colour: 'red', grounds: ['gathering', 'crowd'], words: '两边都叫了人。' })
const whom = (on: Walk, _: Tools, __: Who) => ({ how: 'visit', visited: [on.applicant], found: '水沟通了，不争了。' })

/** Rows of what leaders and supervisors do: 督办, 包案, colours, reports upward, a verified result. */
export const OVERSIGHT: Cases = {
  supervise: {
    from: 'late',
    by: 'town_director',
    hat: 'supervisor',
    body: supervising,
    second: 'supervised_already',
    wrong: null,
    closed: NOT_ABOVE,
  },
  answer_supervision: {
    from: 'supervised',
    by: 'director',
    hat: 'handler',
    body: () => ({ done: '已经上门，后天修沟。', next: '修好就结案。' }),
    closed: ['applicant', 'town', 'town_director', 'county', 'justice', 'leader'],
  },
  accept_supervision: {
    from: 'supervision_answered',
    by: 'town_director',
    hat: 'supervising_office',
    body: () => ({ note: '' }),
    closed: [...NOT_ABOVE, 'leader', 'dispatcher'],
  },
  send_back_supervision: {
    from: 'supervision_answered',
    by: 'town_director',
    hat: 'supervising_office',
    body: () => ({ because: '还没有写明哪天修。' }),
    closed: [...NOT_ABOVE, 'leader', 'dispatcher'],
  },
  lift_supervision: {
    from: 'supervised',
    by: 'town_director',
    hat: 'supervising_office',
    body: () => ({ because: '天气原因，另行安排。' }),
    closed: [...NOT_ABOVE, 'leader', 'dispatcher'],
  },
  open_package: {
    from: 'in_handling',
    by: 'leader',
    hat: 'supervisor',
    body: (on, tools) => packageOf(on, tools),
    second: 'packaged_already',
    wrong: 'closed',
    closed: NOT_ABOVE,
  },
  revise_package: {
    from: 'packaged',
    by: 'town_director',
    hat: 'supervising_office',
    body: async (on, tools) => {
      const { members, plan, release_when, milestones } = await packageOf(on, tools)
      return { members, plan, release_when, milestones, because: '下雨，往后推。' }
    },
    second: null,
    wrong: null,
    closed: ['applicant', 'town', 'county', 'justice', 'leader'],
  },
  log_package: {
    from: 'packaged',
    by: 'director',
    hat: 'handler',
    body: () => ({ text: '去看了沟。', milestone_id: null }),
    second: null,
    wrong: null,
    closed: ['applicant', 'town', 'county', 'justice', 'leader'],
  },
  release_package: {
    from: 'packaged_and_verified',
    by: 'town_director',
    hat: 'supervising_office',
    body: () => ({ note: '沟修好了，两家都说行。' }),
    closed: [...NOT_ABOVE, 'leader', 'dispatcher'],
  },
  give_colour: {
    from: 'in_handling',
    by: 'director',
    hat: 'handler',
    body: red,
    second: null,
    wrong: 'closed',
    closed: ['applicant', 'town', 'county', 'justice'],
  },
  lower_colour: {
    from: 'coloured',
    by: 'leader',
    hat: 'supervisor',
    body: () => ({ colour: null, because: '两边都散了，谈好了日子。' }),
    second: 'no_colour',
    wrong: 'closed',
    closed: ['applicant', 'town', 'county', 'justice'],
  },
  note_progress: {
    from: 'in_handling',
    by: 'director',
    hat: 'handler',
    body: () => ({ text: '上门看了，两边都在。', next: '' }),
    second: null,
    wrong: 'closed',
    closed: ['applicant', 'town', 'county', 'justice', 'leader'],
  },
  report_major: {
    from: 'in_handling',
    by: 'director',
    hat: 'handler',
    body: () => reportOf('town'),
    second: 'reported_already',
    wrong: 'closed',
    closed: ['applicant', 'town', 'county', 'justice'],
  },
  receive_report: {
    from: 'reported',
    by: 'town',
    hat: 'reported_to',
    body: () => ({ note: '镇里派人去。' }),
    second: 'not_yours',
    wrong: 'closed',
    closed: ['applicant', 'county', 'justice', 'leader', 'director'],
  },
  verify_result: {
    from: 'settled',
    by: 'town_director',
    hat: 'supervisor',
    body: whom,
    second: 'result_verified_already',
    wrong: 'registered',
    closed: ['applicant', 'town', 'county', 'justice'],
  },
}
