import './check.css'
import { type DragEvent, useCallback, useEffect, useState } from 'react'
import type { CheckedPaper } from '#contract/seals.ts'
import { call } from '#web/lib/call.ts'
import { sayDay } from '#web/lib/dates.ts'
import { checkPaper } from '../addresses.ts'
import { useCounty } from '../county.tsx'
import { Alarm, CallFailed, Notice } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { Screen } from '../kit/screen.tsx'
import { type Compared, compare } from './same-file.ts'

/** 核对文书: what anyone who scans a sealed paper sees, without signing in. `code`: the payload of its QR. */
export function Check({ code }: { code: string }) {
  const [paper, setPaper] = useState<CheckedPaper | null>(null)
  const [error, setError] = useState<unknown>(null)
  const load = useCallback(() => {
    setError(null)
    if (code) call(checkPaper, { query: { code } }).then(setPaper, setError)
  }, [code])
  useEffect(load, [load])
  if (!code)
    return (
      <Screen title="核对文书" lead="请用手机扫盖章文书每一页下面的二维码，就能看到这份文书是真是假、有没有撤销。">
        <p className="small">不用登录，也不记录是谁来查的。</p>
      </Screen>
    )
  return (
    <Screen title="核对文书">
      {error ? (
        <CallFailed error={error}>
          <button type="button" className="button-link" onClick={load}>
            再试一次
          </button>
        </CallFailed>
      ) : null}
      {!paper && !error ? <p className="waiting">正在核对……</p> : null}
      {paper ? <Verdict paper={paper} /> : null}
    </Screen>
  )
}

function Verdict({ paper }: { paper: CheckedPaper }) {
  const { county } = useCounty()
  const { verdict } = paper
  return (
    <>
      <div className={`verdict verdict-${verdict}`} role="status">
        <p className="verdict-word">{paper.verdict_says}</p>
        {paper.revoked_on ? <p>{sayDay(paper.revoked_on)}撤销</p> : null}
        <p>{paper.means}</p>
      </div>
      {paper.test_time ? <Notice tone="warn" title="这一份是在测试时间做的，不是正式文书。" /> : null}
      {verdict === 'none' || verdict === 'to_sign' ? null : (
        <>
          <dl className="facts">
            <div>
              <dt>文书</dt>
              <dd>{paper.title}</dd>
            </div>
            <div>
              <dt>出具单位</dt>
              <dd>{paper.committee}</dd>
            </div>
            <div>
              <dt>编号</dt>
              <dd>{paper.number}</dd>
            </div>
            <div>
              <dt>盖章日期</dt>
              <dd>{paper.day ? sayDay(paper.day) : ''}</dd>
            </div>
            <div>
              <dt>当事人</dt>
              <dd>{paper.people.join('、')}</dd>
            </div>
          </dl>
          {paper.supplements > 0 ? (
            <Notice tone="warn" title={`后来又签过 ${paper.supplements} 份补充协议`}>
              <p>有的约定可能改了，请把补充协议也一起看。</p>
            </Notice>
          ) : null}
          <SameFile paper={paper} />
        </>
      )}
      <p className="small">
        姓名只显示一部分。这里不能看文书的内容，也不记录是谁来查的。
        {county?.hotline ? (
          <>
            有疑问请打 <Phone number={county.hotline} />。
          </>
        ) : null}
      </p>
    </>
  )
}

const SAID: Record<Compared, { tone: 'calm' | 'warn' | 'bad'; title: string; next: string }> = {
  same: { tone: 'calm', title: '一样：和出具的文件一个字节都不差', next: '您手里的文件就是盖章出具的那一份。' },
  other: {
    tone: 'bad',
    title: '不一样：这不是出具的那个文件',
    next: '可能被改过，也可能是另存、截图、拍照以后的文件。请向当事人要原来的 PDF 文件，或者到出具的单位核对。',
  },
  cannot: {
    tone: 'warn',
    title: '这个浏览器在这里算不出指纹',
    next: '网页不是用 https 打开的。可以请懂电脑的人算一算文件的 SHA-256，和下面的指纹比；或者到出具的单位核对。',
  },
  too_large: { tone: 'warn', title: '文件太大了', next: '盖章的文书只有几百 KB，请看看是不是选错了文件。' },
}

function SameFile({ paper }: { paper: CheckedPaper }) {
  const [over, setOver] = useState(false)
  const [result, setResult] = useState<{ name: string; is: Compared } | null>(null)
  const look = async (file: File | null | undefined) => {
    if (file) setResult({ name: file.name, is: await compare(file, paper) })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void look(event.dataTransfer.files[0])
  }
  const said = result && SAID[result.is]
  return (
    <section className="section" aria-labelledby="same-file">
      <h2 id="same-file">手里有 PDF 文件？核对一下是不是这一份</h2>
      <label
        className="file-drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        把文件拖到这里，或者选一个文件。只在您自己的手机、电脑上比，不会发出去。
        <input
          type="file"
          accept="application/pdf,.pdf"
          onChange={(event) => void look(event.currentTarget.files?.[0])}
        />
      </label>
      {said ? (
        <Alarm tone={said.tone} title={said.title} key={`${result.name}${result.is}`}>
          <p>{result.name}</p>
          <p>{said.next}</p>
        </Alarm>
      ) : null}
      <details>
        <summary>文件的指纹</summary>
        <p className="small">
          SHA-256：<span className="fingerprint">{paper.sha256}</span>，{paper.bytes} 字节
        </p>
      </details>
    </section>
  )
}
