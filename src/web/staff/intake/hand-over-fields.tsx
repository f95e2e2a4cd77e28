import { AutoComplete, Form, Input } from 'antd'
import type { Channel } from '#domain/intake/channels.ts'
import { useNow } from '../kit/use-now.ts'
import { useMe } from '../session/me.ts'
import { toLocalField } from '../wording.ts'
import { USUAL_PAPERS } from './entry.ts'

/** The paper by which another office hands a matter over; whoever enters it at that office finds its name filled in. */
export function HandOverFields({ channel, own }: { channel: unknown; own: boolean }) {
  const me = useMe()
  const today = toLocalField(useNow()).slice(0, 10)
  const papers = USUAL_PAPERS[channel as Channel] ?? []
  return (
    <section className="card entry-hand-over" aria-label="移送的单位和文书">
      <Form.Item
        name={['hand_over', 'from_unit']}
        label="移送单位"
        {...(own ? { initialValue: me.post.unit_name } : {})}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['hand_over', 'paper']} label="凭什么文书">
        <AutoComplete options={papers.map((value) => ({ value }))} maxLength={100} />
      </Form.Item>
      <Form.Item name={['hand_over', 'number']} label="文号（可不填）">
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['hand_over', 'on']} label="文书日期" initialValue={today}>
        <Input type="date" max={today} />
      </Form.Item>
    </section>
  )
}
