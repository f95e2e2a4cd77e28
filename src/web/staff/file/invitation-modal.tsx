import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { invitation } from '#contract/links.ts'
import { call } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { useNow } from '../kit/use-now.ts'
import { Waiting } from '../kit/waiting.tsx'
import { usePrintedAlone } from './use-printed-alone.ts'

const picture = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

/** The picture to hold out to somebody's phone. */
export const LinkPicture = ({ svg, name }: { svg: string; name: string }) => (
  <img className="link-picture" src={picture(svg)} alt={`给${name}扫的二维码`} width={208} height={208} />
)

/** A live invitation, to show on the screen or to print. Opening it is a look that the party can read. */
export function InvitationModal({
  fileId,
  partyId,
  name,
  onClose,
}: {
  fileId: string
  partyId: string
  name: string
  onClose: () => void
}) {
  const now = useNow()
  usePrintedAlone()
  // Asked for when it is opened, and kept no longer than it is: it holds a secret.
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', fileId, partyId],
    queryFn: () => call(invitation, { params: { file_id: fileId, party_id: partyId } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  return (
    <Modal
      open
      scrollLock={false}
      width={760}
      rootClassName="paper-modal"
      title={`给${name}的邀请`}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          <Button type="primary" disabled={!data} onClick={() => window.print()}>
            打印邀请单
          </Button>
        </>
      }
    >
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!error && !data && <Waiting />}
      {data && (
        <div className="invitation">
          <LinkPicture svg={data.link_qr_svg} name={name} />
          <PaperView paper={{ made_at: now, test_time: false, content: data.sheet }} />
        </div>
      )}
    </Modal>
  )
}

/** A new own link, shown this once. */
export function NewLinkModal({
  link,
  svg,
  name,
  onClose,
}: {
  link: string
  svg: string
  name: string
  onClose: () => void
}) {
  return (
    <Modal
      open
      scrollLock={false}
      width={440}
      title={`${name}的新链接`}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          已经扫过了
        </Button>
      }
    >
      <p className="quiet">请本人现在扫一扫；关上以后不能再看，只能再换一次。</p>
      <LinkPicture svg={svg} name={name} />
      <p className="code">{link}</p>
    </Modal>
  )
}
