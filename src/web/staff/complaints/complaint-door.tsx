import { Button, Modal } from 'antd'
import type { ComplaintReceipt } from '#contract/complaints.ts'
import { INTAKE_ROLES } from '#domain/organisations/words.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { complainForm } from '../acts/complain-form.tsx'
import type { Taking } from '../file/file-page.tsx'
import { LinkPicture } from '../file/invitation-modal.tsx'
import { usePrintedAlone } from '../file/use-printed-alone.ts'
import { useMe } from '../session/me.ts'

/** Who stands at the window may say here that nothing was solved, or what she holds against whom. */
export function ComplaintDoor({ onTake }: { onTake: (taking: Taking) => void }) {
  const me = useMe()
  if (!INTAKE_ROLES.includes(me.post.role)) return null
  return (
    <section className="card complaint-door" aria-labelledby="complaint-door">
      <h2 id="complaint-door">当事人有意见</h2>
      <p className="quiet">说没有解决，或者对调解员、对办事有意见的，谁先听到谁写下来；由另一个单位查。</p>
      <Button size="small" onClick={() => onTake({ form: complainForm })}>
        写下当事人的意见
      </Button>
    </section>
  )
}

/** Her receipt, shown this once: nobody here opens it again. */
export function ComplaintReceiptModal({ receipt, onClose }: { receipt: ComplaintReceipt; onClose: () => void }) {
  usePrintedAlone()
  return (
    <Modal
      open
      scrollLock={false}
      width={760}
      rootClassName="paper-modal"
      title={`给${receipt.holder}的意见回执`}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>已经交给本人</Button>
          <Button type="primary" onClick={() => window.print()}>
            打印回执
          </Button>
        </>
      }
    >
      <p className="quiet no-print">请本人扫一扫，或者打印交给本人。关上以后不能再看。</p>
      <div className="invitation">
        <LinkPicture svg={receipt.link_qr_svg} name={receipt.holder} />
        <PaperView paper={receipt.paper} />
      </div>
    </Modal>
  )
}
