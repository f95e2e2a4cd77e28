import { type ReactNode, useEffect, useRef } from 'react'
import { useCounty } from '../county.tsx'

/** The page as the browser opened it keeps its own reading order; every later screen starts at its heading. */
let firstScreen = true

/** Names the browser's tab after the screen, and puts the reader (and the screen reader) at its heading. */
export function useArrival(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { county } = useCounty()
  const name = county?.name ?? '枫桥'
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  useEffect(() => {
    if (!firstScreen) heading.current?.focus({ preventScroll: true })
    firstScreen = false
  }, [])
  return heading
}

/** One screen: a heading, what belongs to it, a readable width. */
export function Screen({ title, children, lead }: { title: string; children: ReactNode; lead?: ReactNode }) {
  const heading = useArrival(title)
  return (
    <div className="screen">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead ? <p className="lead">{lead}</p> : null}
      {children}
    </div>
  )
}
