import { whileOpen } from '#web/lib/device.ts'

const ENTERED = 'fengqiao.staff.demo'
const isName = (value: unknown): value is string => typeof value === 'string'

/** As which demo person this window was entered: lets her come back in one click, for demo people have no password. */
export function rememberDemo(signInName: string | null): void {
  if (signInName === null) whileOpen.drop(ENTERED)
  else whileOpen.keep(ENTERED, signInName)
}

export const demoEntered = (): string | null => whileOpen.read(ENTERED, isName)
