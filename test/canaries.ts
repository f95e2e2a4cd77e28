import { randomInt } from 'node:crypto'
import { expect } from 'vitest'
import type { StepName } from '#domain/table.ts'
import type { Walks } from './walks.ts'
import { begun, both, chosen, said, slot, visit, type Walk, type Who } from './ways.ts'

/** Words no other test has: wherever they turn up, it was this walk that told them. */
const mark = (what: string): string => `${what}${randomInt(1e9, 1e10 - 1).toString(36)}`
export const CANARIES = {
  'her words': mark('墙占了水沟'),
  'her wish': mark('退回一尺'),
  'her name': mark('苗'),
  'her phone': `100${randomInt(10_000_000, 99_999_999)}`,
  'her passport': `E${randomInt(10_000_000, 99_999_999)}`,
  'his name': mark('邢'),
  'his phone': `100${randomInt(10_000_000, 99_999_999)}`,
  'his passport': `G${randomInt(10_000_000, 99_999_999)}`,
  'an attempt to reach him': mark('他儿媳说不在家'),
  'what he said apart': mark('他私下说要面子'),
  'what she said apart': mark('她私下说可以少要'),
  'what was said together': mark('两家坐下来谈'),
  'what a mediator disclosed': mark('和申请人同过学'),
  'a clause': mark('修沟的钱'),
  'a helper’s promise': mark('村里出水泥'),
  'the facts agreed on': mark('沟宽三尺'),
  'what he says he did': mark('钱放在柜上'),
  'what a visit found': mark('水沟通了'),
  'a sealed note': mark('他半年前做过手术'),
} as const
export type Canary = keyof typeof CANARIES

/** One matter as two families live it, each of them telling the office what the other must never hear. */
export async function liveThrough(door: Walks) {
  const secrets: Record<string, string> = {}
  /** What the steps answered. */
  const answers: string[] = []
  const on = await door.walkTo('registered', {
    your_name: CANARIES['her name'],
    reach: CANARIES['her phone'],
    what_happened: CANARIES['her words'],
    wish: CANARIES['her wish'],
    other_side: '隔壁邻居',
  })

  async function step(by: Who, name: StepName, body: object, part?: string): Promise<void> {
    const done = await door.take(by, name, on, body, part === undefined ? {} : { part })
    expect(done.status, `${name}: ${done.body}`).toBe(200)
    if (name !== 'ask_code') answers.push(done.body)
    for (const it of (JSON.parse(done.body) as { parts: { part: keyof Walk['ids']; id: string }[] }).parts)
      if (it.part !== 'party') on.ids[it.part] = it.id
  }

  await door.move(on, {
    step: 'name_party',
    by: 'director',
    body: () => ({
      side: 'respondent',
      name: CANARIES['his name'],
      reach: CANARIES['his phone'],
      reach_from: 'staff',
    }),
  })
  await step('director', 'record_identity', {
    party_id: on.applicant,
    paper: 'passport',
    number: CANARIES['her passport'],
  })
  await step('director', 'record_identity', {
    party_id: on.respondent,
    paper: 'passport',
    number: CANARIES['his passport'],
  })
  await step('director', 'accept_here', {})
  await step('director', 'propose_mediation', { parties: both(on), matter: '两家中间水沟的事' })
  await step('director', 'record_contact', {
    party_id: on.respondent,
    how: 'visit',
    result: 'no_answer',
    note: CANARIES['an attempt to reach him'],
  })
  await door.move(on, {
    step: 'invite',
    by: 'director',
    body: () => ({ party_id: on.respondent, how: 'text_message' }),
  })
  await step('applicant', 'agree_to_mediation', said(on))
  await step('respondent', 'agree_to_mediation', said(on, 'respondent'))
  await step('director', 'accept_mediation', {})
  await step('director', 'assign_mediator', {
    ...chosen(door.crew.director.person_id, door.crew.peer.person_id),
    disclosed: CANARIES['what a mediator disclosed'],
    waived_by: both(on),
  })
  await step('peer', 'notify_session', { ...slot(1), mode: 'joint' })
  await step('peer', 'begin_session', begun(on))
  const apart = (party: string, private_note: string) => ({
    mode: 'back_to_back',
    place: '家里',
    present: [party],
    with: party,
    private_note,
    result: 'goes_on',
  })
  await step('peer', 'seal_note', { sealed_kind: 'health', sealed_text: CANARIES['a sealed note'] })
  await step('peer', 'record_session', apart(on.respondent, CANARIES['what he said apart']))
  await step('director', 'record_session', apart(on.applicant, CANARIES['what she said apart']))
  await step('peer', 'record_session', {
    mode: 'joint',
    place: '村委会',
    present: both(on),
    text: CANARIES['what was said together'],
    result: 'agreed',
  })
  await step('peer', 'draft_agreement', {
    dispute_facts: CANARIES['the facts agreed on'],
    clauses: [
      {
        nature: 'pay',
        debtors: [{ party_id: on.respondent }],
        creditors: [on.applicant],
        what: CANARIES['a clause'],
        amount: '3000',
        due: { kind: 'within', days: 10 },
      },
    ],
    undertakings: [{ who: '村委会', what: CANARIES['a helper’s promise'] }],
  })
  await step('peer', 'lay_out_agreement', {})
  for (const by of ['applicant', 'respondent'] as const) {
    secrets[`the code of the ${by}`] = await door.codeFor(by, on)
    await step(by, 'sign_agreement', {
      edition: 1,
      code: secrets[`the code of the ${by}`],
      ...(await door.glassFor(by, on)),
    })
  }
  await step('peer', 'sign_as_mediator', { edition: 1 })
  await step('director', 'put_in_effect', { sealed: true })
  await step('respondent', 'claim_performed', { note: CANARIES['what he says he did'] })
  await step('director', 'record_visit', { ...visit(on), account: CANARIES['what a visit found'] })
  secrets['her link'] = on.link
  secrets['his invitation'] = on.invitation
  const his = (await (await door.as('respondent', on)).get('/api/my-dispute')).json() as { own_link: string }
  secrets['his own link'] = his.own_link.split('#')[1] ?? ''
  return { on, secrets, answers }
}
