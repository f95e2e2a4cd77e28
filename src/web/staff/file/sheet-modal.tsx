import { useQuery } from '@tanstack/react-query'
import { partySheet } from '#contract/intake.ts'
import { call } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { PrintModal } from './print-modal.tsx'

/** What stands on a party's own page, to print for one without a phone. Opening it is a look that she can read. */
export function SheetModal(of: { fileId: string; partyId: string; name: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['sheet', of.fileId, of.partyId],
    queryFn: () => call(partySheet, { params: { file_id: of.fileId, part_id: of.partyId } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  return (
    <PrintModal title={`给${of.name}的办事情况单`} ready={data !== undefined} onClose={of.onClose}>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!error && !data && <Waiting />}
      {data && <PaperView paper={data} />}
    </PrintModal>
  )
}
