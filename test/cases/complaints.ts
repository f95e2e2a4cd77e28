import { randomUUID } from 'node:crypto'
import type { Cases } from './case.ts'
import { nothing } from './case.ts'

/** Only who examines a complaint and who made it see it: to everybody else it is not there (404, asked of each elsewhere). */
export const COMPLAINTS: Cases = {
  take_up_complaint: {
    from: 'complained',
    by: 'justice',
    hat: 'examiner',
    body: nothing,
    closed: ['applicant'],
  },
  answer_complaint: {
    from: 'complaint_taken_up',
    by: 'justice',
    hat: 'examiner',
    body: () => ({ finding: 'partly', found: '听了录音，问了在场的人。', measures: ['criticised'] }),
    closed: ['applicant'],
  },
  renew_complaint_link: {
    from: 'complaint_taken_up',
    by: 'justice',
    hat: 'examiner',
    body: () => ({ because: '手机丢了，本人带身份证来的。' }),
    second: null,
    wrong: 'complaint_withdrawn',
    closed: [],
  },
  succeed_examiner: {
    from: 'complaint_taken_up',
    by: 'system',
    hat: 'system',
    body: (_, { crew: { justice, far } }) => ({
      succession: randomUUID(),
      from_unit: justice.unit_id,
      from_name: justice.unit_name,
      unit_id: far.unit_id,
    }),
    second: 'nothing_to_hand_over',
    wrong: null,
    closed: [],
  },
  withdraw_complaint: {
    from: 'complaint_taken_up',
    by: 'applicant',
    hat: 'complainant',
    body: nothing,
    closed: ['justice'],
  },
}
