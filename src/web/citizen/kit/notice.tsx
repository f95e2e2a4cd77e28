import { type ReactNode, useEffect, useRef } from 'react'
import { Refused, Unreachable } from '#web/lib/call.ts'

type Tone = 'calm' | 'warn' | 'bad'

/** A framed remark. */
export function Notice({ tone = 'calm', title, children }: { tone?: Tone; title?: string; children?: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`}>
      {title ? <p className="notice-title">{title}</p> : null}
      {children}
    </div>
  )
}

/** A remark that must be noticed: read aloud at once, and scrolled into view. */
export function Alarm({ title, children, tone = 'bad' }: { title: string; children?: ReactNode; tone?: Tone }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which an effect must not return.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} role="alert" className={`notice notice-${tone}`}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  )
}

/** What went wrong with a call, in the server's words or, where none came, in ours. */
export function CallFailed({ error, children }: { error: unknown; children?: ReactNode }) {
  const known = error instanceof Refused || error instanceof Unreachable
  return (
    <Alarm title={known ? error.title : '出了点问题。'} tone={error instanceof Unreachable ? 'warn' : 'bad'}>
      <p>{known ? error.detail : '请再试一次；仍不行请打电话。'}</p>
      {children}
    </Alarm>
  )
}
