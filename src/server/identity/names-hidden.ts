import type { Part } from '#domain/disputes/parts.ts'

/**
 * Everybody who may stand by name in what is told of a file: its people, and whoever stands beside them (who speaks for one,
 * guardian, agents, helpers, representatives). An organisation’s own name tells nothing of a person. The same list as a list’s
 * line is masked by (disputes/list-line.ts, where it is asked of the database).
 */
export const namesOfPeople = (parties: readonly Pick<Part<'party'>, 'facts'>[]): string[] =>
  parties.flatMap(({ facts }) => {
    const { kind, name, speaks, guardian, agents = [], helpers = [], representatives = [] } = facts
    return [
      ...(kind === 'organisation' ? [] : [name]),
      ...(speaks ? [speaks] : []),
      ...(guardian ? [guardian.name] : []),
      ...[...agents, ...helpers, ...representatives].map((it) => it.name),
    ]
  })
