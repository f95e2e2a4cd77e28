import { Button } from 'antd'
import type { StaffDispute } from '#contract/disputes.ts'
import { FORMS } from '../acts/forms.ts'
import type { Taking } from './file-page.tsx'

/** What I may do now, as the server says for each part; the one that moves the file on stands first and strong. */
export function openTo({ dispute, tasks }: StaffDispute): (Taking & { unit?: string })[] {
  return FORMS.flatMap((form): (Taking & { unit?: string })[] => {
    if (dispute.can.includes(form.step)) return [{ form }]
    const theirs = tasks.filter(({ can }) => can.includes(form.step))
    return theirs.map(({ id, unit_name }) => ({ form, part_id: id, ...(theirs.length > 1 ? { unit: unit_name } : {}) }))
  })
}

export function ActPanel({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const open = openTo(dispute)
  const [first] = open
  return (
    <section className="card acts" aria-labelledby="acts">
      <h2 id="acts">现在可以做的</h2>
      {open.length === 0 && (
        <p className="quiet">
          {['closed', 'withdrawn', 'not_accepted'].includes(dispute.file.stage)
            ? `这件事${dispute.file.stage_says}，没有要办的了。`
            : `由${dispute.file.responsible.name}办理，您的岗位现在没有要办的。`}
        </p>
      )}
      <ul>
        {open.map((taking) => {
          const { form, part_id, unit } = taking
          const strong = taking === first && form.tone === 'main'
          return (
            <li key={`${form.step}${part_id ?? ''}`}>
              <Button block type={strong ? 'primary' : 'default'} onClick={() => onTake(taking)}>
                {form.title}
                {unit ? `（${unit}）` : ''}
              </Button>
              <p>{form.hint}</p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
