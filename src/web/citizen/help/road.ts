import type { SelfHelp } from '#contract/editions.ts'

/** The numbers of the answers given, as they stand after `#`. */
export const answeredSoFar = (hash: string): number[] =>
  hash
    .split('.')
    .filter((part) => /^\d$/.test(part))
    .map(Number)

export type Road = {
  /** What is asked next, or where it ended; neither where the questions were changed under her and the road is gone. */
  question: SelfHelp['questions'][number] | null
  leaf: SelfHelp['leaves'][number] | null
  /** Her answers so far, in words. */
  said: string[]
}

/** Where answers lead. One that the questions no longer know stops there: she goes on from the last that holds. */
export function roadTo(help: Pick<SelfHelp, 'start' | 'questions' | 'leaves'>, answers: readonly number[]): Road {
  let at = help.start
  const said: string[] = []
  for (const number of answers) {
    const answer = help.questions.find(({ id }) => id === at)?.answers[number]
    if (!answer) break
    said.push(answer.says)
    at = answer.to
  }
  return {
    question: help.questions.find(({ id }) => id === at) ?? null,
    leaf: help.leaves.find(({ id }) => id === at) ?? null,
    said,
  }
}

/**
 * Whether she is to ring 110 now: the leaf's own words say so, whatever doors a county registered. Asking somebody in danger to
 * find out an address would cost time.
 */
export const ringNow = ({ id, title, says }: Pick<SelfHelp['leaves'][number], 'id' | 'title' | 'says'>): boolean =>
  id === 'call_police' || /(?<!\d)110(?!\d)/.test(`${title} ${says}`)

/** Whether to say that no door is registered: never to somebody who is to ring 110. */
export const doorUnknown = (leaf: SelfHelp['leaves'][number]): boolean =>
  leaf.ends === 'right_door' && leaf.doors.length === 0 && !ringNow(leaf)
