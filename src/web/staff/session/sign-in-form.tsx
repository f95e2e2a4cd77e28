import { Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { type Me, signIn } from '#contract/identity.ts'
import { Refused } from '#web/lib/call.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'

type Words = { sign_in_name: string; password: string; totp_code: string }
const FIELDS = ['sign_in_name', 'password', 'totp_code']
const { shape } = signIn.body

/** User name, password and the six digits; the same on the page and above a page whose session ended. */
export function SignInForm({ onSignedIn, autoFocus = true }: { onSignedIn: (who: Me) => void; autoFocus?: boolean }) {
  const [form] = Form.useForm<Words>()
  const { submit, busy, trouble } = useSubmit(signIn)
  const rest = useFormFaults(form, trouble, FIELDS)

  useEffect(() => {
    if (!(trouble instanceof Refused) || trouble.code !== 'wrong_credentials') return
    // The code that was tried is spent or wrong: the next one is typed anew.
    form.setFieldValue('totp_code', '')
    form.getFieldInstance('totp_code')?.focus?.()
  }, [trouble, form])

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={async (body) => {
        const who = await submit({ body })
        if (who) onSignedIn(who)
      }}
    >
      <TroubleNote trouble={trouble} rest={rest} />
      <Form.Item name="sign_in_name" label="用户名" rules={[checkedBy(shape.sign_in_name)]} validateTrigger="onSubmit">
        <Input autoFocus={autoFocus} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[checkedBy(shape.password)]} validateTrigger="onSubmit">
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="totp_code"
        label="动态码"
        extra="手机验证器上的 6 位数字，每 30 秒变一次。"
        rules={[checkedBy(shape.totp_code)]}
        validateTrigger="onSubmit"
      >
        <Input className="digits" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        登录
      </Button>
    </Form>
  )
}
