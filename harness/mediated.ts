/** How a matter goes on once somebody filed it: mediated, signed, paid, visited, closed. Each step is a request of its own. */

export type Reply = Record<string, unknown> & { parts?: { part: string; id: string }[] }
/** One request of somebody's: `id` is the endpoint's name in the contract. */
export type Asking = { id: string; path: string; method: 'GET' | 'POST'; body: object }
/** Asks as whom these headers make one; throws where the answer is not the one that lets the matter go on. */
export type Ask = (headers: Record<string, string>, asking: Asking) => Promise<Reply>
type Own = (path: string, asking?: Partial<Asking>) => Promise<Reply>

const newest = (reply: Reply, part: string): string => reply.parts?.filter((it) => it.part === part).at(-1)?.id ?? ''
/** What a link's holder shows at the door. */
export const secretOf = (link: unknown): Record<string, string> => ({
  authorization: `Link ${String(link).split('#')[1] ?? ''}`,
})

/**
 * Takes a matter that was just filed through mediation to its closed file. `director`: who receives and mediates, by her name and the
 * headers that make one her; `nth` makes the other side another person each time.
 */
export async function mediated(of: {
  ask: Ask
  filed: Reply
  director: { name: string; headers: Record<string, string> }
  nth: number
}): Promise<void> {
  const { ask, filed, director, nth } = of
  const as =
    (headers: Record<string, string>): Own =>
    (path, { method = 'POST', body = {}, id = path.split('/').at(-1) ?? '' } = {}) =>
      ask(headers, { id, path, method, body })
  const office = as(director.headers)
  const applicant = as(secretOf(filed.link))
  const at = `/api/disputes/${filed.file_id}`
  await office(`${at}/steps/triage`, { body: { dispute_type: 'M02' } })
  const accepted = await office(`${at}/steps/accept_here`)
  const named = await office(`${at}/steps/name_party`, {
    body: { side: 'respondent', name: `邢某${nth}`, reach: `1000${String(6_000_000 + nth)}` },
  })
  const parties = (named.parts ?? []).filter((it) => it.part === 'party').map((it) => it.id)
  const [first = '', second = ''] = parties
  const proposed = await office(`${at}/tasks/${newest(accepted, 'task')}/steps/propose_mediation`, {
    body: { parties, matter: '院墙和水沟' },
  })
  const mediation = `${at}/mediations/${newest(proposed, 'mediation')}/steps`
  await office(`${mediation}/invite`, { body: { party_id: second, how: 'qr' } })
  const invitation = await office(`${at}/parties/${second}/invitation`, { method: 'GET' })
  const respondent = as(secretOf(invitation.link))
  await applicant(`${mediation}/agree_to_mediation`)
  await respondent(`${mediation}/agree_to_mediation`)
  await office(`${mediation}/accept_mediation`)
  const choices = (await office(`${mediation.replace('/steps', '')}/mediators`, {
    method: 'GET',
    id: 'mediator_choices',
  })) as unknown as {
    mediators: { person_id: string; name: string }[]
  }
  const mediators = [choices.mediators.find((it) => it.name === director.name)?.person_id ?? '']
  await office(`${mediation}/assign_mediator`, { body: { mediators, chosen_by: 'parties' } })
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  const offered = await office(`${mediation}/offer_times`, { body: { times: [{ at: soon, place: '村部' }] } })
  if (!offered.file_id) throw new Error('no times were offered')
  await office(`${mediation}/notify_session`, { body: { at: soon, place: '村部', mode: 'joint' } })
  await office(`${mediation}/begin_session`, { body: { rights_told: true, present: parties } })
  await office(`${mediation}/record_session`, {
    body: { mode: 'joint', place: '村部', present: parties, text: '双方到现场看了水沟，谈妥了。', result: 'agreed' },
  })
  const drafted = await office(`${mediation}/draft_agreement`, {
    body: {
      dispute_facts: '院墙占了水沟。',
      clauses: [
        {
          nature: 'pay',
          debtors: [{ party_id: second }],
          creditors: [first],
          what: '赔偿灶房损失',
          amount: '200',
          due: { kind: 'at_signing' },
        },
      ],
    },
  })
  const agreement = `${at}/agreements/${newest(drafted, 'agreement')}/steps`
  await office(`${agreement}/lay_out_agreement`)
  for (const party_id of parties)
    await office(`${agreement}/record_signature`, { body: { party_id, edition: 1, known_by: 'known_in_person' } })
  await office(`${agreement}/sign_as_mediator`, { body: { edition: 1 } })
  const inEffect = await office(`${agreement}/put_in_effect`, { body: { sealed: true } })
  await applicant(`${at}/obligations/${newest(inEffect, 'obligation')}/steps/confirm_performed`)
  await office(`${at}/visits/${newest(inEffect, 'visit')}/steps/record_visit`, {
    body: {
      how: 'visit',
      visited: parties,
      performance: 'all',
      satisfaction: 'satisfied',
      satisfaction_by: parties[0],
      satisfaction_words: '满意。',
      account: '都满意。',
    },
  })
  await office(`${at}/steps/close`)
}
