import { Button } from 'antd'
import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import type { StaffMediation } from '#contract/mediation.ts'
import { canBeAsked } from '../acts/about.ts'
import { useNow } from '../kit/use-now.ts'
import { shortTime } from '../wording.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Props = {
  dispute: StaffDispute
  mediation: StaffMediation
  onTake: (taking: Taking) => void
  /** Shows a live invitation again. */
  onShow: (partyId: string) => void
}

const SHOWN = 10
const ANSWERS = ['agree_to_mediation', 'ask_other_time', 'refuse_mediation'] as const

/** Each party's own answer: nobody is in it for anybody else. */
export function Consents({ dispute, mediation, onTake, onShow }: Props) {
  const now = useNow()
  const [all, setAll] = useState(false)
  // In a crowd those who still have to answer stand first.
  const { parties } = mediation
  const open = parties.filter(({ answer }) => answer !== 'agreed')
  const shown =
    all || parties.length <= SHOWN
      ? parties
      : [...open, ...parties.filter(({ answer }) => answer === 'agreed')].slice(0, SHOWN)
  const agreed = mediation.parties.filter(({ answer }) => answer === 'agreed').length
  const sideOf = (id: string): string => dispute.parties.find((party) => party.id === id)?.side_says ?? ''
  const mine = dispute.tasks.some(({ can }) => can.length > 0) || mediation.can.length > 0
  return (
    <div className="card-block">
      <h3>
        愿不愿意调解 <span className="count">{`${agreed}/${mediation.parties.length} 位同意`}</span>
      </h3>
      <table className="lines">
        <thead className="unseen">
          <tr>
            <th>谁</th>
            <th>回答</th>
            <th>什么时候</th>
            <th>可以做的</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((party) => (
            <tr key={party.party_id} data-answer={party.answer}>
              <th scope="row">
                {party.name}
                <span className="quiet">{sideOf(party.party_id)}</span>
              </th>
              <td>
                <span className="answer" data-answer={party.answer}>
                  {party.answer_says}
                </span>
                {party.at && <span className="quiet">{shortTime(party.at, now)}</span>}
                {party.note && <p className="verbatim">{party.note}</p>}
              </td>
              <td className="line-acts">
                {/* Who has said yes or no is asked no more. */}
                {party.invited && mine && canBeAsked(party) && (
                  <Button size="small" onClick={() => onShow(party.party_id)}>
                    二维码、邀请单<span className="unseen">：{party.name}</span>
                  </Button>
                )}
                {party.answer !== 'agreed' && (
                  <PartButtons
                    steps={canBeAsked(party) ? ['invite', 'record_contact', ...ANSWERS] : ANSWERS}
                    can={mediation.can}
                    about={{ part_id: mediation.id, party_id: party.party_id }}
                    of={party.name}
                    onTake={onTake}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < parties.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          还有 {parties.length - shown.length} 位
        </button>
      )}
    </div>
  )
}
