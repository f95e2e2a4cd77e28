import { partWriter } from '../disputes/part-table.ts'

/** The one writer of `complaints`. */
export const complaints = partWriter('complaints')
