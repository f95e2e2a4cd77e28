import { useState } from 'react'
import { whileOpen } from '#web/lib/device.ts'

const isText = (value: unknown): value is string => typeof value === 'string'

/** A text being written, kept while the page is open: a look at another app, or a reload, loses nothing. */
export function useKeptText(name: string) {
  const shelf = `fengqiao.note.${name}`
  const [text, setText] = useState(() => whileOpen.read(shelf, isText) ?? '')
  return {
    text,
    write: (next: string) => {
      setText(next)
      whileOpen.keep(shelf, next)
    },
    drop: () => whileOpen.drop(shelf),
  }
}
