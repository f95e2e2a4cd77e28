import { useEffect, useRef, useState } from 'react'
import type SignaturePad from 'signature_pad'
import type { Strokes } from '#domain/signing/strokes.ts'
import { pointsOf, strokesOf } from './strokes-of.ts'

const PEN = { penColor: '#111', minWidth: 1.4, maxWidth: 2.6 }

/** Where a name is written with a finger or a pen: lines, never a picture. What is drawn stays when the screen turns. */
export function SignatureField({
  label,
  strokes,
  onChange,
  error,
}: {
  label: string
  strokes: Strokes
  onChange: (strokes: Strokes) => void
  error: string | null
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad | null>(null)
  const latest = useRef({ strokes, onChange })
  latest.current = { strokes, onChange }
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    const field = canvas.current
    if (!field) return
    let gone = false
    const sizeOf = () => ({ width: field.clientWidth, height: field.clientHeight })
    const draw = () => {
      const { width, height } = sizeOf()
      if (width === 0) return
      const ratio = Math.max(window.devicePixelRatio || 1, 1)
      field.width = width * ratio
      field.height = height * ratio
      field.getContext('2d')?.scale(ratio, ratio)
      const lines = pointsOf(latest.current.strokes, { width, height })
      pad.current?.fromData(
        lines.map((points) => ({
          ...PEN,
          ...{ dotSize: 0, velocityFilterWeight: 0.7, compositeOperation: 'source-over' as const },
          points: points.map((point) => ({ ...point, pressure: 0.5, time: 0 })),
        })),
      )
    }
    const turned = new ResizeObserver(draw)
    // Read when a name is to be written, and not by whoever only looks.
    import('signature_pad')
      .then(({ default: Pad }) => {
        if (gone) return
        const made = new Pad(field, PEN)
        pad.current = made
        made.addEventListener('endStroke', () => {
          const lines = made.toData().map(({ points }) => points)
          latest.current.onChange(strokesOf(lines, sizeOf()))
        })
        turned.observe(field)
      })
      .catch(() => setFailed(true))
    return () => {
      gone = true
      turned.disconnect()
      pad.current?.off()
      pad.current = null
    }
  }, [])

  const clear = () => {
    pad.current?.clear()
    onChange([])
  }
  return (
    <div className="glass-field">
      <p className="glass-label" id="glass-name">
        {label}
      </p>
      <canvas
        ref={canvas}
        className={error ? 'glass-pad glass-pad-bad' : 'glass-pad'}
        role="img"
        aria-labelledby="glass-name"
        aria-invalid={error ? true : undefined}
        tabIndex={-1}
      />
      {failed ? <p className="glass-wrong">写字的框没有打开，请刷新页面；还不行，请在纸上签。</p> : null}
      <p className="glass-under">
        <button type="button" className="glass-clear" onClick={clear} disabled={strokes.length === 0}>
          清掉重写
        </button>
        <span>请用手指或者笔，在框里写上名字。</span>
      </p>
      {error ? (
        <p className="glass-wrong" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
