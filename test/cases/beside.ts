import { randomUUID } from 'node:crypto'
import type { Tools, Walk } from '../ways.ts'
import type { Cases } from './case.ts'

const OFFICE_ONLY = ['applicant', 'justice', 'leader'] as const
export const AGENT = {
  name: '毛律师',
  kind: 'lawyer',
  powers: ['apply_end', 'settle', 'take_part'],
  paper_number: '无编号',
  paper_on: '2026-01-04',
  reach: '10033334444',
}
const CHILD = { born: '2018-05-01' }
const GUARDIAN = { name: '苗母', relation: '母亲', paper: '户口簿', reach: '10033335555' }
const helper = (on: Walk) => ({ name: '尤大嫂', kind: 'reads_aloud', agreed_by: [on.applicant] })
const LIST = { members: [{ name: '苗得水', reach: '10033336666', amount: '3500' }, { name: '苗得金' }] }
export const REPRESENTATIVES = { representatives: [{ name: '宋春生', paper: '推选书', reach: '10033337777' }] }

type Page = { parties: { id: string; agents: { id: string }[]; helpers: { id: string }[] }[] }
const mine = async (on: Walk, { as }: Tools) => {
  const page = (await (await as('director')).get(`/api/disputes/${on.file_id}`)).json() as Page
  return page.parties.find((party) => party.id === on.applicant)
}
const firstMember = async (on: Walk, { as }: Tools): Promise<string> => {
  const answer = await (await as('director')).get(`/api/disputes/${on.file_id}/parties/${on.applicant}/members`)
  return (answer.json() as { members: { id: string }[] }).members[0]?.id ?? randomUUID()
}
const nobody = randomUUID()

/** Where these rows are taken, and how: named once by the walk, once by the case. */
export const BESIDE = { AGENT, CHILD, GUARDIAN, LIST, helper }

/** Rows about the people beside a party: who acts for her, who must agree with her, who helps her, whom she stands for. */
export const PEOPLE_BESIDE: Cases = {
  name_agent: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: () => AGENT,
    second: null,
    wrong: 'stepped_back',
    closed: OFFICE_ONLY,
  },
  give_agent_link: {
    from: 'with_agent',
    by: 'applicant',
    hat: 'herself',
    body: async (on, tools) => ({ agent_id: (await mine(on, tools))?.agents[0]?.id ?? nobody }),
    second: null,
    wrong: 'stepped_back',
    late: () => ({ agent_id: nobody }),
    closed: ['justice', 'leader'],
  },
  end_agency: {
    from: 'with_agent',
    by: 'applicant',
    hat: 'herself',
    body: async (on, tools) => ({ agent_id: (await mine(on, tools))?.agents[0]?.id ?? nobody }),
    second: 'agent_not_in_force',
    wrong: 'stepped_back',
    late: () => ({ agent_id: nobody }),
    closed: ['justice', 'leader'],
  },
  record_capacity: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: () => CHILD,
    second: null,
    wrong: 'stepped_back',
    closed: OFFICE_ONLY,
  },
  complete_party: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: () => ({ sex: 'female', ethnicity: '汉族', occupation: '务农', address: '石桥村二组' }),
    second: null,
    wrong: 'stepped_back',
    closed: OFFICE_ONLY,
  },
  name_guardian: {
    from: 'with_child',
    by: 'director',
    hat: 'clerk',
    body: () => GUARDIAN,
    second: null,
    wrong: 'stepped_back',
    closed: OFFICE_ONLY,
  },
  name_helper: {
    from: 'registered',
    by: 'director',
    hat: 'clerk',
    body: helper,
    second: null,
    wrong: 'stepped_back',
    closed: OFFICE_ONLY,
  },
  end_help: {
    from: 'with_helper',
    by: 'applicant',
    hat: 'herself',
    body: async (on, tools) => ({ helper_id: (await mine(on, tools))?.helpers[0]?.id ?? nobody }),
    second: 'helper_not_here',
    wrong: 'stepped_back',
    late: () => ({ helper_id: nobody }),
    closed: ['justice', 'leader'],
  },
  name_representatives: {
    from: 'grouped',
    by: 'director',
    hat: 'clerk',
    body: () => REPRESENTATIVES,
    second: null,
    wrong: 'stepped_back',
    closed: OFFICE_ONLY,
  },
  add_members: {
    from: 'grouped',
    by: 'director',
    hat: 'clerk',
    body: () => LIST,
    second: null,
    wrong: 'stepped_back',
    closed: OFFICE_ONLY,
  },
  tick_member: {
    from: 'listed',
    by: 'director',
    hat: 'clerk',
    body: async (on, tools) => ({ member_id: await firstMember(on, tools), what: 'paid' }),
    second: null,
    wrong: 'stepped_back',
    late: () => ({ member_id: nobody, what: 'paid' }),
    closed: OFFICE_ONLY,
  },
}
