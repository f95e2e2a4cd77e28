import { Button } from 'antd'
import type { StepName } from '#domain/table.ts'
import { formOf } from '../acts/forms.ts'
import type { Taking } from './file-page.tsx'

type Props = {
  /** The steps this place is for, in the order they stand. */
  steps: readonly StepName[]
  can: readonly string[]
  about: Omit<Taking, 'form'>
  /** Whose or which, for those who hear the page read. */
  of: string
  onTake: (taking: Taking) => void
  /** As words rather than buttons, where they are seldom needed. */
  small?: boolean
}

/** The steps of one line, of those the server allows there. */
export function PartButtons({ steps, can, about, of, onTake, small = false }: Props) {
  const forms = steps.filter((step) => can.includes(step)).flatMap((step) => formOf(step) ?? [])
  if (forms.length === 0) return null
  return (
    <span className="part-buttons">
      {forms.map((form) => {
        const says = (
          <>
            {form.short ?? form.title}
            <span className="unseen">：{of}</span>
          </>
        )
        const take = () => onTake({ form, ...about })
        return small || form.tone === 'grave' ? (
          <button key={form.step} type="button" className="text-button" title={form.hint} onClick={take}>
            {says}
          </button>
        ) : (
          <Button key={form.step} size="small" title={form.hint} onClick={take}>
            {says}
          </Button>
        )
      })}
    </span>
  )
}
