import { expect, test } from 'vitest'
import { NOT_CONNECTED, type StaffDispute } from '#contract/disputes.ts'
import { groupsOf, openTo } from './groups.ts'
import { readable, stateWords, toLines } from './messages.tsx'
import { saidOfMost } from './service-card.tsx'

type Parts = Partial<Record<'tasks' | 'mediations' | 'agreements' | 'visits', object[]>>
const fileWith = (can: string[], parts: Parts = {}) =>
  ({
    dispute: { can },
    parties: [],
    tasks: [],
    mediations: [],
    agreements: [],
    obligations: [],
    visits: [],
    referrals: [],
    ...parts,
  }) as unknown as StaffDispute

test('only what the server allows is offered, the step that moves the file on first', () => {
  const offered = openTo(fileWith(['refuse', 'ask_supplement', 'accept_here'])).map(({ form }) => form.step)
  expect(offered).toEqual(['accept_here', 'ask_supplement', 'refuse'])
  expect(openTo(fileWith([]))).toEqual([])
})

test('once the rules have answered, asking them again is no longer the first thing to do', () => {
  const asked = fileWith(['triage', 'accept_here'])
  expect(groupsOf(asked)[0]?.main.map(({ form }) => form.step)).toEqual(['triage', 'accept_here'])
  const answered = { ...asked, dispute: { ...asked.dispute, triage: { route: 'x' } } } as unknown as StaffDispute
  expect(groupsOf(answered)[0]?.main.map(({ form }) => form.step)).toEqual(['accept_here'])
  expect(groupsOf(answered)[0]?.plain.map(({ form }) => form.step)).toEqual(['triage'])
})

test('where a unit leads, what waits for a decision comes before asking another unit for help', () => {
  const file = fileWith(['dispatch'], {
    tasks: [{ id: 't1', unit_name: '甲', assists: false, status: 'objected', can: ['reassign', 'confirm_dispatch'] }],
  })
  const [group] = groupsOf(file)
  expect(group?.main.map(({ form }) => form.step)).toEqual(['reassign'])
  expect(group?.plain.map(({ form }) => form.title)).toContain('请别的单位协助')
})

test('a step on a task is taken on that task', () => {
  const [one] = openTo(fileWith([], { tasks: [{ id: 't1', unit_name: '甲', can: ['resolve_task'] }] }))
  expect(one).toMatchObject({ part_id: 't1', form: { step: 'resolve_task' } })
  expect(one?.of).toBeUndefined()
})

test('steps this screen does not know are not offered', () => {
  expect(openTo(fileWith(['a_step_of_a_later_release']))).toEqual([])
})

test('the agreement stands before the mediation it came from, and leaving is always among what is offered', () => {
  const groups = groupsOf(
    fileWith(['withdraw'], {
      mediations: [
        { id: 'm1', parties: [{ name: '甲' }, { name: '乙' }], can: ['leave', 'record_session', 'draft_agreement'] },
      ],
    }),
  )
  expect(groups.map(({ name }) => name)).toEqual(['协议', '调解', '办理'])
  expect(groups[1]?.grave.map(({ form }) => form.step)).toEqual(['leave'])
})

test('where there are two mediations, each of their steps says whose it is', () => {
  const mediation = (id: string, name: string) => ({ id, parties: [{ name }], can: ['leave'] })
  const open = openTo(fileWith([], { mediations: [mediation('m1', '甲'), mediation('m2', '乙')] }))
  expect(open.map(({ of }) => of)).toEqual(['甲', '乙'])
})

test('an invitation is offered while somebody has answered neither yes nor no', () => {
  const offered = (...answers: string[]) =>
    openTo(
      fileWith([], {
        mediations: [{ id: 'm1', parties: answers.map((answer) => ({ name: '甲', answer })), can: ['invite'] }],
      }),
    ).map(({ form }) => form.step)
  expect(offered('agreed', 'asked')).toEqual(['invite'])
  expect(offered('agreed', 'another_time')).toEqual(['invite'])
  expect(offered('agreed', 'agreed')).toEqual([])
  expect(offered('agreed', 'refused')).toEqual([])
})

test('that messages go nowhere is said once above them; beside a message stands only what is its own', () => {
  expect(stateWords({ state: 'no_channel', state_says: NOT_CONNECTED })).toBeNull()
  expect(stateWords({ state: 'no_channel', state_says: '没有留手机号' })).toBe('没有留手机号')
  expect(stateWords({ state: 'sent', state_says: '已发出' })).toBe('已发出')
})

test('one message to several people is one line that names them', () => {
  const told = (id: string, to: string, wording: string) =>
    ({
      id,
      kind: 'text_message',
      to,
      wording,
      state: 'sent',
      state_says: '已发送',
      at: '2026-11-22T04:33:00.000Z',
    }) as const
  const lines = toLines([told('1', '甲', '受理了'), told('2', '乙', '受理了'), told('3', '乙', '请来谈')])
  expect(lines.map(({ to, wording }) => `${to}：${wording}`)).toEqual(['乙：请来谈', '甲、乙：受理了'])
  // Told twice in one minute, somebody is named once.
  expect(toLines([told('1', '甲', '受理了'), told('2', '甲', '受理了')]).map(({ to }) => to)).toEqual(['甲'])
})

test('who has a task in hand is changed beside the task, and stands nowhere twice', () => {
  const file = fileWith([], { tasks: [{ id: 't1', unit_name: '甲', can: ['take_on', 'give_to', 'resolve_task'] }] })
  expect(openTo(file).map(({ form }) => form.step)).toEqual(['resolve_task'])
})

test('to whoever may not read the words of a message there is no list of empty lines', () => {
  const message = (wording: string) => ({ kind: 'text_message', wording }) as Parameters<typeof readable>[0][number]
  expect(readable([message(''), message('请来一趟。')])).toEqual([message('请来一趟。')])
})

test('what is to be done about several notices is said once, and what is said of one stays beside it', () => {
  expect(saidOfMost([{ todo: '打电话' }, { todo: '寄' }, { todo: '打电话' }])).toBe('打电话')
  expect(saidOfMost([{ todo: '打电话' }, { todo: '寄' }, { todo: '' }, { todo: '' }])).toBeNull()
})
