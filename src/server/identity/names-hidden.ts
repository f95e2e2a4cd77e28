import type { Part } from '#domain/disputes/parts.ts'

/**
 * Everybody who may stand by name in what is told of a file: its people, and whoever stands beside them (who speaks for one,
 * guardian, agents, helpers, representatives). An organisation’s own name tells nothing of a person. A line of
 * a list is masked by the same names, which `lines_of` gathers in SQL (migration 0060; disputes/finding.test.ts asks it for each).
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
