import { LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { VoidDocketInput } from '#domain/documents/docket-inputs.ts'
import { mediationOf } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { NoteField } from './fields.tsx'

const live: readonly string[] = LIVE_MEDIATION

function VoidDocketFields(about: About) {
  const { docket_no, status } = mediationOf(about)
  return (
    <>
      <p className="form-note">
        作废的是 <strong>{docket_no}</strong>。作废的号和理由一直留在案件登记簿上，不再使用；
        {live.includes(status) ? '调解还在进行，同时换用下一个号。' : '这一场已经结束，不再编号。'}
      </p>
      <NoteField
        name="because"
        label="为什么作废（登记簿上一直看得到）"
        schema={VoidDocketInput.shape.because}
        most={200}
      />
    </>
  )
}

export const voidDocket: ActForm = {
  step: 'void_docket',
  title: '作废编错的卷号',
  short: '作废卷号',
  hint: '编错了才作废；作废的号不会给别的案件用。',
  send: '作废这个号',
  tone: 'plain',
  Fields: VoidDocketFields,
}
