import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react'

const MOVED = 'fengqiao:moved'

const subscribe = (listen: () => void): (() => void) => {
  const events = ['popstate', 'hashchange', MOVED]
  for (const event of events) window.addEventListener(event, listen)
  return () => {
    for (const event of events) window.removeEventListener(event, listen)
  }
}

const snapshot = (): string => `${window.location.pathname}#${window.location.hash.slice(1)}`

/** Where the page is: path, and what stands after `#`. */
export function useAddress(): { path: string; hash: string } {
  const [path = '/', hash = ''] = useSyncExternalStore(subscribe, snapshot).split('#')
  return { path, hash }
}

/** Goes to an address of this door without loading the page anew. `replace` leaves no way back to where we were. */
export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'replace') window.history.replaceState(null, '', address)
  else window.history.pushState(null, '', address)
  window.scrollTo(0, 0)
  window.dispatchEvent(new Event(MOVED))
}

/** A link within this door. */
export function To({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
