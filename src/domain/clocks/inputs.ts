import { z } from 'zod'

/** An instant people chose, in UTC (`…Z`), so that instants compare as texts. */
export const AskedTime = z.iso.datetime({ error: '请选择日期和时间。' })

/** A day people chose. */
export const AskedDay = z.iso.date({
  error: ({ input }) => (input === undefined || input === '' ? '请选择日期。' : '请写成 2026-03-09 这样的日期。'),
})
