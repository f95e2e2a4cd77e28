import type { Consequence } from '../disputes/consequences.ts'
import type { Here } from '../step.ts'

/** Opens the file to whoever mediates from now on; who has it open already as a mediator needs nothing new. */
export const beginMediating = (
  { involvements }: Pick<Here, 'involvements'>,
  people: readonly { person_id: string }[],
  next: () => string,
): Consequence[] =>
  people
    .filter(
      ({ person_id }) =>
        !involvements.some(
          ({ as_what, until, who }) =>
            as_what === 'mediating' && until === null && 'person' in who && who.person === person_id,
        ),
    )
    .map(({ person_id }) => ({
      kind: 'involve',
      id: next(),
      who: { person: person_id },
      as_what: 'mediating',
      until: null,
    }))
