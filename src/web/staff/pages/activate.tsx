import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { beginActivation } from '#contract/identity.ts'
import { Link } from '../kit/link.tsx'
import { LonePage } from '../kit/lone-page.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { go } from '../router.ts'
import { setLapse } from '../session/lapse.ts'
import { ME } from '../session/me.ts'
import { ActivateForm, type Begun } from './activate-form.tsx'

/** First use of an account: the code on the slip, then a password and the code generator, then the desk. */
export function ActivatePage() {
  const queries = useQueryClient()
  const [form] = Form.useForm<{ code: string }>()
  const [begun, setBegun] = useState<Begun | null>(null)
  const { submit, busy, trouble } = useSubmit(beginActivation)
  const rest = useFormFaults(form, trouble, ['code'])

  if (begun)
    return (
      <LonePage title={`${begun.name}，请设置密码和验证器`} wide>
        <ActivateForm
          begun={begun}
          onDone={(who) => {
            queries.clear()
            queries.setQueryData(ME, who)
            setLapse(null)
            go('/staff/', 'replace')
          }}
        />
      </LonePage>
    )
  return (
    <LonePage title="开通账号">
      <p className="lead">第一次使用：输入系统管理员给您的纸条上的开通码。开通码只能用一次。</p>
      <TroubleNote trouble={trouble} rest={rest} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ code: window.location.hash.slice(1) }}
        onFinish={async ({ code }) => {
          const reply = await submit({ body: { code } })
          if (reply) setBegun({ ...reply, code })
        }}
      >
        <Form.Item
          name="code"
          label="开通码"
          validateTrigger="onSubmit"
          rules={[
            {
              min: 8,
              max: 64,
              required: true,
              transform: (text = '') => text.trim(),
              message: '开通码不完整，请对照纸条再看一遍。',
            },
          ]}
        >
          <Input
            className="digits"
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          下一步
        </Button>
      </Form>
      <p className="lone-links">
        <Link to="/staff/sign-in">已经开通：去登录</Link>
      </p>
    </LonePage>
  )
}
