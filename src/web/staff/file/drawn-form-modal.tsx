import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { drawnForm } from '#contract/dossier.ts'
import type { Print } from '#contract/shared.ts'
import type { DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { call } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { DownloadForm } from './download-paper.tsx'
import { PrintModal } from './print-modal.tsx'

type Props = { fileId: string; print: z.output<typeof Print>; onClose: () => void }

/** A form drawn from the file as it stands now, to print and to fill in what is left. Opening it is a look the parties can read. */
export function DrawnFormModal({ fileId, print, onClose }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: ['drawn-form', fileId, print.form, print.of],
    queryFn: () =>
      call(drawnForm, { params: { file_id: fileId, form: print.form as DrawnForm }, query: { of: print.of } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  return (
    <PrintModal
      title={print.says}
      ready={data !== undefined}
      more={data ? <DownloadForm fileId={fileId} print={print} /> : null}
      onClose={onClose}
    >
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!error && !data && <Waiting />}
      {data && <PaperView paper={data} toSign />}
    </PrintModal>
  )
}
