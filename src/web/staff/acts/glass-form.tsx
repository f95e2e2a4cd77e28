import { useQuery } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { useEffect, useState } from 'react'
import { paperPdf } from '#contract/papers.ts'
import { type ToSign, toSign } from '#contract/signing.ts'
import { KNOWN_BY } from '#domain/agreements/desk-inputs.ts'
import { SignOnOurDeviceInput } from '#domain/signing/inputs.ts'
import { BesideTerms } from '#web/lib/beside-terms.tsx'
import { call, fetchFile } from '#web/lib/call.ts'
import { faultsOfGlass, glassFor, type Held } from '#web/lib/glass/glass.ts'
import { GlassFields } from '#web/lib/glass/glass-fields.tsx'
import { DownloadButtons } from '../file/download-paper.tsx'
import { checkedBy } from '../kit/faults.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { agreementOf } from './about.ts'
import type { About } from './act-form.ts'
import { agentsOf, ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, PersonField } from './fields.tsx'

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
  const now = glassFor(sheet, value?.glass)
  return (
    <GlassFields
      sheet={sheet}
      glass={now}
      who={sheet.signer}
      wrong={tried ? faultsOfGlass(sheet, now) : {}}
      onChange={(glass) => onChange?.({ glass, sheet })}
    />
  )
}

function ForSigner({ about, party_id, by_agent }: { about: About; party_id: string; by_agent: string | undefined }) {
  const agreement = agreementOf(about)
  const form = Form.useFormInstance()
  const [tried, setTried] = useState(false)
  const [round, setRound] = useState(0)
  const file_id = about.dispute.file.id
  // Whoever is before the device now begins with nothing: what another wrote is not hers.
  useEffect(() => form.setFieldValue('glass', undefined), [form])
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['to-sign', file_id, agreement.id, agreement.edition, party_id, by_agent],
    queryFn: () =>
      call(toSign, {
        params: { file_id, part_id: agreement.id },
        query: { party_id, ...(by_agent ? { by_agent } : {}) },
      }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (!data || isFetching) return <Waiting />
  const again = () => {
    form.setFieldValue('glass', undefined)
    setTried(false)
    setRound(round + 1)
  }
  return (
    <>
      <p className="form-note">
        请把设备转给{data.signer}，由本人看、本人答、本人写；不愿意的，在纸上签。
        {data.for_name ?? data.signer}留了自己电话的，签了以后会收到一条短信说明。
      </p>
      <div className="glass-text">
        <h2>为了什么事</h2>
        <p>{agreement.dispute_facts}</p>
        <h2>说好了这 {data.clauses_say.length} 条</h2>
        <ol className="glass-terms">
          {data.clauses_say.map((says, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a clause's place is its number
            <li key={at}>{says}</li>
          ))}
        </ol>
        <BesideTerms agreement={agreement} />
        <DownloadButtons
          ways={[
            ['下载要签的文稿（PDF）', () => fetchFile(paperPdf, { params: { file_id, paper_id: data.paper_id } })],
          ]}
        />
      </div>
      <Form.Item
        name="glass"
        {...late}
        rules={[
          {
            validator: (_: unknown, value: Held | undefined) => {
              setTried(true)
              // Counted of what stands on the screen, never of what somebody else left behind.
              const [fault] = Object.values(faultsOfGlass(data, glassFor(data, value?.glass)))
              return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
            },
          },
        ]}
      >
        <OnGlass key={round} sheet={data} tried={tried} />
      </Form.Item>
      <Button type="link" onClick={again}>
        从头来一遍
      </Button>
    </>
  )
}

export function OnOurDeviceFields(about: About) {
  const agreement = agreementOf(about)
  const people = agreement.waiting_for.map(({ party_id, name }) => ({ id: party_id, name }))
  const form = Form.useFormInstance()
  const party_id = Form.useWatch('party_id', form) as string | undefined
  const named = Form.useWatch('by_agent', form) as string | undefined
  const party = about.dispute.parties.find(({ id }) => id === party_id)
  // The agent chosen for the one before is none of hers.
  const by_agent = agentsOf(party).find((it) => it.id === named)?.id
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
          {party_id && (
            <ForSigner key={`${party_id} ${by_agent}`} about={about} party_id={party_id} by_agent={by_agent} />
          )}
        </>
      )}
    </>
  )
}
