import { useCallback, useEffect, useRef, useState } from 'react'
import { onDevice } from '#web/lib/device.ts'
import { type Answers, type Draft, dropDraft, keepDraft, NOTHING_WRITTEN, readDraft } from './draft.ts'

const PAUSE = 300

/** The draft in hand, written to the device shortly after every keystroke and at once when the page is left. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(() => readDraft(onDevice) ?? { answers: NOTHING_WRITTEN, submission: null })
  const [kept, setKept] = useState(true)
  const latest = useRef(draft)
  const timer = useRef(0)
  const unsaved = useRef(false)

  const save = useCallback(() => {
    window.clearTimeout(timer.current)
    if (!unsaved.current) return
    unsaved.current = false
    setKept(keepDraft(onDevice, latest.current))
  }, [])

  const change = useCallback(
    (next: Draft, at: 'soon' | 'now' = 'soon') => {
      latest.current = next
      unsaved.current = true
      setDraft(next)
      window.clearTimeout(timer.current)
      if (at === 'now') save()
      else timer.current = window.setTimeout(save, PAUSE)
    },
    [save],
  )

  useEffect(() => {
    const leaving = () => save()
    document.addEventListener('visibilitychange', leaving)
    window.addEventListener('pagehide', leaving)
    return () => {
      save()
      document.removeEventListener('visibilitychange', leaving)
      window.removeEventListener('pagehide', leaving)
    }
  }, [save])

  return {
    draft,
    /** False when this browser refuses to keep anything: then she is told not to close the page. */
    kept,
    answer: useCallback(
      (answers: Partial<Answers>) => change({ ...latest.current, answers: { ...latest.current.answers, ...answers } }),
      [change],
    ),
    replace: change,
    clear: useCallback(() => {
      window.clearTimeout(timer.current)
      unsaved.current = false
      latest.current = { answers: NOTHING_WRITTEN, submission: null }
      dropDraft(onDevice)
      setDraft(latest.current)
    }, []),
  }
}
