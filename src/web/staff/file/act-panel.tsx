import { Button } from 'antd'
import type { StaffDispute } from '#contract/disputes.ts'
import { ENDED_DISPUTE, ENDED_OBLIGATION } from '#domain/disputes/parts.ts'
import type { Taking } from './file-page.tsx'
import { type Group, groupsOf, isUndecided, type Open } from './groups.ts'

const ended: readonly string[] = ENDED_DISPUTE
const settled: readonly string[] = ENDED_OBLIGATION

/** What I may do now, in groups: what moves the file on first and strong, what ends something last and small. */
export function ActPanel({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const groups = groupsOf(dispute)
  const leading = groups.find(({ main }) => main.length > 0)
  const first = isUndecided(dispute) ? undefined : leading?.main[0]
  const owed = dispute.obligations.filter(({ status, can }) => can.length > 0 && !settled.includes(status))
  return (
    <section className="card acts" aria-labelledby="acts">
      <h2 id="acts">现在可以做的</h2>
      {groups.length === 0 && owed.length === 0 && (
        <p className="quiet">
          {ended.includes(dispute.dispute.status)
            ? `这件事${dispute.file.stage_says}，没有要办的了。`
            : `由${dispute.file.responsible.name}办理，您的岗位现在没有要办的。`}
        </p>
      )}
      {owed.length > 0 && (
        <div className="act-group">
          <h3>履行</h3>
          <p>
            还有 {owed.length} 项没有履行完，
            <a className="within" href="#ledger">
              在中间逐项登记
            </a>
            。
          </p>
        </div>
      )}
      {groups.map((group) => (
        <ActGroup key={group.name} group={group} leads={group === leading} first={first} onTake={onTake} />
      ))}
    </section>
  )
}

const keyOf = ({ form, part_id }: Open): string => `${form.step}${part_id ?? ''}`
const titleOf = ({ form, of }: Open): string => (of ? `${form.title}（${of}）` : form.title)

function ActGroup({
  group: { name, main, plain, grave },
  leads,
  first,
  onTake,
}: {
  group: Group
  /** The group that comes first shows its steps large, with what each does. */
  leads: boolean
  first: Open | undefined
  onTake: (taking: Taking) => void
}) {
  const small = leads ? plain : [...main, ...plain]
  return (
    <div className="act-group">
      <h3>{name}</h3>
      {(leads ? main : []).map((open) => (
        <div className="act-main" key={keyOf(open)}>
          <Button block type={open === first ? 'primary' : 'default'} onClick={() => onTake(open)}>
            {titleOf(open)}
          </Button>
          <p>{open.form.hint}</p>
        </div>
      ))}
      {small.length > 0 && (
        <div className="act-plain">
          {small.map((open) => (
            <Button key={keyOf(open)} size="small" title={open.form.hint} onClick={() => onTake(open)}>
              {titleOf(open)}
            </Button>
          ))}
        </div>
      )}
      {grave.length > 0 && (
        <div className="act-grave">
          {grave.map((open) => (
            <button
              key={keyOf(open)}
              type="button"
              className="text-button"
              title={open.form.hint}
              onClick={() => onTake(open)}
            >
              {titleOf(open)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
