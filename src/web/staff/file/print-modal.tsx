import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import { usePrintedAlone } from './use-printed-alone.ts'

type Props = { title: string; ready?: boolean; more?: ReactNode; onClose: () => void; children: ReactNode }

/** A paper over the page as it reads when printed; the printer gets the paper alone. */
export function PrintModal({ title, ready = true, more, onClose, children }: Props) {
  usePrintedAlone()
  return (
    <Modal
      open
      scrollLock={false}
      width={720}
      rootClassName="paper-modal"
      title={title}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          {more}
          <Button type="primary" disabled={!ready} onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      {children}
    </Modal>
  )
}
