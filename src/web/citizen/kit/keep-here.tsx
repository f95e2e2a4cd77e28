import { useState } from 'react'
import { forgetLink, holdSecret, isKeptHere, keepLink } from '../secrets.ts'

/** Nothing stays on a borrowed phone: the link is kept only when the person says the phone is hers. */
export function KeepHere({ secret, shortCode }: { secret: string; shortCode: string }) {
  const [kept, setKept] = useState(() => isKeptHere(secret))
  const flip = () => {
    if (kept) {
      forgetLink(secret)
      holdSecret(secret)
    } else keepLink({ secret, short_code: shortCode })
    setKept(!kept)
  }
  return (
    <label className="tick">
      <input type="checkbox" checked={kept} onChange={flip} />
      <span>
        这是我自己的手机
        <span className="small keep-what">勾上后，下次点“看看办到哪了”直接打开。借别人的手机请不要勾。</span>
      </span>
    </label>
  )
}
