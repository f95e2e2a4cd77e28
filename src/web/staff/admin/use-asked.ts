import { go, useAddress, withQuery } from '../router.ts'

/** What a list is asked with stands in the address, so that it can be kept, passed on, and come back to. */
export function useAsked() {
  const { path, search } = useAddress()
  const asked = new URLSearchParams(search)
  const page = Math.max(1, Number(asked.get('page')) || 1)
  /** Another question begins at the first page. */
  const to = (change: Readonly<Record<string, string | null>>): string =>
    withQuery(path, search, { page: null, ...change })
  return {
    page,
    of: (name: string): string | undefined => asked.get(name) ?? undefined,
    to,
    ask: (change: Readonly<Record<string, string | null>>): void => go(to(change), 'replace'),
  }
}

/** One of a closed list out of an address, or undefined: addresses are typed by people. */
export const oneOf = <Word extends string>(words: Readonly<Record<Word, string>>, text: string | undefined) =>
  text !== undefined && Object.hasOwn(words, text) ? (text as Word) : undefined
