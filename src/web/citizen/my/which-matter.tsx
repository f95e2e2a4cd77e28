import { type FormEvent, useState } from 'react'
import { useCounty } from '../county.tsx'
import { Field } from '../kit/field.tsx'
import { Phone } from '../kit/phone.tsx'
import { Screen } from '../kit/screen.tsx'
import { go, To } from '../navigate.tsx'
import { keptLinks, secretIn } from '../secrets.ts'

/** 看看办到哪了, before we know which matter: those kept on this phone, the QR code, a pasted link, the telephone. */
export function WhichMatter() {
  const { county } = useCounty()
  const kept = keptLinks()
  return (
    <Screen title="看看办到哪了" lead="用手机扫一扫回执或者邀请单上的二维码，就能看到。">
      {kept.length ? (
        <section className="section" aria-labelledby="kept">
          <h2 id="kept">这台手机上存着的</h2>
          {kept.map((one) => (
            <To key={one.secret} href={`/my#${one.secret}`} className="row-link">
              编号 {one.short_code}
            </To>
          ))}
        </section>
      ) : null}
      <PasteLink />
      <section className="card">
        <h2>回执找不到了？</h2>
        <p>带上编号，或者说清楚名字、哪天说的、什么事，打电话问：</p>
        {county ? (
          <p className="call">
            <Phone number={county.hotline} />
          </p>
        ) : null}
      </section>
    </Screen>
  )
}

/** A box for the link of the receipt. What is pasted is read here and never sent as an address. */
export function PasteLink() {
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)
  const open = (event: FormEvent) => {
    event.preventDefault()
    const secret = secretIn(text)
    if (secret) go(`/my#${secret}`)
    else setError('这不是完整的链接。请把链接整条复制过来。')
  }
  return (
    <form className="section" onSubmit={open} noValidate>
      <Field
        label="粘贴回执或者短信里的链接"
        value={text}
        onChange={(value) => {
          setText(value)
          setError(null)
        }}
        hint="长按这个框，选“粘贴”。"
        error={error}
      />
      <button type="submit" className="button">
        打开
      </button>
    </form>
  )
}
