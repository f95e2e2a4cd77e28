import { partWriter } from '../disputes/part-table.ts'

/** The one writer of `supervisions`. */
export const supervisions = partWriter('supervisions')
/** The one writer of `packages`. */
export const packages = partWriter('packages')
