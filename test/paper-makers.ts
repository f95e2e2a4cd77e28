import type { FactsOf, Part } from '#domain/disputes/parts.ts'
import { type Here, NOTHING_NAMED } from '#domain/step.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { type Fullness, fileFor, type Made, only, papersOf } from './paper-files.ts'
import * as one from './parts.ts'
import { PLACE, UNITS } from './world-of-rules.ts'

export type Of = {
  parts?: Part[]
  dispute?: Partial<FactsOf['dispute']>
  task?: Partial<FactsOf['task']>
  here?: Partial<Here>
}

/** A paper of a step that any row of the table may make; `of`: the parts and the file it is made of. */
export const from =
  (form: string, name: StepName, input: (how: Fullness) => object, of: (how: Fullness) => Of = () => ({})): Made =>
  (how) => {
    const { parts = [], dispute = {}, task = {}, here: more } = of(how)
    const { on } = TABLE[name]
    const seen = fileFor(how, parts, more)
    const all = seen.parts.map((it): Part => {
      if (it.part === 'dispute') return { ...it, facts: { ...it.facts, ...dispute } }
      return it.part === 'task' ? { ...it, facts: { ...it.facts, ...task } } : it
    })
    const part = all.findLast((it) => it.part === on) ?? null
    return only(form, papersOf(name, { ...seen, parts: all }, part, input(how)))
  }
export const full = <T extends object>(how: Fullness, more: T): Partial<T> => (how === 'full' ? more : {})
export const named = (more: Partial<Here['named']>): Partial<Here> => ({ named: { ...NOTHING_NAMED, ...more } })
export const OPENING = {
  file: null,
  opening: { place_code: PLACE, code: '9903260020260302000001X', short_code: 'ABCD-EFGH' },
}

export const seeking = (how: Fullness, more: Partial<FactsOf['mediation']> = {}): Of => ({
  parts: [
    one.mediation('in_session', {
      ...(how === 'full'
        ? {
            docket: { committee: 5, year: 2026, n: 3, no: '（2026）石桥村人调字第3号' },
            meeting: { at: '2026-03-05T01:30:00.000Z', place: '村委会', mode: 'joint' as const },
          }
        : {}),
      ...more,
    }),
  ],
})
export const OTHER_UNIT = named({ unit: UNITS[1] })
