import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { file, type StaffDispute } from '#contract/disputes.ts'
import { call, Refused } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { ActDrawer } from '../acts/act-drawer.tsx'
import type { About, ActForm } from '../acts/act-form.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { StageTag } from '../kit/stage-tag.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { ActPanel } from './act-panel.tsx'
import { Clocks } from './clocks.tsx'
import { Messages } from './messages.tsx'
import { Papers } from './papers.tsx'
import { People } from './people.tsx'
import { Said } from './said.tsx'
import { Story } from './story.tsx'

/** A step being taken: its form, and the task or person it is about. */
export type Taking = { form: ActForm } & Omit<About, 'dispute'>

/** One file: what was said and what happened on the left, what to do and what one needs for it on the right. */
export function FilePage({ params }: { params: Readonly<Record<string, string>> }) {
  const me = useMe()
  const queries = useQueryClient()
  const key = ['file', me.post.id, params.id]
  // Each fetch is a look that the party can read: it is fetched when opened and after a step, never by itself.
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: () => call(file, { params: { file_id: params.id ?? '' } }),
    refetchOnReconnect: false,
    gcTime: 0,
  })
  const [taking, setTaking] = useState<Taking | null>(null)
  const opener = useRef<Element | null>(null)

  const take = (what: Taking) => {
    opener.current = document.activeElement
    setTaking(what)
  }
  // Beneath the form the side column is inert, so the focus goes back only once it is no longer.
  const letGo = () => {
    setTaking(null)
    requestAnimationFrame(() => {
      const back = opener.current?.isConnected ? opener.current : document.getElementById('content')
      if (back instanceof HTMLElement) back.focus()
    })
  }

  const onChanged = useCallback(() => {
    queries.invalidateQueries({ predicate: ({ queryKey }) => ['file', 'desk', 'files'].includes(String(queryKey[0])) })
  }, [queries])

  if (error && !data) {
    if (error instanceof Refused && error.status === 404) return <NoSuchFile />
    return <NotFetched error={error} again={() => refetch()} />
  }
  if (isPending || !data) return <Waiting />
  return (
    <>
      <FileHead dispute={data} />
      {error && <NotFetched error={error} again={() => refetch()} />}
      <div className="file-grid">
        <div className="file-main">
          <Said dispute={data} />
          <Story lines={data.story} />
        </div>
        <div className="file-side" inert={taking !== null}>
          <ActPanel dispute={data} onTake={take} />
          <Clocks clocks={data.clocks} />
          <People dispute={data} onTake={take} />
          <Papers papers={data.papers} />
          <Messages messages={data.messages} />
        </div>
      </div>
      {taking && (
        <ActDrawer form={taking.form} about={{ ...taking, dispute: data }} onClose={letGo} onChanged={onChanged} />
      )}
    </>
  )
}

function FileHead({ dispute: { file, dispute, parties } }: { dispute: StaffDispute }) {
  const applicants = parties.filter(({ side }) => side === 'applicant').map(({ name }) => name)
  return (
    <div className="file-head">
      <div className="file-head-line">
        <span className="file-code">{file.short_code}</span>
        <h1>
          {applicants.join('、')}
          <span className="versus" role="img" aria-label="与">
            ⟷
          </span>
          {dispute.other_side}
        </h1>
        <StageTag stage={file.stage} says={file.stage_says} />
      </div>
      <dl className="file-facts">
        <div>
          <dt>地点</dt>
          <dd>{file.place.join(' ')}</dd>
        </div>
        <div>
          <dt>承办</dt>
          <dd>
            {file.responsible.name}（{file.responsible.phone}）
          </dd>
        </div>
        <div>
          <dt>收到</dt>
          <dd>{sayInstant(file.received_at)}</dd>
        </div>
        <div>
          <dt>一案一码</dt>
          <dd className="code">{file.code}</dd>
        </div>
      </dl>
      <p className="looked">您这次查看已经留痕，当事人可以看到。</p>
    </div>
  )
}

function NoSuchFile() {
  return (
    <div className="empty">
      <h1>没有找到这件纠纷</h1>
      <p>编号或链接可能不对，或者它不在您的辖区、也没有请您参与。</p>
      <p>
        <Link to="/staff/">回到我的待办</Link>
      </p>
    </div>
  )
}
