import { Form, InputNumber, Select } from 'antd'
import { WHOMS, type Whom } from '#domain/clocks/warnings.ts'

const options = Object.entries(WHOMS).map(([value, label]) => ({ value: value as Whom, label }))

/** When somebody is warned and who: twice before the day and once when it is over. */
export function WarnFields() {
  return (
    <section className="rule-warns" aria-labelledby="rule-warns">
      <h3 id="rule-warns">什么时候提醒、提醒谁</h3>
      <div className="rule-wanted">
        <Form.Item name="half_at" label="第一次：过了几成（%）">
          <InputNumber min={1} max={99} precision={0} />
        </Form.Item>
        <Form.Item name="half_to" label="第一次提醒谁">
          <Select options={options} />
        </Form.Item>
      </div>
      <div className="rule-wanted">
        <Form.Item name="most_at" label="第二次：过了几成（%）">
          <InputNumber min={2} max={100} precision={0} />
        </Form.Item>
        <Form.Item name="most_to" label="第二次提醒谁">
          <Select options={options} />
        </Form.Item>
      </div>
      <Form.Item name="over_to" label="到期没有办完，提醒谁">
        <Select options={options.filter(({ value }) => value !== 'owes')} />
      </Form.Item>
      <p className="form-note">
        前两次最晚在到期当天；到期没有办完的，过了那一天（按小时的到点）告诉负责人或者上级。每一次各提醒一回，不重复。
      </p>
    </section>
  )
}
