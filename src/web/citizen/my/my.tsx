import './my.css'
import '#web/lib/no-eval.ts'
import { useCallback, useEffect, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { call, Refused } from '#web/lib/call.ts'
import { myDispute } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { Screen } from '../kit/screen.tsx'
import { useAddress } from '../navigate.tsx'
import { currentSecret, forgetLink, holdSecret, secretIn } from '../secrets.ts'
import { BadLink } from './bad-link.tsx'
import { Matter } from './matter.tsx'
import { PaperPage } from './paper-page.tsx'
import { useView } from './use-view.ts'
import { WhichMatter } from './which-matter.tsx'
import { WithdrawPage } from './withdraw-page.tsx'

/** Her own page: the secret stands after `#` and goes nowhere but into the header of each call. */
export function My() {
  const { hash } = useAddress()
  const secret = hash ? secretIn(hash) : currentSecret()
  if (hash && !secret) return <BadLink />
  if (!secret) return <WhichMatter />
  return <Opened key={secret} secret={secret} />
}

function Opened({ secret }: { secret: string }) {
  const [matter, setMatter] = useState<MyDispute | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { view, show, back } = useView()

  const load = useCallback(async () => {
    try {
      setMatter(await call(myDispute, { link: secret }))
      setError(null)
      holdSecret(secret)
    } catch (failure) {
      setError(failure)
    }
  }, [secret])

  useEffect(() => {
    void load()
    const seen = () => {
      if (document.visibilityState === 'visible') void load()
    }
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [load])

  const invalid = error instanceof Refused && (error.status === 401 || error.status === 404)
  useEffect(() => {
    if (invalid) forgetLink(secret)
  }, [invalid, secret])

  if (invalid) return <BadLink says={error.title} />
  if (!matter)
    return error ? (
      <Screen title="看看办到哪了">
        <CallFailed error={error}>
          <button type="button" className="button-link" onClick={() => void load()}>
            再试一次
          </button>
        </CallFailed>
      </Screen>
    ) : (
      <p className="waiting">正在打开……</p>
    )

  const paper = view?.startsWith('paper:')
    ? matter.papers.find((one) => one.id === view.slice('paper:'.length))
    : undefined
  if (paper) return <PaperPage paper={paper} onBack={back} />
  if (view === 'withdraw' && matter.can.includes('withdraw'))
    return (
      <WithdrawPage
        matter={matter}
        secret={secret}
        onBack={back}
        onDone={async () => {
          await load()
          back()
        }}
      />
    )
  return <Matter matter={matter} secret={secret} stale={error !== null} onShow={show} onChanged={load} />
}
