import { useEffect, useRef } from 'react'

/**
 * For what takes the place of the thing just tapped: the reader would be left nowhere, half way down the page. She is
 * put before the new thing, at the top. Where something else holds the focus, nothing happens.
 */
export function useTakeOver<E extends HTMLElement>() {
  const place = useRef<E>(null)
  useEffect(() => {
    if (document.activeElement && document.activeElement !== document.body) return
    place.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return place
}
