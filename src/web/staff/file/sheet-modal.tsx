import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { partySheet } from '#contract/intake.ts'
import { call } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { usePrintedAlone } from './use-printed-alone.ts'

/** What stands on a party's own page, to print for one without a phone. Opening it is a look that she can read. */
export function SheetModal(of: { fileId: string; partyId: string; name: string; onClose: () => void }) {
  usePrintedAlone()
  const { data, error, refetch } = useQuery({
    queryKey: ['sheet', of.fileId, of.partyId],
    queryFn: () => call(partySheet, { params: { file_id: of.fileId, part_id: of.partyId } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  return (
    <Modal
      open
      scrollLock={false}
      width={720}
      rootClassName="paper-modal"
      title={`给${of.name}的办事情况单`}
      onCancel={of.onClose}
      footer={
        <>
          <Button onClick={of.onClose}>关闭</Button>
          <Button type="primary" disabled={!data} onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!error && !data && <Waiting />}
      {data && <PaperView paper={data} />}
    </Modal>
  )
}
