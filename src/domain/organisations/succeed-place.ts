import type { Consequence } from '../disputes/consequences.ts'
import { partsOf } from '../disputes/parts.ts'
import { step } from '../step.ts'
import { isWithin, type PlaceCode } from './places.ts'
import { type SucceedPlace, SucceedPlaceInput } from './succession-inputs.ts'

/** The code a place below the renamed one has from now on: the renamed part changes, the rest stays. */
export const codeNow = (
  code: PlaceCode,
  { from_place, to_place }: Pick<SucceedPlace, 'from_place' | 'to_place'>,
): PlaceCode => (isWithin(code, from_place) ? to_place + (code - from_place) : code)

export const succeed_place = step({
  on: 'dispute',
  from: [
    ...(['clue', 'registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'] as const),
    ...(['closed', 'merged', 'withdrawn', 'not_accepted', 'false_report'] as const),
  ],
  to: null,
  by: ['system'],
  needs: ['lies_in_place'],
  input: SucceedPlaceInput,
  then: (here, _, input): Consequence[] => [
    {
      kind: 'change_facts',
      part: 'file',
      id: here.file?.id ?? '',
      facts: { place_code: codeNow(here.file?.place_code ?? 0, input) },
    },
    // Where the sender and those who returned it stand: which centre is above all of them is found from it.
    ...partsOf(here.parts, 'task').flatMap(({ id, facts }): Consequence[] => {
      const { from_place, returned_by = [] } = facts
      const sent = from_place !== undefined && isWithin(from_place, input.from_place)
      const back = returned_by.some((it) => isWithin(it.place_code, input.from_place))
      if (!sent && !back) return []
      return [
        {
          kind: 'change_facts',
          part: 'task',
          id,
          facts: {
            ...(sent ? { from_place: codeNow(from_place, input) } : {}),
            ...(back
              ? { returned_by: returned_by.map((it) => ({ ...it, place_code: codeNow(it.place_code, input) })) }
              : {}),
          },
        },
      ]
    }),
  ],
  law: ['本县约定：区划代码变更（GB/T 2260）的，案卷编号终身不变，只改所在地方，可以调整'],
  carries_out: { because: '村换了代码，它的事还要在它的名下找得到；一案一码不变（参考资料 3.3）' },
  says: '区划代码变更',
  told: 'office',
})
