import { partWriter } from '../disputes/part-table.ts'

/** The one writer of `visits`. */
export const visits = partWriter('visits')
