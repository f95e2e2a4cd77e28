import { useState } from 'react'
import { copyText } from '../kit/copy-text.ts'
import { dropNewLink, isNewLink } from '../secrets.ts'

/** After she agreed, her own link stands in the address instead of the invitation: she is told to keep it. */
export function OwnLink({ secret, holder }: { secret: string; holder: string }) {
  const [shown, setShown] = useState(() => isNewLink(secret))
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  if (!shown) return null
  const link = `${window.location.origin}/my#${secret}`
  return (
    <section className="notice notice-calm" aria-labelledby="own-link">
      <p className="notice-title" id="own-link">
        从现在起，用您自己的链接
      </p>
      <p>
        这是 {holder} 本人的链接，一直能用，请不要给别人。这个页面已经换成它；原来的邀请链接以后会失效。请把它存好。
      </p>
      <div className="buttons">
        <button
          type="button"
          className="button"
          onClick={async () => setCopied((await copyText(link)) ? 'yes' : 'failed')}
        >
          复制链接
        </button>
        <button
          type="button"
          className="button button-plain"
          onClick={() => {
            dropNewLink()
            setShown(false)
          }}
        >
          存好了
        </button>
      </div>
      <p aria-live="polite">
        {copied === 'yes' ? '复制好了。可以发给自己，或者存进备忘录。' : null}
        {copied === 'failed' ? '这个浏览器不让复制，请把本页加到收藏，或者打电话问怎么存。' : null}
      </p>
    </section>
  )
}
