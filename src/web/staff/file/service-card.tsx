import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import type { ServiceView } from '#contract/service.ts'
import type { Paper } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { nameOfNotice, recordService } from '../acts/service-forms.tsx'
import { useInHand } from '../kit/fold.tsx'
import { useNow } from '../kit/use-now.ts'
import type { Taking } from './file-page.tsx'
import { PaperModal } from './papers.tsx'

type Person = ServiceView[number]
type Sent = Person['notices'][number]
/** Reached, or as good as: nothing is left to be done about it. */
const DONE: readonly Sent['state'][] = ['served', 'told', 'seen', 'replaced']
/** How many that did not reach her stand open: in the hand the newest is enough to begin with. */
const SHOWN = { wide: 3, inHand: 1 } as const

/** What is to be done about several alike is said once, above them; null where nothing is said of two or more. */
export function saidOfMost(notices: readonly Pick<Sent, 'todo'>[]): string | null {
  const times = new Map<string, number>()
  for (const { todo } of notices) if (todo) times.set(todo, (times.get(todo) ?? 0) + 1)
  const [most] = [...times].sort(([, one], [, other]) => other - one)
  return most && most[1] > 1 ? most[0] : null
}

/** 送达与联系: each notice for each person, whether it reached that person, and what to do where it did not. */
export function ServiceCard({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const [blank, setBlank] = useState<{ person: Person; sent: Sent } | null>(null)
  const now = useNow()
  const people = dispute.service.filter(({ notices }) => notices.length > 0)
  if (people.length === 0) return null
  const left = people.reduce((sum, { notices }) => sum + notices.filter((it) => !DONE.includes(it.state)).length, 0)
  const may = dispute.dispute.can.includes('record_service')
  return (
    <section className="card" aria-labelledby="service">
      <h2 id="service">
        送达与联系 <span className="count">{left > 0 ? `${left} 份还没有送到` : '都送到了'}</span>
      </h2>
      <p className="quiet">打开过自己的页面，只说明打开过，不等于签收。</p>
      {people.map((person) => (
        <PersonLines
          key={person.party_id}
          person={person}
          onRecord={
            may ? (notice) => onTake({ form: recordService, party_id: person.party_id, notice: notice.seq }) : null
          }
          onBlank={(sent) => setBlank({ person, sent })}
        />
      ))}
      {blank && <PaperModal paper={blankFor(dispute, blank.person, blank.sent, now)} onClose={() => setBlank(null)} />}
    </section>
  )
}

type Lines = {
  person: Person
  onRecord: ((sent: Sent) => void) | null
  onBlank: (sent: Sent) => void
}

function PersonLines({ person, onRecord, onBlank }: Lines) {
  const { name, opened_at, notices } = person
  const open = notices.filter(({ state }) => !DONE.includes(state))
  const done = notices.filter(({ state }) => DONE.includes(state))
  const shown = useInHand() ? SHOWN.inHand : SHOWN.wide
  const most = saidOfMost(open)
  const line = (it: Sent) => (
    <li key={it.seq}>
      <p className="message-head">
        <span className="service-what">{nameOfNotice(it)}</span>
        <time dateTime={it.at}>{sayInstant(it.at)}</time>
      </p>
      <p className="service-state">
        <span className="answer" data-service={it.state}>
          {it.state_says}
        </span>
        {it.todo && !most?.endsWith(it.todo) && <span className="quiet">{it.todo}</span>}
        <LineButtons name={name} it={it} onRecord={onRecord} onBlank={onBlank} />
      </p>
      {it.tries.map((one) => (
        <p className="quiet" key={`${one.at}${one.how_says}`}>
          {sayInstant(one.at)} {one.by}：{one.how_says}，{one.result_says}
          {one.received_by && `（${one.received_by}）`}
          {one.post_number && `，单号 ${one.post_number}`}
          {one.note && `。${one.note}`}
        </p>
      ))}
    </li>
  )
  return (
    <div className="card-block service-person">
      <h3>
        {name}{' '}
        <span className="count">
          {opened_at ? `${sayInstant(opened_at)} 打开过本人的页面` : '还没有打开过本人的页面'}
        </span>
      </h3>
      {most && <p className="quiet service-most">{most}</p>}
      {open.length > 0 && <ul className="messages">{open.slice(0, shown).map(line)}</ul>}
      {open.length > shown && (
        <details>
          <summary>还没有送到的，还有 {open.length - shown} 份</summary>
          <ul className="messages">{open.slice(shown).map(line)}</ul>
        </details>
      )}
      {done.length > 0 && (
        <details>
          <summary>已经送到、告知或者看到的 {done.length} 份</summary>
          <ul className="messages">{done.map(line)}</ul>
        </details>
      )}
    </div>
  )
}

/** What can be done about one notice: say how it reached her, or take an empty proof along. */
function LineButtons({ name, it, onRecord, onBlank }: Omit<Lines, 'person'> & { name: string; it: Sent }) {
  return (
    <span className="part-buttons">
      {onRecord && it.state !== 'served' && (
        <button type="button" className="text-button" onClick={() => onRecord(it)}>
          登记送达
          <span className="unseen">
            ：{name} {nameOfNotice(it)}
          </span>
        </button>
      )}
      {it.papers.length > 0 && it.state !== 'served' && (
        <button type="button" className="text-button" onClick={() => onBlank(it)}>
          打印空白回证
          <span className="unseen">
            ：{name} {nameOfNotice(it)}
          </span>
        </button>
      )}
    </span>
  )
}

/** A 送达回证 to take along: filled in with what is known, the rest by hand. */
function blankFor(dispute: StaffDispute, person: Person, sent: Sent, now: string): Paper {
  const field = (label: string, text: string) => ({ kind: 'field' as const, label, text })
  return {
    id: dispute.file.id,
    form: 'F-15s',
    made_at: now,
    test_time: false,
    content: {
      title: '送达回证',
      to: person.name,
      blocks: [
        field('编号', dispute.file.short_code),
        field('送达的文书', sent.papers.join('、')),
        field('送达方式', '□ 当面　□ 同住成年家属　□ 代理人　□ 邮寄'),
        field('时间', '　　　　年　　月　　日　　时　　分'),
        field('收件人', '　　　　　　　（和本人的关系：　　　　　）'),
        field('送达人', '　　　　　　　　'),
        { kind: 'paragraph', text: '受送达人签名（盖章、捺印）：' },
        { kind: 'paragraph', text: '本人不收的，写明情况：' },
      ],
    },
  }
}
