import { Checkbox, Form } from 'antd'
import type { StaffDispute } from '#contract/disputes.ts'
import type { About } from './act-form.ts'
import { Choices } from './choices.tsx'

type Party = StaffDispute['parties'][number]

/** Those of a party's agents whose authority holds now. */
export const agentsOf = (party: Party | undefined) => (party?.agents ?? []).filter((it) => it.in_force)

/** Whose mouth it came from: her own, or her agent's; and whether her guardian was there, where she needs one. */
export function ByWhom({ dispute, of = 'said_by', signs = false }: About & { of?: string; signs?: boolean }) {
  const form = Form.useFormInstance()
  const chosen = Form.useWatch(of, form) as string | undefined
  const party = dispute.parties.find(({ id }) => id === chosen)
  const agents = agentsOf(party)
  const does = signs ? '签的' : '说的'
  if (!party) return null
  return (
    <>
      {agents.length > 0 && (
        <Form.Item name="by_agent" label={signs ? '谁签的' : '谁说的'} initialValue="">
          <Choices
            options={[
              { value: '', says: `${party.name}本人${does}` },
              ...agents.map(({ id, name, kind_says, special }) => ({
                value: id,
                says: `代理人${name}${does}（${kind_says}，${special ? '特别授权' : '一般授权'}）`,
              })),
            ]}
          />
        </Form.Item>
      )}
      {party.capacity !== 'full' && <GuardianTick party={party} signs={signs} />}
    </>
  )
}

function GuardianTick({ party, signs }: { party: Party; signs: boolean }) {
  if (!party.guardian)
    return <p className="form-note says-wrong">{party.name}要有监护人，请先在“当事人”里登记监护人。</p>
  const { relation, name } = party.guardian
  return (
    <Form.Item name="with_guardian" valuePropName="checked" initialValue={false}>
      <Checkbox>
        监护人{name}（{relation}）在场并{signs ? (party.capacity === 'none' ? '代为签字' : '一起签了字') : '同意'}
      </Checkbox>
    </Form.Item>
  )
}

/** Who else was there for the parties: their agents, and the guardians of those who need one. Nothing where there are none. */
export function WhoWasThere({
  dispute,
  parties,
  label = '代理人参加了',
}: Pick<About, 'dispute'> & { parties: readonly string[]; label?: string }) {
  const among = dispute.parties.filter(({ id }) => parties.includes(id))
  const agents = among.flatMap((party) =>
    agentsOf(party).map(({ id, name, special }) => ({
      value: id,
      label: `${name}（${party.name}的代理人，${special ? '特别授权' : '一般授权'}）`,
    })),
  )
  return (
    <>
      {agents.length > 0 && (
        <Form.Item name="agents" label={label}>
          <Checkbox.Group className="choices" options={agents} />
        </Form.Item>
      )}
    </>
  )
}

export function GuardiansThere({ dispute, parties }: Pick<About, 'dispute'> & { parties: readonly string[] }) {
  const minors = dispute.parties.filter(({ id, capacity }) => parties.includes(id) && capacity !== 'full')
  if (minors.length === 0) return null
  return (
    <Form.Item name="guardians" label="监护人在场并同意">
      <Checkbox.Group
        className="choices"
        options={minors.map(({ id, name, guardian }) => ({
          value: id,
          label: guardian ? `${guardian.name}（${name}的${guardian.relation}）` : `${name}还没有登记监护人`,
          disabled: guardian === null,
        }))}
      />
    </Form.Item>
  )
}
