import { useCallback, useEffect, useState } from 'react'

const viewIn = (state: unknown): string | null =>
  typeof state === 'object' && state !== null && 'view' in state && typeof state.view === 'string' ? state.view : null

/** A page within the page (a paper, the withdrawal), so that the phone's back button leaves it. The address stays. */
export function useView() {
  const [view, setView] = useState(() => viewIn(window.history.state))
  useEffect(() => {
    const moved = () => setView(viewIn(window.history.state))
    window.addEventListener('popstate', moved)
    return () => window.removeEventListener('popstate', moved)
  }, [])
  const show = useCallback((next: string) => {
    window.history.pushState({ view: next }, '')
    setView(next)
    window.scrollTo(0, 0)
  }, [])
  const back = useCallback(() => window.history.back(), [])
  return { view, show, back }
}
