import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { call, Refused } from '#web/lib/call.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'

/**
 * A list of the administration, kept on screen while the next one is fetched; every change fetches it anew.
 * @param again milliseconds after which it is asked for by itself; never where none are given
 */
export function useList<E extends Endpoint>(endpoint: E, query: z.input<E['query']>, again?: number) {
  const me = useMe()
  return useQuery({
    queryKey: ['administration', me.post.id, endpoint.id, query],
    queryFn: () => call(endpoint, { query }),
    placeholderData: keepPreviousData,
    // Whoever was refused is refused again: a session that is over is not asked after.
    refetchInterval: ({ state }) => (again === undefined || state.error instanceof Refused ? false : again),
  })
}

type Asked<T> = { data: T | undefined; error: Error | null; isPlaceholderData: boolean; refetch: () => unknown }

/** The list, or why it is not there. */
export function ListState<T>({ list, children }: { list: Asked<T>; children: (data: T) => ReactNode }) {
  const { data, error, isPlaceholderData, refetch } = list
  if (error) return <NotFetched error={error} again={() => refetch()} />
  if (!data) return <Waiting />
  return (
    <div className="admin-list" aria-busy={isPlaceholderData}>
      {children(data)}
    </div>
  )
}

export function Empty({ title, says }: { title: string; says: string }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      <p>{says}</p>
    </div>
  )
}

/** Query values left out where nothing is asked: an empty one would be a question of its own. */
export const asking = <T extends Record<string, unknown>>(query: T) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
