import { type ReactNode, useEffect, useId, useRef } from 'react'

type FieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  error?: string | null
  /** The label is the heading of the whole screen (one question a page). */
  asHeading?: boolean
  optional?: boolean
  lines?: number
  /** Shows how much is written, out of this many. */
  most?: number
  autoComplete?: string
  /** Digits are asked for: a phone shows its number keys. */
  numeric?: boolean
}

/** A text asked for: label, hint, what is wrong with it beside it, and a counter where a limit is near. */
export function Field({
  label,
  value,
  onChange,
  hint,
  error,
  asHeading,
  optional,
  lines,
  most,
  autoComplete,
  numeric,
}: FieldProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const tall = lines !== undefined
  // The box grows with what is said, so that nobody writes through a keyhole.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is measured anew whenever the text changes
  useEffect(() => {
    const box = area.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + 4}px`
  }, [value])
  const about = [hint ? `${id}-hint` : '', error ? `${id}-error` : '', most ? `${id}-count` : '']
    .filter(Boolean)
    .join(' ')
  const shared = {
    id,
    value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    'aria-describedby': about || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': optional ? undefined : true,
    className: `input${error ? ' input-bad' : ''}`,
    autoComplete: autoComplete ?? 'off',
    inputMode: numeric ? 'numeric' : undefined,
  } as const
  const name = (
    <label htmlFor={id} className={asHeading ? 'label-heading' : 'label'}>
      {label}
      {optional ? <span className="optional">（可以不填）</span> : null}
    </label>
  )
  return (
    <div className="field">
      {asHeading ? <h1>{name}</h1> : name}
      {hint ? (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      ) : null}
      {tall ? <textarea ref={area} rows={lines} {...shared} /> : <input type="text" {...shared} />}
      {most ? (
        <p id={`${id}-count`} className={value.length > most ? 'count count-over' : 'count'}>
          {value.length > most
            ? `多了 ${value.length - most} 个字，请写短一些`
            : `已写 ${value.length} 个字，最多 ${most} 个字`}
        </p>
      ) : null}
    </div>
  )
}
