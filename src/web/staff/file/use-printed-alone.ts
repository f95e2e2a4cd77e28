import { useEffect } from 'react'

/** While a paper is open, printing the window prints the paper alone. */
export function usePrintedAlone(): void {
  useEffect(() => {
    document.body.classList.add('paper-open')
    return () => document.body.classList.remove('paper-open')
  }, [])
}
