import { Checkbox, Form, Radio } from 'antd'
import { KNOWN_BY } from '#domain/agreements/desk-inputs.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import { mustBeWritten, type SpotValues } from './spot.ts'

const KNOWN = Object.entries(KNOWN_BY).map(([value, says]) => ({ value, says }))

/** Oral, or signed on paper; where the law or the matter wants paper it is said why, and nothing else is offered. */
export function SpotWriting() {
  const form = Form.useFormInstance<SpotValues>()
  const values: SpotValues = Form.useWatch((all: SpotValues) => all, { form, preserve: true }) ?? {}
  const forced = mustBeWritten(values)
  const written = forced !== null || values.form === 'written'
  return (
    <div className="spot-writing">
      <div className="spot-form">
        <span id="spot-form">协议</span>
        {forced ? (
          <strong>书面</strong>
        ) : (
          <Form.Item name="form" noStyle>
            <Radio.Group aria-labelledby="spot-form">
              <Radio value="oral">口头的，没有人要书面的</Radio>
              <Radio value="written">书面的</Radio>
            </Radio.Group>
          </Form.Item>
        )}
        {forced && (
          <span role="status">
            {forced.says}
            <span className="story-law">{forced.law}</span>
          </span>
        )}
      </div>
      {written && (
        <div className="spot-signed">
          <Form.Item name="sealed" valuePropName="checked">
            <Checkbox>双方和我都在纸上签了字，盖了调委会的章</Checkbox>
          </Form.Item>
          <Form.Item name="known_by" label="怎样确认是本人签的" layout="horizontal">
            <PlainSelect options={KNOWN} />
          </Form.Item>
        </div>
      )}
    </div>
  )
}
