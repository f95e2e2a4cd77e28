import { Button, Checkbox, Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { Slip } from '#contract/administration-changes.ts'
import { sayInstant } from '#web/lib/dates.ts'

/** The slip to hand over in person: shown once, because only the hash of its code is kept. */
export function SlipModal({ slip, onClose }: { slip: Slip; onClose: () => void }) {
  const [kept, setKept] = useState(false)
  useEffect(() => {
    document.body.classList.add('paper-open')
    return () => document.body.classList.remove('paper-open')
  }, [])
  useEffect(() => {
    if (kept) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [kept])
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      scrollLock={false}
      mask={{ closable: false }}
      width={480}
      rootClassName="paper-modal"
      title="开通码只显示这一次"
      footer={
        <div className="slip-foot">
          <Checkbox checked={kept} onChange={({ target }) => setKept(target.checked)}>
            已经打印或抄下来了
          </Checkbox>
          <span>
            <Button onClick={() => window.print()}>打印</Button>
            <Button type="primary" disabled={!kept} onClick={onClose}>
              关闭
            </Button>
          </span>
        </div>
      }
    >
      <div className="slip">
        <dl className="facts">
          <dt>姓名</dt>
          <dd>
            <strong>{slip.name}</strong>
          </dd>
          <dt>用户名</dt>
          <dd className="code">{slip.sign_in_name}</dd>
          <dt>单位</dt>
          <dd>{slip.unit_name}</dd>
          <dt>岗位</dt>
          <dd>{slip.role_says}</dd>
          <dt>开通码</dt>
          <dd className="code slip-code">{slip.activation_code}</dd>
          <dt>有效到</dt>
          <dd>{sayInstant(slip.until)}</dd>
        </dl>
        <p>
          请当面交给本人：打开 {window.location.origin}/staff/activate ，输入开通码，设密码、绑定动态码。请勿拍照转发。
        </p>
      </div>
    </Modal>
  )
}
