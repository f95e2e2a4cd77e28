import type { FileLine } from '#contract/lists.ts'
import { urgencyOf } from '../wording.ts'

/** The desk in one sentence: how many, how many over, how many due today or tomorrow. Nothing pressing is said as such. */
export function deskSummary(lines: readonly Pick<FileLine, 'clock'>[], more = false): string {
  if (lines.length === 0) return ''
  const count = (urgency: string) => lines.filter(({ clock }) => clock && urgencyOf(clock) === urgency).length
  const [over, soon] = [count('overdue'), count('soon')]
  const pressing = [over > 0 && `${over} 件已超期`, soon > 0 && `${soon} 件今明两天到期`].filter(Boolean)
  return `${more ? `先列最急的 ${lines.length} 件` : `共 ${lines.length} 件`}，${pressing.length > 0 ? pressing.join('，') : '没有超期的'}。`
}
