import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { call } from '#web/lib/call.ts'
import { useMe } from '../session/me.ts'

type Asking<E extends Endpoint> = { params: z.input<E['params']>; query: z.input<E['query']> }

/** A dry run: what an act would do, asked anew whenever another choice is made. Null asks nothing yet. */
export function useTried<E extends Endpoint>(endpoint: E, asking: Asking<E> | null) {
  const me = useMe()
  return useQuery({
    queryKey: ['administration', me.post.id, endpoint.id, asking],
    queryFn: () => call(endpoint, asking as Asking<E>),
    enabled: asking !== null,
    placeholderData: keepPreviousData,
  })
}
