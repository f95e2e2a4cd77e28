import { useId } from 'react'

/** A day, as the phone itself lets one choose it. */
export function DayField(props: {
  label: string
  value: string
  onChange: (day: string) => void
  error?: string | null
}) {
  const { label, value, onChange, error } = props
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      {error ? (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      ) : null}
      <input
        id={id}
        type="date"
        value={value}
        className={`input${error ? ' input-bad' : ''}`}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
    </div>
  )
}
