import { useSyncExternalStore } from 'react'

const MOVED = 'fengqiao:moved'

/** What a path says under a pattern such as `/staff/files/:id`, or null when it does not fit. A last slash counts for nothing. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean)
  const given = path.split('/').filter(Boolean)
  if (wanted.length !== given.length) return null
  const found: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? ''
    if (part.startsWith(':')) {
      try {
        found[part.slice(1)] = decodeURIComponent(value)
      } catch {
        return null
      }
    } else if (part !== value) return null
  }
  return found
}

/** The address with some words of its query changed; an empty value takes the word out. Order is kept, so links compare. */
export function withQuery(path: string, search: string, change: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** Goes to another page of the staff's door without loading anything anew. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') window.history.pushState(null, '', to)
  else window.history.replaceState(null, '', to)
  window.dispatchEvent(new Event(MOVED))
}

function listen(onMove: () => void): () => void {
  window.addEventListener('popstate', onMove)
  window.addEventListener(MOVED, onMove)
  return () => {
    window.removeEventListener('popstate', onMove)
    window.removeEventListener(MOVED, onMove)
  }
}

/** Where we are: path and query, kept current. The part after # is never read here: it may be a secret. */
export function useAddress(): { path: string; search: string } {
  const text = useSyncExternalStore(listen, () => `${window.location.pathname}\n${window.location.search}`)
  const [path = '/', search = ''] = text.split('\n')
  return { path, search }
}
