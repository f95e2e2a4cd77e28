import type { ReactNode } from 'react'

/** A small labelled field of an editor: the label stands above and names it. */
export function Mini({ label, children, wide }: { label: string; children: ReactNode; wide?: boolean }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={wide ? 'mini mini-wide' : 'mini'}>
      <span>{label}</span>
      {children}
    </label>
  )
}
