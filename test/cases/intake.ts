import { OTHER_SIDE, PARTIES, said, TRIAGED } from '../ways.ts'
import { type Cases, nothing } from './case.ts'

const OFFICE_ONLY = ['applicant', 'justice', 'leader'] as const

/** Rows of intake: how a request is completed, taken in, refused, withdrawn and closed. */
export const INTAKE: Cases = {
  take_up_clue: {
    from: 'clue',
    by: 'director',
    hat: 'clerk',
    body: () => ({ parties: PARTIES, wish: '把水沟让出来。' }),
    closed: ['justice', 'leader'],
  },
  dismiss_clue: {
    from: 'clue',
    by: 'director',
    hat: 'director',
    body: () => ({ because: '去看过，是两家小孩闹着玩。' }),
    closed: ['second', 'town', 'justice', 'leader'],
  },
  ask_supplement: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: () => ({ missing: ['wish', 'evidence'], note: '带上借条' }),
    closed: OFFICE_ONLY,
  },
  supply_supplement: {
    from: 'supplementing',
    by: 'applicant',
    hat: 'applicant',
    body: (on) => ({ text: '借条找到了。', ...said(on) }),
    closed: ['justice', 'leader'],
  },
  lapse_supplement: {
    from: 'supplementing',
    by: 'system',
    hat: 'system',
    body: nothing,
    days: 20,
    closed: [],
  },
  record_identity: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: (on) => ({ party_id: on.applicant, paper: 'passport', number: 'E12345678' }),
    second: null,
    wrong: 'withdrawn',
    closed: OFFICE_ONLY,
  },
  name_party: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: () => OTHER_SIDE,
    second: null,
    wrong: 'withdrawn',
    closed: OFFICE_ONLY,
  },
  correct_party: {
    from: 'in_handling',
    by: 'director',
    hat: 'clerk',
    body: (on) => ({ party_id: on.respondent, reach: '10011112222', because: '他换了号码。' }),
    second: null,
    wrong: 'closed',
    closed: OFFICE_ONLY,
  },
  renew_link: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: (on) => ({ party_id: on.applicant, because: '手机丢了。' }),
    second: null,
    wrong: 'withdrawn',
    closed: OFFICE_ONLY,
  },
  accept_here: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: () => ({ note: '明天到现场看' }),
    closed: OFFICE_ONLY,
  },
  refuse: {
    from: 'supplementing',
    by: 'director',
    hat: 'clerk',
    body: () => ({ ground: 'already_with_authority', explanation: '法院已经立案。' }),
    closed: [...OFFICE_ONLY, 'town', 'county'],
  },
  step_back: {
    from: 'two_applicants',
    by: 'applicant',
    hat: 'herself',
    body: () => ({ note: '我不掺和了。' }),
    closed: ['town', 'county', 'justice', 'leader'],
  },
  withdraw: {
    from: 'in_session',
    by: 'applicant',
    hat: 'applicant',
    body: (on) => ({ reason: 'settled', ...said(on) }),
    closed: ['respondent', 'town', 'county', 'peer', 'justice', 'leader'],
  },
  close: {
    from: 'visited',
    by: 'director',
    hat: 'clerk',
    body: () => ({ note: '都做到了。' }),
    closed: ['applicant', 'respondent', 'town', 'county', 'peer', 'justice', 'leader'],
  },
}

const CENTRE_ONLY = ['applicant', 'justice', 'leader'] as const

/** Rows of triage: to whoever can really settle it, and what became of it there. */
export const TRIAGE: Cases = {
  triage: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: () => TRIAGED,
    second: null,
    wrong: 'in_handling',
    closed: CENTRE_ONLY,
  },
  dispatch: {
    from: 'town_triaging',
    by: 'town',
    hat: 'clerk',
    body: (_, { crew }) => ({
      unit_id: crew.director.unit_id,
      route: 'peoples_mediation_village',
      because: '就在本村。',
    }),
    second: 'unit_holds_task',
    wrong: 'registered',
    closed: CENTRE_ONLY,
  },
  sign_off: {
    from: 'dispatched',
    by: 'director',
    hat: 'handler',
    body: () => ({ note: '收到。' }),
    closed: [...CENTRE_ONLY, 'town', 'county'],
  },
  object_dispatch: {
    from: 'dispatched',
    by: 'director',
    hat: 'handler',
    body: () => ({ reason: '不在本村地界。', basis: '村界图' }),
    closed: [...CENTRE_ONLY, 'town', 'county'],
  },
  take_on: {
    from: 'in_handling',
    by: 'second',
    hat: 'handler',
    body: nothing,
    second: 'held_already',
    wrong: 'objected',
    closed: [...CENTRE_ONLY, 'town', 'county'],
  },
  give_to: {
    from: 'held',
    by: 'director',
    hat: 'unit_director',
    body: (_, { crew }) => ({ person_id: crew.director.person_id, note: '我去。' }),
    second: 'given_already',
    wrong: 'objected',
    closed: [...CENTRE_ONLY, 'town', 'county'],
  },
  give_back: {
    from: 'held',
    by: 'second',
    hat: 'holder',
    body: () => ({ note: '下周出差。' }),
    // Whoever has given it back holds it no more.
    second: 'not_yours',
    wrong: 'objected',
    closed: [...CENTRE_ONLY, 'town', 'county'],
  },
  confirm_dispatch: {
    from: 'objected',
    by: 'town',
    hat: 'clerk',
    body: () => ({ because: '地界在沟的这一边。' }),
    closed: [...CENTRE_ONLY, 'director'],
  },
  reassign: {
    from: 'objected',
    by: 'town',
    hat: 'clerk',
    body: (_, { crew }) => ({ unit_id: crew.near.unit_id, because: '在隔壁村的地界。' }),
    closed: [...CENTRE_ONLY, 'director'],
  },
  resolve_task: {
    from: 'in_handling',
    by: 'director',
    hat: 'handler',
    body: () => ({ how: 'matter_put_right', account: '去过现场，谈了两次。' }),
    closed: [...CENTRE_ONLY, 'town', 'county'],
  },
  leave_unresolved: {
    from: 'in_handling',
    by: 'director',
    hat: 'handler',
    body: () => ({ why: 'too_far_apart', account: '去过现场，谈了两次。' }),
    closed: [...CENTRE_ONLY, 'town', 'county'],
  },
}

/** Rows about the same matter twice; take_in and let_go are taken together with merge and unmerge. */
export const DUPLICATES: Cases = {
  suspect_duplicate: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: async (_, { walkTo }) => {
      const { file_id, short_code } = await walkTo('registered')
      return { suspicions: [{ file_id, short_code, level: 'same_matter', reasons: ['同一个地方，同一件事。'] }] }
    },
    closed: CENTRE_ONLY,
  },
  not_duplicate: {
    from: 'checking_duplicates',
    by: 'director',
    hat: 'clerk',
    body: () => ({ because: '一件是水沟，一件是树。' }),
    closed: CENTRE_ONLY,
  },
  merge: {
    from: 'checking_duplicates',
    by: 'director',
    hat: 'clerk',
    body: async (_, { walkTo }) => {
      const { file_id, short_code } = await walkTo('registered')
      return { file_id, short_code, because: '是同一条水沟。' }
    },
    closed: CENTRE_ONLY,
  },
  unmerge: {
    from: 'merged',
    by: 'director',
    hat: 'clerk',
    body: () => ({ because: '不是同一条水沟。' }),
    second: 'not_merged_here',
    closed: CENTRE_ONLY,
  },
}
