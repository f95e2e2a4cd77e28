import { partWriter } from '../disputes/part-table.ts'

export const evidence = partWriter('evidence')
