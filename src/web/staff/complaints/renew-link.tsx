import { Button } from 'antd'
import { useState } from 'react'
import type { StaffComplaint } from '#contract/complaints.ts'
import type { LinkRenewed } from '#contract/links.ts'
import { RenewComplaintLinkInput } from '#domain/complaints/inputs.ts'
import { act } from '../acts/act.ts'
import { NewLinkModal } from '../file/invitation-modal.tsx'
import { ReasonModal } from '../kit/reason-modal.tsx'

const renew = act('renew_complaint_link')

/** Another link to her complaint, for whoever lost hers or had it seen: only who examines hands it out. */
export function RenewLink({ it, onChanged }: { it: StaffComplaint; onChanged: () => void }) {
  const [asking, setAsking] = useState(false)
  const [renewed, setRenewed] = useState<LinkRenewed | null>(null)
  return (
    <section className="card acts" aria-labelledby="link">
      <h2 id="link">意见回执的链接</h2>
      <p className="quiet">手机丢了、链接给人看见了，给{it.by_name}换一个新的；旧链接马上打不开。</p>
      <Button block onClick={() => setAsking(true)}>
        换新的链接
      </Button>
      {asking && (
        <ReasonModal
          endpoint={renew}
          sending={(because) => ({ params: { file_id: it.file_id, part_id: it.complaint_id }, body: { because } })}
          field="because"
          schema={RenewComplaintLinkInput.shape.because}
          title="换新的链接"
          says={`请先核对是${it.by_name}本人，再把新的二维码给本人看；新链接只显示一次。`}
          label="为什么换、怎样核对是本人"
          okText="换新的链接"
          cancelText="不换了"
          onClose={() => setAsking(false)}
          onDone={(link) => {
            setAsking(false)
            setRenewed(link as LinkRenewed)
            onChanged()
          }}
        />
      )}
      {renewed && (
        <NewLinkModal
          link={renewed.link}
          svg={renewed.link_qr_svg}
          name={it.by_name}
          onClose={() => setRenewed(null)}
        />
      )}
    </section>
  )
}
