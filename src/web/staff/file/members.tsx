import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { members } from '#contract/beside.ts'
import type { StaffDispute } from '#contract/disputes.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { call } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { tickMember } from '../acts/group-forms.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { useMe } from '../session/me.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Props = { dispute: StaffDispute; party: StaffDispute['parties'][number]; onTake: (taking: Taking) => void }

/** The list of a group, fetched when it is opened and page by page: some have a thousand households. */
export function Members({ dispute, party, onTake }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <div className="members">
      <button type="button" className="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起名单' : '看名单'}
        <span className="unseen">：{party.name}</span>
      </button>
      <PartButtons
        small
        steps={['add_members']}
        can={party.can}
        about={{ part_id: party.id, party_id: party.id }}
        of={party.name}
        onTake={onTake}
      />
      {open && <Lines dispute={dispute} party={party} onTake={onTake} />}
    </div>
  )
}

function Lines({ dispute, party, onTake }: Props) {
  const me = useMe()
  const { data, error, isPending, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['file', me.post.id, dispute.file.id, 'members', party.id],
    queryFn: ({ pageParam }) =>
      call(members, { params: { file_id: dispute.file.id, part_id: party.id }, query: { after: pageParam } }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    refetchOnReconnect: false,
    gcTime: 0,
  })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (isPending || !data) return <p className="quiet">正在取名单……</p>
  const count = data.pages[0]?.count ?? { all: 0, paid: 0, received: 0 }
  const lines = data.pages.flatMap((page) => page.members)
  const mayTick = party.can.includes('tick_member')
  return (
    <>
      <p className="quiet">
        名单 {count.all} 户，已付 {count.paid}，已收到 {count.received}。
      </p>
      <ol className="member-lines">
        {lines.map((it) => (
          <li key={it.id} className="member-line">
            <span className="digits">{it.number}</span> {it.name}
            {it.amount && <span className="digits"> {sayYuan(it.amount)}</span>}
            {it.reach && <span className="digits quiet"> {it.reach}</span>}
            {it.ticked && (
              <span className="quiet" title={it.ticked.note}>
                {' '}
                {it.ticked.says}（{it.ticked.by}，{sayInstant(it.ticked.at)}）
              </span>
            )}
            {mayTick && (
              <button
                type="button"
                className="text-button"
                aria-label={`勾记${it.name}`}
                onClick={() => onTake({ form: tickMember, part_id: party.id, party_id: party.id, other_member: it })}
              >
                {it.ticked ? '改' : '勾记'}
              </button>
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button size="small" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          再看 50 户
        </Button>
      )}
    </>
  )
}
