import type { KeyboardEvent } from 'react'

const STOPS =
  'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button[data-enter-stop]:not(:disabled)'

/** Where it shows, and its value is not usually left as it is (`data-enter-skip`): Tab still leads there. */
const isStop = (element: HTMLElement): boolean =>
  element.getClientRects().length > 0 && element.closest('[data-enter-skip]') === null

/** Where Enter may lead to: one stop a group of radios, the chosen one where there is one. */
function stopsIn(form: HTMLElement): HTMLElement[] {
  const all = [...form.querySelectorAll<HTMLElement>(STOPS)].filter(isStop)
  return all.filter((element, at) => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
    const group = all.filter(
      (it): it is HTMLInputElement => it instanceof HTMLInputElement && it.type === 'radio' && it.name === element.name,
    )
    return group.some((it) => it.checked) ? element.checked : all.indexOf(group[0] ?? element) === at
  })
}

/**
 * Enter goes on to the next field, as on paper; Ctrl+Enter sends. A list that is open keeps its Enter, so does a line being
 * composed in an input method; in a text of several lines it starts a new line unless `linesToo`.
 */
export function enterMoves(event: KeyboardEvent<HTMLElement>, send: () => void, linesToo = false): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.altKey) return
  const { target, currentTarget } = event
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault()
    event.stopPropagation()
    send()
    return
  }
  if (!(target instanceof HTMLElement) || event.shiftKey) return
  if (target.getAttribute('aria-expanded') === 'true') return
  const line = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
  if (!line && !(linesToo && target instanceof HTMLTextAreaElement)) return
  event.preventDefault()
  event.stopPropagation()
  const stops = stopsIn(currentTarget)
  const here = stops.indexOf(target)
  const next = here === -1 ? stops.find((stop) => isAfter(target, stop)) : stops[here + 1]
  next?.focus()
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select()
}

const isAfter = (one: HTMLElement, other: HTMLElement): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
