import type { StaffDispute } from '#contract/disputes.ts'
import { sayDay, sayDaysIn, sayInstant } from '#web/lib/dates.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Party = StaffDispute['parties'][number]

const SEX = { female: '女', male: '男' } as const
/** What stands on her papers besides her name, in one line. */
const detailWords = (it: NonNullable<Party['details']>): string =>
  [
    it.sex && SEX[it.sex],
    it.ethnicity,
    it.occupation,
    it.legal_representative && `法定代表人${it.legal_representative}`,
    it.post_title,
    it.address ?? '住址已登记（有人可能有危险，这里不显示）',
  ]
    .filter(Boolean)
    .join('，')

/** Who stands beside one party: who acts for her and how far, who must agree with her, who helps her, who speaks for many. */
export function BesideHer({ party, onTake }: { party: Party; onTake: (taking: Taking) => void }) {
  const { agents, guardian, helpers, representatives } = party
  const nobody = agents.length + helpers.length + representatives.length === 0 && !guardian && !party.capacity_says
  return (
    <>
      {party.details && <p className="quiet">{detailWords(party.details)}</p>}
      {!nobody && (
        <ul className="beside" aria-label={`${party.name}身边的人`}>
          {party.capacity_says && <li>{sayDaysIn(party.capacity_says)}</li>}
          {party.capacity !== 'full' && !guardian && <li className="says-wrong">还没有登记监护人</li>}
          {guardian && (
            <li>
              监护人 <strong>{guardian.name}</strong>（{guardian.relation}，凭{guardian.paper}）
              {guardian.reach && <span className="digits"> {guardian.reach}</span>}
            </li>
          )}
          {agents.map((it) => (
            <li key={it.id} className={it.in_force ? '' : 'quiet'}>
              代理人 <strong>{it.name}</strong>（{it.kind_says}，{it.special ? '特别授权' : '一般授权'}）
              {it.reach && <span className="digits"> {it.reach}</span>}
              <span className="beside-more">
                {it.powers_say.join('；')}。委托书 {it.paper.number}，{sayDay(it.paper.on)}
                {it.until && `，到 ${sayDay(it.until)}`}
              </span>
              {it.ended ? (
                <span className="beside-more">{sayInstant(it.ended.at)} 收回</span>
              ) : (
                !it.in_force && <span className="beside-more">不在期限内，说了不算</span>
              )}
            </li>
          ))}
          {helpers.map((it) => (
            <li key={it.id} className={it.ended ? 'quiet' : ''}>
              帮助人 <strong>{it.name}</strong>（{it.kind_says}）
              <span className="beside-more">
                {it.ended ? `${sayInstant(it.ended.at)} 起不再请` : `${it.agreed_by.join('、')}同意，不替人作主`}
              </span>
            </li>
          ))}
          {representatives.map((it) => (
            <li key={it.name}>
              代表人 <strong>{it.name}</strong>（{it.paper}）{it.reach && <span className="digits"> {it.reach}</span>}
            </li>
          ))}
        </ul>
      )}
      <PartButtons
        small
        steps={[
          'complete_party',
          'name_agent',
          ...(agents.some((it) => it.in_force) ? (['give_agent_link'] as const) : []),
          ...(agents.some((it) => !it.ended) ? (['end_agency'] as const) : []),
          ...(party.kind === 'person' ? (['record_capacity'] as const) : []),
          'name_guardian',
          'name_helper',
          ...(helpers.some((it) => !it.ended) ? (['end_help'] as const) : []),
          'name_representatives',
        ]}
        can={party.can}
        about={{ part_id: party.id, party_id: party.id }}
        of={party.name}
        onTake={onTake}
      />
    </>
  )
}
