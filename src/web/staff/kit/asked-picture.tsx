import { useEffect, useState } from 'react'

/** How often a picture that did not come is asked for again by itself, and after how many milliseconds and up to as many more. */
const AGAIN = 3
const PAUSE = 2_000

/**
 * A picture of the server's. One that did not come, since the server was too busy for it, is asked for again; then a word stands in its
 * place, with a button, but not where the picture is a button itself.
 */
export function AskedPicture(of: { src: string; alt: string; className?: string; lazy?: boolean; inButton?: boolean }) {
  const { src, alt, className, lazy = false, inButton = false } = of
  const [asked, setAsked] = useState(0)
  const [state, setState] = useState<'asked' | 'waiting' | 'failed'>('asked')
  useEffect(() => {
    if (state !== 'waiting') return
    const timer = setTimeout(
      () => {
        setAsked((times) => times + 1)
        setState('asked')
      },
      PAUSE * (1 + Math.random()),
    )
    return () => clearTimeout(timer)
  }, [state])
  if (state === 'waiting') return <span className="picture-away quiet">正在打开……</span>
  if (state === 'failed')
    return (
      <span className="picture-away quiet">
        图片没有打开。
        {!inButton && (
          <button
            type="button"
            className="text-button"
            onClick={() => {
              setAsked(0)
              setState('asked')
            }}
          >
            再试一次
          </button>
        )}
      </span>
    )
  return (
    <img
      key={asked}
      src={src}
      alt={alt}
      className={className}
      loading={lazy ? 'lazy' : 'eager'}
      onError={() => setState(asked < AGAIN ? 'waiting' : 'failed')}
    />
  )
}
