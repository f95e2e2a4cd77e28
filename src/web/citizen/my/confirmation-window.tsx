import type { MyDispute } from '#contract/intake.ts'
import { confirmationWindows } from '#domain/clocks/what-next.ts'
import { sayDayAndWeekday, sayDaysLeft } from '#web/lib/dates.ts'
import { ClockFrom } from '../kit/clock-from.tsx'

/** 司法确认: a chance with its last day, never a duty. */
export function ConfirmationWindow({ clocks }: { clocks: MyDispute['clocks'] }) {
  const [open] = confirmationWindows(clocks)
  if (!open) return null
  return (
    <section className="notice notice-calm" aria-labelledby="confirmation">
      <p className="notice-title" id="confirmation">
        想更稳当，可以一起请法院确认
      </p>
      <p>
        最晚 <strong>{sayDayAndWeekday(open.due_on)}</strong>
        {open.days_left === null ? '' : `（${sayDaysLeft(open.days_left)}）`}
        ，双方一起去申请，不收钱。不去也行，协议照样算数。
      </p>
      <ClockFrom clock={open} />
    </section>
  )
}
