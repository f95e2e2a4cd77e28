import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { type Me, me } from '#contract/identity.ts'
import { countyInfo } from '#contract/intake.ts'
import { call, Refused } from '#web/lib/call.ts'

export const ME = ['me'] as const

/** Who is signed in; null when nobody is. Asked once: afterwards only signing in or out, or another post, changes it. */
export const useSignedIn = () =>
  useQuery({
    queryKey: ME,
    queryFn: async (): Promise<Me | null> => {
      try {
        return await call(me)
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return null
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  })

export const useCounty = () =>
  useQuery({ queryKey: ['county'], queryFn: () => call(countyInfo), staleTime: 60_000, refetchInterval: 300_000 })

const MeContext = createContext<Me | null>(null)
export const MeProvider = MeContext.Provider

/** The person working here; only pages inside the shell may ask. */
export function useMe(): Me {
  const found = useContext(MeContext)
  if (!found) throw new Error('asked for the person outside the shell')
  return found
}
