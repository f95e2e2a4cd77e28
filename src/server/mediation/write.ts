import { partWriter } from '../disputes/part-table.ts'

/** The one writer of `mediations`. */
export const mediations = partWriter('mediations')
