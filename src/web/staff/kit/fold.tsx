import { type ReactNode, useSyncExternalStore } from 'react'

/** As in the style sheets: below this a page is held in the hand. */
const HAND = '(max-width: 900px)'

const onTurned = (tell: () => void): (() => void) => {
  const screen = window.matchMedia(HAND)
  screen.addEventListener('change', tell)
  return () => screen.removeEventListener('change', tell)
}

/** Whether the page is read on a screen that is held in the hand. */
export const useInHand = (): boolean => useSyncExternalStore(onTurned, () => window.matchMedia(HAND).matches)

/** What is seldom needed: on a wide screen it stands there, in the hand it is opened with a press. */
export function FoldInHand({ says, when = true, children }: { says: string; when?: boolean; children: ReactNode }) {
  const inHand = useInHand()
  if (!inHand || !when) return <>{children}</>
  return (
    <details className="fold">
      <summary>{says}</summary>
      {children}
    </details>
  )
}
