import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import type { Move, Tools, Walk, Who } from './ways.ts'

/** A body for supervising the first duty that is overdue on the file, as who reads its page. */
export async function overdueOf(on: Walk, { as }: Tools, who: Who): Promise<object> {
  const page = (await (await as(who, on)).get(`/api/disputes/${on.file_id}`)).json()
  const [first] = page.oversight?.overdue ?? []
  return {
    unit_id: first?.unit_id ?? 1,
    clock_id: first?.clock_id ?? null,
    reason: '三十日到期还没有办出结果。',
    ask: '三日内上门，答复怎么办。',
  }
}

/** A leader's plan, led by the village’s own unit. */
export const packageOf = async (_: Walk, { crew }: Tools) => ({
  leader: '岳镇长',
  leader_post: '镇长',
  unit_id: crew.director.unit_id,
  members: '司法所、水管站',
  because: '两家争了多年。',
  plan: '先修沟，再算账。',
  release_when: '沟修好，两家不再争。',
  milestones: [{ what: '修沟', by: addDays(dayIn(now()), 5) }],
})
export const reportOf = (to: 'town' | 'county') => ({
  to,
  situation: '两边都叫了人。',
  measures: '已经分开劝。',
  needs: '',
})

const step = (step: Move['step'], by: Who, body?: Move['body'], days?: number): Move => ({
  step,
  by,
  ...(body ? { body } : {}),
  ...(days ? { days } : {}),
})
/** The moves that lead to where leaders and supervisors act. */
export const OVERSEEN = {
  late: [step('note_progress', 'director', () => ({ text: '还没有谈拢。', next: '' }), 32)],
  supervised: [step('supervise', 'town_director', (on, tools) => overdueOf(on, tools, 'town_director'))],
  supervision_answered: [step('answer_supervision', 'director', () => ({ done: '已经上门。', next: '' }))],
  packaged: [step('open_package', 'town_director', packageOf)],
  packaged_and_verified: [
    step('resolve_task', 'director', () => ({ how: 'matter_put_right', account: '修好了。' })),
    step('verify_result', 'town_director', (on) => ({ how: 'visit', visited: [on.applicant], found: '沟通了。' })),
  ],
  coloured: [step('give_colour', 'director', () => ({ colour: 'blue', grounds: ['long'], words: '' }))],
  reported: [step('report_major', 'director', () => reportOf('town'))],
} as const
