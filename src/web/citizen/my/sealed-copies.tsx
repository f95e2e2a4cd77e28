import { useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { fetchFile } from '#web/lib/call.ts'
import { sayDay } from '#web/lib/dates.ts'
import { saveFile } from '#web/lib/save-file.ts'
import { mySealedCopy } from '../addresses.ts'
import { CallFailed, Notice } from '../kit/notice.tsx'

type Seal = MyDispute['seals'][number]

/** Sealed copies to take away: of one agreement, or of all her papers. */
export function SealedCopies({ seals, secret }: { seals: readonly Seal[]; secret: string }) {
  if (seals.length === 0) return null
  return (
    <section className="section" aria-labelledby="sealed-copies">
      <h2 id="sealed-copies">盖章的文件</h2>
      {seals.map((seal) => (
        <SealedCopy key={seal.id} seal={seal} secret={secret} />
      ))}
    </section>
  )
}

function SealedCopy({ seal, secret }: { seal: Seal; secret: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const [error, setError] = useState<unknown>(null)
  const take = async () => {
    setState('busy')
    setError(null)
    try {
      const { name, bytes } = await fetchFile(mySealedCopy, { params: { seal_id: seal.id }, link: secret })
      saveFile(name, bytes)
      setState('done')
    } catch (failure) {
      setError(failure)
      setState('idle')
    }
  }
  return (
    <>
      <p>
        {seal.title}
        <span className="small keep-what">
          {seal.committee}，{sayDay(seal.sealed_at.slice(0, 10))}盖章
        </span>
      </p>
      {seal.worth === 'true' ? null : (
        <Notice tone="warn" title={seal.worth_says}>
          <p>
            这个文件请不要再用。
            {seal.agreement_id ? '协议本身有没有效，由法律和法院定，不因为撤销盖章件而改变。' : null}
            有疑问请打电话问出具的单位。
          </p>
        </Notice>
      )}
      {error ? <CallFailed error={error} /> : null}
      {seal.state === 'made' ? (
        <>
          <button type="button" className="button" disabled={state === 'busy'} onClick={() => void take()}>
            下载盖章的{seal.title}
          </button>
          <p className="small" role="status">
            {state === 'busy' ? '正在下载……' : null}
            {state === 'done' ? '下载好了，在手机的“下载”或“文件管理”里。请不要随便转发。' : null}
          </p>
          <p className="small">
            纸上和文件上都有二维码，别人一扫就知道是真的：
            {seal.check_url ? <a href={seal.check_url}>您也可以看看</a> : null}。请保存原来的文件，截图、拍照不算。
          </p>
        </>
      ) : (
        <p className="small">
          {seal.state === 'making'
            ? '正在制作，过一会儿再打开这一页就能下载。'
            : '还没有做好，系统自己会再做，请晚些再打开看看。盖章和协议都算数。'}
        </p>
      )}
    </>
  )
}
