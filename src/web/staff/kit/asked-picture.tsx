import { useEffect, useState } from 'react'
import { fetchPicture } from '#web/lib/call.ts'

type Asked = { src: string; alt: string; className?: string; lazy?: boolean; inButton?: boolean }

/** The picture as an address that holds all of it. */
async function heldIn(bytes: Blob): Promise<string> {
  const reader = new FileReader()
  await new Promise((done, failed) => {
    reader.onload = done
    reader.onerror = failed
    reader.readAsDataURL(bytes)
  })
  return String(reader.result)
}

/**
 * A picture of the server's. A browser does not say why one did not come: so it is asked for in another way, which waits its turn where the
 * server is busy; what did not come then has a word in its place, with a button, but not where the picture is a button itself.
 */
export function AskedPicture(of: Asked) {
  return <Picture key={of.src} {...of} />
}

function Picture({ src, alt, className, lazy = false, inButton = false }: Asked) {
  const [held, setHeld] = useState<string | null>(null)
  const [state, setState] = useState<'shown' | 'asked' | 'failed'>('shown')
  useEffect(() => {
    if (state !== 'asked') return
    const leaving = new AbortController()
    const unlessLeft = (then: () => void): void => {
      if (!leaving.signal.aborted) then()
    }
    fetchPicture(src, leaving.signal)
      .then(heldIn)
      .then(
        (address) =>
          unlessLeft(() => {
            setHeld(address)
            setState('shown')
          }),
        () => unlessLeft(() => setState('failed')),
      )
    return () => leaving.abort()
  }, [src, state])
  if (state === 'asked') return <span className="picture-away quiet">正在打开……</span>
  if (state === 'failed')
    return (
      <span className="picture-away quiet">
        图片没有打开。
        {!inButton && (
          <button type="button" className="text-button" onClick={() => setState('asked')}>
            再试一次
          </button>
        )}
      </span>
    )
  return (
    <img
      src={held ?? src}
      alt={alt}
      className={className}
      loading={lazy ? 'lazy' : 'eager'}
      onError={() => setState(held === null ? 'asked' : 'failed')}
    />
  )
}
