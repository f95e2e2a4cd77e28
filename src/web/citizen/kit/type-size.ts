import { onDevice } from '#web/lib/device.ts'

const SHELF = 'fengqiao.large'
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** Whether this device wants large type (大字). */
export const wantsLargeType = (): boolean => onDevice.read(SHELF, isFlag) ?? false

/** Sets the type size of the whole page, from what is kept or from `large`, which is then kept. */
export function applyTypeSize(large?: boolean): void {
  if (large !== undefined) onDevice.keep(SHELF, large)
  document.documentElement.classList.toggle('large-type', large ?? wantsLargeType())
}
