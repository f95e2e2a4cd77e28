import { useQuery } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { type ToSign, toSign } from '#contract/signing.ts'
import { KNOWN_BY } from '#domain/agreements/desk-inputs.ts'
import { SignOnOurDeviceInput } from '#domain/signing/inputs.ts'
import { call } from '#web/lib/call.ts'
import { blankGlass, faultsOfGlass, type Glass, type GlassFaults, glassBody } from '#web/lib/glass/glass.ts'
import { GlassFields } from '#web/lib/glass/glass-fields.tsx'
import { checkedBy } from '../kit/faults.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { agreementOf } from './about.ts'
import type { About } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, PersonField } from './fields.tsx'

/** What the field holds: what was done so far, and what is sent once nothing is missing. */
type Held = { glass: Glass; faults: GlassFaults; body: ReturnType<typeof glassBody> }

const held = (sheet: ToSign, glass: Glass): Held => ({
  glass,
  faults: faultsOfGlass(sheet, glass),
  body: glassBody(sheet, glass),
})

/** The device is turned to the party: she reads, answers, says yes and writes her name herself. */
function OnGlass({
  sheet,
  value,
  onChange,
  tried,
}: {
  sheet: ToSign
  tried: boolean
  value?: Held
  onChange?: (held: Held) => void
}) {
  const now = value?.glass.terms_hash === sheet.terms_hash ? value.glass : blankGlass(sheet)
  return (
    <GlassFields
      sheet={sheet}
      glass={now}
      who={sheet.signer}
      wrong={tried ? faultsOfGlass(sheet, now) : {}}
      onChange={(glass) => onChange?.(held(sheet, glass))}
    />
  )
}

function ForSigner({ about, party_id }: { about: About; party_id: string }) {
  const agreement = agreementOf(about)
  const form = Form.useFormInstance()
  const [tried, setTried] = useState(false)
  const file_id = about.dispute.file.id
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['to-sign', file_id, agreement.id, agreement.edition, party_id],
    queryFn: () => call(toSign, { params: { file_id, part_id: agreement.id }, query: { party_id } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (!data || isFetching) return <Waiting />
  return (
    <>
      <p className="form-note">请把设备转给{data.signer}，由本人看、本人答、本人写；不愿意的，在纸上签。</p>
      <ol className="glass-terms">
        {data.clauses_say.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ol>
      <Form.Item
        name="glass"
        {...late}
        rules={[
          {
            validator: (_: unknown, value: Held | undefined) => {
              setTried(true)
              const [fault] = Object.values(value?.faults ?? faultsOfGlass(data, blankGlass(data)))
              return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
            },
          },
        ]}
      >
        <OnGlass sheet={data} tried={tried} />
      </Form.Item>
      <Button type="link" onClick={() => form.setFieldValue('glass', undefined)}>
        从头来一遍
      </Button>
    </>
  )
}

export function OnOurDeviceFields(about: About) {
  const agreement = agreementOf(about)
  const people = agreement.waiting_for.map(({ party_id, name }) => ({ id: party_id, name }))
  const party_id = Form.useWatch('party_id', Form.useFormInstance()) as string | undefined
  const party = about.dispute.parties.find(({ id }) => id === party_id)
  return (
    <>
      <PersonField name="party_id" label="谁来签" people={people} missing="请选择是谁签。" />
      {party && party.capacity !== 'full' ? (
        <p className="form-note">{party.name}要和监护人一起签：请在纸上签，各写各的名字。</p>
      ) : (
        <>
          <ByWhom {...about} of="party_id" signs />
          <Form.Item
            name="known_by"
            label="怎样确认是本人"
            rules={[checkedBy(SignOnOurDeviceInput.shape.known_by)]}
            {...late}
          >
            <Choices options={optionsOf(KNOWN_BY)} />
          </Form.Item>
          {party_id && <ForSigner key={party_id} about={about} party_id={party_id} />}
        </>
      )}
    </>
  )
}
