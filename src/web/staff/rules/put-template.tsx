import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import { PutTemplateInput, putTemplate, type TemplateView } from '#contract/templates.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { LARGEST_TEMPLATE } from '#domain/documents/template-forms.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useNow } from '../kit/use-now.ts'
import { useSubmit } from '../kit/use-submit.ts'

type Values = { effective_on: string; reason: string }

/** The bytes of a file as the interface takes them. */
const inBase64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** Puts a template forward: chosen, looked at by the server at once, and every fault told with its place. */
export function PutTemplate({ view, onClose }: { view: TemplateView; onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const now = useNow()
  const [form] = Form.useForm<Values>()
  const [file, setFile] = useState<File | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const sending = useSubmit(putTemplate)
  const rest = useFormFaults(form, sending.trouble, ['effective_on', 'reason'])

  const choose = (chosen: File | null) => {
    setFile(chosen)
    setFault(
      chosen === null
        ? null
        : !/\.docx$/i.test(chosen.name)
          ? '请选择 Word 文档（.docx）；.doc、.wps 请先另存为 .docx。'
          : chosen.size > LARGEST_TEMPLATE
            ? '文件太大了，模板最大 2 MB。请把里面的图片缩小或者删掉。'
            : null,
    )
  }
  const onFinish = async ({ effective_on, reason }: Values) => {
    if (!file || fault) return setFault(fault ?? '请选择文件。')
    const bytes = await inBase64(file).catch(() => null)
    if (bytes === null) return setFault('读不到这个文件，请重新选一次。')
    const body = { name: file.name, file: bytes, effective_on, reason, base_version: view.versions[0]?.version ?? 0 }
    const done = await sending.submit({ params: { form: view.form }, body })
    if (!done) return
    const lacks = done.lacks.length > 0 ? `没有用到：${done.lacks.join('、')}。` : ''
    message.success(`${done.notes.join('')}${lacks}`, 8)
    queries.invalidateQueries({ queryKey: ['template'] })
    queries.invalidateQueries({ queryKey: ['templates'] })
    onClose()
  }
  return (
    <Drawer
      open
      size={620}
      rootClassName="act-drawer"
      title={`交一份模板：${view.title}`}
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>先不交</Button>
          <Button type="primary" loading={sending.busy} onClick={() => form.submit()}>
            检查，交给另一位同事发布
          </Button>
        </div>
      }
    >
      <TroubleNote trouble={sending.trouble} rest={rest} />
      <p className="form-note">
        检查要几秒钟。有不对的地方会逐条说明在哪里，改好再选一次就行，其他填的不会丢。交上来以后还没有起用，要另一位同事看过样例再发布。
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ effective_on: addDays(dayIn(now), 1), reason: '' }}
        onFinish={onFinish}
      >
        <Form.Item
          label="Word 模板（.docx，最大 2 MB）"
          htmlFor="template-file"
          validateStatus={fault ? 'error' : ''}
          help={fault}
        >
          <input
            id="template-file"
            type="file"
            accept=".docx"
            onChange={({ target }) => choose(target.files?.[0] ?? null)}
          />
        </Form.Item>
        <Form.Item
          name="effective_on"
          label="从哪天起用"
          rules={[checkedBy(PutTemplateInput.shape.effective_on)]}
          validateTrigger="onSubmit"
        >
          <Input type="date" min={dayIn(now)} />
        </Form.Item>
        <Form.Item name="reason" label="为什么用这个样子" rules={[checkedBy(Reason)]} validateTrigger="onSubmit">
          <Input.TextArea rows={3} maxLength={200} placeholder="例如：县司法局统一了抬头和字体" />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
