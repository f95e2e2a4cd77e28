import { Button, Form, Input } from 'antd'
import type { z } from 'zod'
import { type beginActivation, finishActivation, type Me } from '#contract/identity.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'

export type Begun = z.output<(typeof beginActivation)['reply']> & { code: string }
type Words = { password: string; again: string; totp_code: string }

const { shape } = finishActivation.body
/** In fours, as a person copies it by hand. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

export function ActivateForm({ begun, onDone }: { begun: Begun; onDone: (who: Me) => void }) {
  const [form] = Form.useForm<Words>()
  const { submit, busy, trouble } = useSubmit(finishActivation)
  const rest = useFormFaults(form, trouble, ['password', 'totp_code'])
  return (
    <div className="activate">
      <section>
        <h2>一、用手机验证器扫码</h2>
        <p>打开手机上的身份验证器（任何支持“动态口令 TOTP”的都可以），扫下面的码。</p>
        <img
          className="qr"
          alt="验证器二维码；扫不了时用下面的密钥"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.totp_qr_svg)}`}
        />
        <p>扫不了？选“手动输入”，填用户名和密钥：</p>
        <dl className="facts">
          <dt>用户名</dt>
          <dd className="code">{begun.sign_in_name}</dd>
          <dt>密钥</dt>
          <dd className="code">{inFours(begun.totp_secret)}</dd>
        </dl>
        <p className="quiet">请在 {sayInstant(begun.until)} 前完成，过时要重新输入开通码。</p>
      </section>
      <section>
        <h2>二、设置密码，核对动态码</h2>
        <TroubleNote trouble={trouble} rest={rest} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={async ({ password, totp_code }) => {
            const body = { code: begun.code, password, totp_code, totp_secret: begun.totp_secret }
            const who = await submit({ body })
            if (who) onDone(who)
          }}
        >
          <input hidden readOnly autoComplete="username" value={begun.sign_in_name} />
          <Form.Item
            name="password"
            label="密码"
            extra="10 位以上，一句只有您知道的话最好记。"
            rules={[checkedBy(shape.password)]}
            validateTrigger="onBlur"
          >
            <Input.Password autoFocus autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="again"
            label="再输一遍密码"
            dependencies={['password']}
            validateTrigger="onBlur"
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value) =>
                  value === getFieldValue('password')
                    ? Promise.resolve()
                    : Promise.reject(new Error('两次输入的密码不一样。')),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="totp_code"
            label="动态码"
            extra="验证器现在显示的 6 位数字。"
            rules={[checkedBy(shape.totp_code)]}
            validateTrigger="onSubmit"
          >
            <Input className="digits" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={busy}>
            完成开通，进入工作台
          </Button>
        </Form>
      </section>
    </div>
  )
}
