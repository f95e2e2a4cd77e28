import { Checkbox, Form, Input } from 'antd'
import type { ServiceView } from '#contract/service.ts'
import {
  POSTED,
  SERVED_HOWS,
  SERVED_RESULTS,
  type ServedHow,
  type ServedResult,
  WITNESSED,
} from '#domain/documents/service.ts'
import { RecordServiceInput } from '#domain/documents/service-inputs.ts'
import { HANDING_ROLES } from '#domain/organisations/words.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { useMe } from '../session/me.ts'
import type { About, ActForm } from './act-form.ts'
import { agentsOf } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, PersonField } from './fields.tsx'

type Sent = ServiceView[number]['notices'][number]
const { shape } = RecordServiceInput

/** A message without the name of who sends it, which is the same for all. */
function inShort(wording: string): string {
  const says = wording.replace(/^[^：]{1,30}：/, '')
  return says.length > 30 ? `${says.slice(0, 30)}……` : says
}

/** What a notice is called where people choose among several. */
export const nameOfNotice = ({ papers, wording }: Pick<Sent, 'papers' | 'wording'>): string =>
  papers.length > 0 ? papers.map((title) => `《${title}》`).join('') : `短信：${inShort(wording ?? '')}`

const noticesOf = ({ dispute }: About, party: unknown): Sent[] =>
  dispute.service.find(({ party_id }) => party_id === party)?.notices ?? []

/** What can come of it: of a letter that it is on its way, of what is left that it was left there. */
function resultsFor(how: ServedHow | undefined): Partial<Record<ServedResult, string>> {
  const { received, sent, refused, absent, returned, left_there } = SERVED_RESULTS
  if (how === undefined) return { received, refused, absent }
  if (POSTED.includes(how)) return { received, sent, refused, returned }
  return WITNESSED.includes(how) ? { left_there } : { received, refused, absent }
}

const whole = (field: string, about: About) => (form: { getFieldsValue: () => object }) => ({
  validator: () => {
    const checked = RecordServiceInput.safeParse(tidied(form.getFieldsValue() as Record<string, unknown>, about))
    const says = checked.success ? undefined : checked.error.issues.find(({ path }) => path[0] === field)?.message
    return says ? Promise.reject(new Error(says)) : Promise.resolve()
  },
})

function tidied({ occurred_at: _, seqs, ...values }: Record<string, unknown>, about: About): Record<string, unknown> {
  const chosen = (seqs ?? []) as number[]
  const notices = noticesOf(about, values.party_id).flatMap((it) => (chosen.includes(it.seq) ? it.ids : []))
  const texts = Object.fromEntries(
    ['received_by', 'post_number', 'witnesses', 'basis', 'note'].map((name) => [name, values[name] ?? '']),
  )
  const { by_agent, ...rest } = values
  return { ...rest, ...texts, ...(by_agent ? { by_agent } : {}), notices }
}

const chosen = {
  validator: (_: unknown, seqs?: number[]) =>
    seqs?.length ? Promise.resolve() : Promise.reject(new Error('请选择送的是什么。')),
}

/** Left or posted up: only where a law lets this unit do so. */
function useHows(): Partial<Record<ServedHow, string>> {
  const { role } = useMe().post
  const { left, posted_up, ...all } = SERVED_HOWS
  return HANDING_ROLES.includes(role) ? { ...all, left, posted_up } : all
}

function ServiceFields(about: About) {
  const form = Form.useFormInstance()
  const hows = useHows()
  const party = Form.useWatch('party_id', form)
  const how = Form.useWatch('how', form) as ServedHow | undefined
  const notices = noticesOf(about, party)
  const agents = agentsOf(about.dispute.parties.find(({ id }) => id === party))
  const people = about.dispute.service
    .filter((it) => it.notices.length > 0)
    .map(({ party_id, name }) => ({ id: party_id, name }))
  return (
    <>
      <PersonField name="party_id" label="送给谁" people={people} missing="请选择送给谁的。" />
      <Form.Item name="seqs" label="送的是什么" rules={[chosen]} {...late}>
        <Checkbox.Group
          className="choices"
          options={notices.slice(0, 20).map((it) => ({
            value: it.seq,
            label: `${nameOfNotice(it)}（${sayInstant(it.at)}，${it.state_says}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="how" label="怎样送的" rules={[checkedBy(shape.how)]} {...late}>
        <Choices options={optionsOf(hows as Record<string, string>)} />
      </Form.Item>
      <Form.Item name="result" label="结果" rules={[checkedBy(shape.result)]} {...late}>
        <Choices columns={2} options={optionsOf(resultsFor(how) as Record<string, string>)} />
      </Form.Item>
      {how === 'agent' && (
        <Form.Item name="by_agent" label="哪一位代理人" rules={[whole('by_agent', about)]} {...late}>
          {agents.length > 0 ? (
            <Choices
              options={agents.map(({ id, name, kind_says }) => ({ value: id, says: `${name}（${kind_says}）` }))}
            />
          ) : (
            <p className="form-note says-wrong">没有登记现在有效的代理人。</p>
          )}
        </Form.Item>
      )}
      {how === 'household' && (
        <Form.Item name="received_by" label="谁代收的，和本人的关系" rules={[whole('received_by', about)]} {...late}>
          <Input maxLength={60} placeholder="例如：苗得水（儿子，成年，同住）" />
        </Form.Item>
      )}
      {how === 'post' && (
        <Form.Item name="post_number" label="邮寄单号" rules={[whole('post_number', about)]} {...late}>
          <Input maxLength={60} />
        </Form.Item>
      )}
      {how && WITNESSED.includes(how) && (
        <>
          <Form.Item
            name="witnesses"
            label="谁在场见证，有没有拍照、录像"
            rules={[whole('witnesses', about)]}
            {...late}
          >
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="basis" label="依据哪部法律的哪一条" rules={[whole('basis', about)]} {...late}>
            <Input maxLength={120} />
          </Form.Item>
        </>
      )}
      <Form.Item name="note" label="说明（电子方式的必须写，别的可不填）" rules={[whole('note', about)]} {...late}>
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      <p className="form-note">
        {how === 'told' ? '念给本人听的记作“已告知”，不是签收。' : '交了文书的，登记后出送达回证，请本人签名后留存。'}
        本人不收的，如实记下，没有坏处。
      </p>
    </>
  )
}

export const recordService: ActForm = {
  step: 'record_service',
  title: '登记送达',
  hint: '怎样送的、什么时候、谁收的、谁经手。',
  send: '登记',
  tone: 'plain',
  width: 520,
  Fields: ServiceFields,
  initial: (about) => ({
    party_id: about.party_id,
    seqs: about.notice === undefined ? [] : [about.notice],
    how: 'by_hand',
    result: 'received',
  }),
  tidy: (values, about) => ({ ...tidied(values, about), occurred_at: values.occurred_at }),
}
