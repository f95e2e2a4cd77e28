import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import { type FileLine, find } from '#contract/lists.ts'
import { MergeInput, NotDuplicateInput, UnmergeInput } from '#domain/intake/desk-inputs.ts'
import { SIMILAR_LEVELS, type SimilarLevel } from '#domain/intake/similar.ts'
import { type SimilarFile, SimilarLine, useSimilar } from '../intake/similar-below.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import type { About, ActForm } from './act-form.ts'
import { late, NoteField } from './fields.tsx'

type Suspicion = { file_id: string; short_code: string; level: SimilarLevel; reasons: string[] }
type Other = { file_id: string; short_code: string }

const suspicionOf = ({ line, level, reasons }: SimilarFile): Suspicion => ({
  file_id: line.file_id,
  short_code: line.short_code,
  level,
  reasons: reasons.map(({ says }) => says).slice(0, 10),
})

/** Finds a file the list does not name, by its code or by somebody's name. */
function FindFile({ but, onFound }: { but: string; onFound: (line: FileLine) => void }) {
  const [words, setWords] = useState('')
  const [lines, setLines] = useState<readonly FileLine[] | null>(null)
  const { submit, busy, trouble } = useSubmit(find)
  const look = async () => {
    if (words.trim() === '') return
    const answer = await submit({ body: { words: words.trim() } })
    if (answer) setLines(answer.lines.filter(({ file_id }) => file_id !== but))
  }
  return (
    <div className="find-file">
      <label htmlFor="find-file">不在上面的，按编号或姓名找</label>
      <div className="find-file-line">
        <Input
          id="find-file"
          value={words}
          maxLength={60}
          autoComplete="off"
          onChange={({ target }) => setWords(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            look()
          }}
        />
        <Button loading={busy} onClick={look}>
          查找
        </Button>
      </div>
      <TroubleNote trouble={trouble} />
      {lines && (
        <ul className="rows" aria-live="polite">
          {lines.length === 0 && <li className="quiet">没有找到。</li>}
          {lines.slice(0, 8).map((line) => (
            <li key={line.file_id}>
              <button type="button" className="text-button" onClick={() => onFound(line)}>
                选 {line.short_code} {line.applicant} ⟷ {line.other_side}
              </button>
              <span className="quiet">{line.stage_says}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Those the check found and those found by hand, to tick; each keeps the reasons it was found by. */
function SuspicionPicker({
  dispute,
  value = [],
  onChange,
}: {
  dispute: StaffDispute
  value?: Suspicion[]
  onChange?: (value: Suspicion[]) => void
}) {
  const { data, isPending } = useSimilar(dispute.file.id)
  const found = data?.candidates ?? []
  const byHand = value.filter((one) => !found.some(({ line }) => line.file_id === one.file_id))
  const toggle = (one: Suspicion, on: boolean) =>
    onChange?.([...value.filter(({ file_id }) => file_id !== one.file_id), ...(on ? [one] : [])])
  return (
    <>
      {isPending && <p className="quiet">正在查找……</p>}
      {data && found.length === 0 && <p className="quiet">没有查到相似的；知道是哪一件的，可以在下面找。</p>}
      <ul className="similar">
        {found.map((one) => (
          <li key={one.line.file_id} className="similar-pick">
            <Checkbox
              aria-label={one.line.short_code}
              checked={value.some(({ file_id }) => file_id === one.line.file_id)}
              onChange={({ target }) => toggle(suspicionOf(one), target.checked)}
            />
            <div>
              <SimilarLine found={one} />
            </div>
          </li>
        ))}
        {byHand.map((one) => (
          <li key={one.file_id}>
            <Checkbox checked onChange={() => toggle(one, false)}>
              {one.short_code}（{one.reasons.join('；')}）
            </Checkbox>
          </li>
        ))}
      </ul>
      <FindFile
        but={dispute.file.id}
        onFound={({ file_id, short_code }) =>
          toggle({ file_id, short_code, level: 'same_matter', reasons: ['工作人员认为可能是同一件事'] }, true)
        }
      />
    </>
  )
}

export const suspectDuplicate: ActForm = {
  step: 'suspect_duplicate',
  title: '核对是不是同一件事',
  hint: '先核对再办；不挡住群众，也不自动并案。',
  send: '开始核对',
  tone: 'plain',
  width: 560,
  Fields: ({ dispute }) => (
    <Form.Item
      name="suspicions"
      label="可能和哪几件是同一件事"
      rules={[{ required: true, type: 'array', min: 1, message: '请选择可能相同的那一件。' }]}
      {...late}
    >
      <SuspicionPicker dispute={dispute} />
    </Form.Item>
  ),
  initial: () => ({ suspicions: [] }),
}

export const notDuplicate: ActForm = {
  step: 'not_duplicate',
  title: '不是同一件事',
  hint: '核对过了，各办各的，写明理由。',
  send: '登记不是',
  tone: 'plain',
  Fields: () => <NoteField name="because" label="为什么不是同一件事" schema={NotDuplicateInput.shape.because} />,
}

/** Which file it goes into: of those suspected or found, or any other by its code. */
function OtherPicker({
  dispute,
  value,
  onChange,
}: {
  dispute: StaffDispute
  value?: Other
  onChange?: (value: Other) => void
}) {
  const { data } = useSimilar(dispute.file.id)
  const suspected = dispute.dispute.suspicions.map(({ file_id, short_code, level, reasons }) => ({
    file_id,
    short_code,
    says: `${(SIMILAR_LEVELS as Record<string, string>)[level] ?? ''}：${reasons.join('；')}`,
  }))
  const found = (data?.candidates ?? []).map(({ line, reasons }) => ({
    file_id: line.file_id,
    short_code: line.short_code,
    says: `${line.applicant} ⟷ ${line.other_side}；${reasons.map(({ says }) => says).join('；')}`,
  }))
  const all = [...found, ...suspected.filter((one) => !found.some(({ file_id }) => file_id === one.file_id))]
  const shown =
    value && !all.some(({ file_id }) => file_id === value.file_id) ? [...all, { ...value, says: '按编号选的' }] : all
  return (
    <>
      <Radio.Group
        className="choices"
        value={value?.file_id}
        onChange={({ target }) => {
          const one = shown.find(({ file_id }) => file_id === target.value)
          if (one) onChange?.({ file_id: one.file_id, short_code: one.short_code })
        }}
      >
        {shown.map(({ file_id, short_code, says }) => (
          <Radio key={file_id} value={file_id}>
            {short_code}
            <span className="choice-more">{says}</span>
          </Radio>
        ))}
      </Radio.Group>
      <FindFile but={dispute.file.id} onFound={({ file_id, short_code }) => onChange?.({ file_id, short_code })} />
    </>
  )
}

function MergeFields({ dispute }: About) {
  return (
    <>
      <Form.Item
        name="other"
        label="并到哪一件里办"
        rules={[{ required: true, message: '请选择并到哪一件。' }]}
        {...late}
      >
        <OtherPicker dispute={dispute} />
      </Form.Item>
      <NoteField name="because" label="为什么是同一件事" schema={MergeInput.shape.because} />
      <p className="form-note">
        每位申请人的编号、收到的时间和回执都不变，照样能看到办到哪一步；期限从最早的一件算起。并错了可以撤销。
      </p>
    </>
  )
}

export const merge: ActForm = {
  step: 'merge',
  title: '并案',
  hint: '是同一件事：并到另一件里一起办，编号和答复都不少。',
  send: '并案',
  tone: 'plain',
  width: 560,
  Fields: MergeFields,
  initial: ({ dispute, other }) => {
    const [only, ...more] = dispute.dispute.suspicions
    if (other) return { other }
    return only && more.length === 0 ? { other: { file_id: only.file_id, short_code: only.short_code } } : {}
  },
  tidy: ({ other, ...values }) => ({ ...values, ...(other as Other | undefined) }),
  confirm: ({ other }, { dispute }) => ({
    title: `并到 ${(other as Other | undefined)?.short_code ?? ''} 里办？`,
    says: `${dispute.file.short_code} 以后跟着那一件办，申请人会收到通知；编号和时间不变。`,
    yes: '并案',
  }),
}

export const unmerge: ActForm = {
  step: 'unmerge',
  title: '撤销并案',
  hint: '并错了：分出来单独办，时间仍从原来算。',
  send: '撤销并案',
  tone: 'plain',
  Fields: () => <NoteField name="because" label="为什么要分开办" schema={UnmergeInput.shape.because} />,
  confirm: ({ because: _ }, { dispute }) => ({
    title: '分出来单独办？',
    says: `从 ${dispute.dispute.merged_into?.short_code ?? ''} 里分出来，期限接着原来的日子算。`,
    yes: '分开办',
  }),
}
