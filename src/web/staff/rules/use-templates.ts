import { useQuery } from '@tanstack/react-query'
import { templates } from '#contract/templates.ts'
import { call } from '#web/lib/call.ts'
import { useMe } from '../session/me.ts'

/** Which forms have a county template: asked once for the page of templates and for the buttons beside papers. */
export function useTemplates() {
  const me = useMe()
  return useQuery({ queryKey: ['templates', me.post.id], queryFn: () => call(templates), staleTime: 60_000 })
}
