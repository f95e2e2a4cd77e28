import { RenewLinkInput } from '#domain/intake/desk-inputs.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { NoteField, PersonField } from './fields.tsx'

function RenewFields({ dispute }: About) {
  return (
    <>
      <p className="form-note">旧链接马上打不开。请核对是本人，再把新的二维码给本人看；新链接只在这里显示一次。</p>
      <PersonField
        name="party_id"
        label="给谁换"
        people={presentIn(dispute).map(({ id, name }) => ({ id, name }))}
        missing="请选择给谁换链接。"
      />
      <NoteField name="because" label="为什么要换" schema={RenewLinkInput.shape.because} rows={2} most={200} />
    </>
  )
}

export const renewLink: ActForm = {
  step: 'renew_link',
  title: '换新的链接',
  hint: '手机丢了、链接给人看见了，换一个新的。',
  send: '换新的链接',
  tone: 'plain',
  Fields: RenewFields,
  initial: ({ party_id }) => ({ party_id }),
}
