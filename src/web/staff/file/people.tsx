import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import { IDENTITY_PAPERS } from '#domain/identity/inputs.ts'
import { recordIdentity } from '../acts/identity-form.tsx'
import { BesideHer } from './beside.tsx'
import type { Taking } from './file-page.tsx'
import { Members } from './members.tsx'
import { PartButtons } from './part-buttons.tsx'
import { RevealModal, type Secret } from './reveal-modal.tsx'
import { SheetModal } from './sheet-modal.tsx'

/** So many stand at once: some files have sixty. */
const SHOWN = 6
type Party = StaffDispute['parties'][number]

/** The people of the file: how to reach them, openly to who handles it and masked to others; identity always masked. */
export function People({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const [asking, setAsking] = useState<{ party: Party; what: Secret } | null>(null)
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>({})
  const [all, setAll] = useState(false)
  const [printing, setPrinting] = useState<Party | null>(null)
  const shown = all ? dispute.parties : dispute.parties.slice(0, SHOWN)
  const mayRecord = (party: Party) =>
    dispute.dispute.can.includes('record_identity') || party.can.includes('record_identity')
  return (
    <section className="card" aria-labelledby="people">
      <h2 id="people">
        当事人 <span className="count">{dispute.parties.length} 位</span>
      </h2>
      {dispute.parties.length === 0 && <p className="quiet">还不知道是谁和谁。</p>}
      {shown.map((party) => {
        const show = (what: Secret, value: string, open: boolean) => {
          const revealed = seen[`${party.id} ${what}`]
          return (
            <>
              <span className="digits">{revealed ?? value}</span>
              {!open && !revealed && (
                <button
                  type="button"
                  className="text-button"
                  aria-label={`查看${party.name}的${what === 'reach' ? '联系方式' : '证件号码'}`}
                  onClick={() => setAsking({ party, what })}
                >
                  查看
                </button>
              )}
            </>
          )
        }
        return (
          <div className="person" key={party.id}>
            <div className="person-name">
              <strong>{party.name}</strong>
              <span className="quiet">
                {party.side_says}
                {party.kind !== 'person' && `，${party.kind_says}`}
                {party.members !== null && ` ${party.members} 人`}
              </span>
              {party.status === 'left' && <span className="answer">已退出</span>}
            </div>
            {party.speaks && <p className="quiet">代表：{party.speaks}</p>}
            <dl className="facts">
              <dt>联系</dt>
              <dd>
                {party.reach === null ? '没有登记' : show('reach', party.reach, party.reach_open)}
                {party.in_danger && party.reach !== null && (
                  <span className="reach-from">本件说有暴力：联系方式遮住，看一次写一次理由</span>
                )}
                {party.reach !== null && party.reach_from === 'other_side' && (
                  <span className="reach-from">对方提供的，不能用来收签字验证码</span>
                )}
              </dd>
              <dt>证件</dt>
              <dd>
                {party.identity_paper && party.identity_number ? (
                  <>
                    {IDENTITY_PAPERS[party.identity_paper]} {show('identity_number', party.identity_number, false)}
                  </>
                ) : (
                  '没有登记'
                )}
                {mayRecord(party) && (
                  <button
                    type="button"
                    className="text-button"
                    aria-label={`${party.identity_paper ? '重新登记' : '登记'}${party.name}的证件`}
                    onClick={() => onTake({ form: recordIdentity, party_id: party.id })}
                  >
                    {party.identity_paper ? '重新登记' : '登记'}
                  </button>
                )}
              </dd>
            </dl>
            <BesideHer party={party} onTake={onTake} />
            {party.kind === 'group' && <Members dispute={dispute} party={party} onTake={onTake} />}
            <PartButtons
              small
              steps={['correct_party', 'renew_link']}
              can={dispute.dispute.can}
              about={{ party_id: party.id }}
              of={party.name}
              onTake={onTake}
            />
            {party.reach_open || (party.in_danger && dispute.dispute.can.length > 0) ? (
              <span className="part-buttons">
                <button type="button" className="text-button" onClick={() => setPrinting(party)}>
                  打印情况单<span className="unseen">：给{party.name}</span>
                </button>
              </span>
            ) : null}
          </div>
        )
      })}
      {shown.length < dispute.parties.length && (
        <button type="button" className="text-button people-all" onClick={() => setAll(true)}>
          还有 {dispute.parties.length - shown.length} 位
        </button>
      )}
      <PartButtons steps={['name_party']} can={dispute.dispute.can} about={{}} of="当事人" onTake={onTake} />
      {printing && (
        <SheetModal
          fileId={dispute.file.id}
          partyId={printing.id}
          name={printing.name}
          onClose={() => setPrinting(null)}
        />
      )}
      {asking && (
        <RevealModal
          fileId={dispute.file.id}
          party={asking.party}
          what={asking.what}
          onClose={() => setAsking(null)}
          onSeen={(value) => {
            setSeen((before) => ({ ...before, [`${asking.party.id} ${asking.what}`]: value }))
            setAsking(null)
          }}
        />
      )}
    </section>
  )
}
