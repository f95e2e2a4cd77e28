import { partWriter } from '../disputes/part-table.ts'

/** The one writer of `agreements` and of what is owed under them. */
export const agreements = partWriter('agreements')
export const obligations = partWriter('obligations')
