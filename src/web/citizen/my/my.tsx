import './my.css'
import './walk.css'
import '#web/lib/no-eval.ts'
import { type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { call, Refused } from '#web/lib/call.ts'
import { myComplaint, myDispute } from '../addresses.ts'
import { useCounty } from '../county.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { Screen } from '../kit/screen.tsx'
import { go, useAddress } from '../navigate.tsx'
import { currentSecret, forgetLink, holdSecret, replaceLink, secretIn } from '../secrets.ts'
import { AgreementPage } from './agreement-page.tsx'
import { BadLink } from './bad-link.tsx'
import {
  bringTheRest,
  CannotComePage,
  ComplainPage,
  LeavePage,
  OtherMediatorPage,
  OtherTimePage,
  ReboundPage,
  RefusePage,
  StepBackPage,
  WithdrawPage,
} from './later.tsx'
import { Matter } from './matter.tsx'
import { nextThing } from './next-thing.ts'
import { PaperPage } from './paper-page.tsx'
import { SheetPage } from './sheet-page.tsx'
import type { Acting } from './use-act.ts'
import { useView } from './use-view.ts'
import { WhichMatter } from './which-matter.tsx'

/** Her own page: the secret stands after `#` and goes nowhere but into the header of each call. */
export function My() {
  const { hash } = useAddress()
  const secret = hash ? secretIn(hash) : currentSecret()
  if (hash && !secret) return <BadLink />
  if (!secret) return <WhichMatter />
  return <Opened key={secret} secret={secret} />
}

const isComplaint = (secret: string): Promise<boolean> =>
  call(myComplaint, { link: secret }).then(
    () => true,
    () => false,
  )

function Opened({ secret }: { secret: string }) {
  const [matter, setMatter] = useState<MyDispute | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [told, setTold] = useState<string | null>(null)
  const { view, show, back } = useView()
  const { county } = useCounty()

  const load = useCallback(async () => {
    try {
      const page = await call(myDispute, { link: secret })
      const own = page.own_link && secretIn(page.own_link)
      // She came by an invitation, which ends, and has a door of her own by now: this page goes on behind that one.
      if (own) {
        replaceLink(secret, { secret: own, short_code: page.short_code })
        return go(`/my#${own}`, 'replace')
      }
      setMatter(page)
      setError(null)
      holdSecret(secret)
    } catch (failure) {
      // A complaint has a page of its own; its link is pasted and kept like any other.
      if (failure instanceof Refused && failure.status === 404 && (await isComplaint(secret)))
        return go(`/complaint#${secret}`, 'replace')
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

  const opened = matter !== null
  useEffect(() => {
    if (opened) void bringTheRest()
  }, [opened])

  // Coming back from a page within the page the browser scrolls to where she was: what was done is said at the top.
  useEffect(() => {
    if (!told || view) return
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => window.scrollTo(0, 0))
    })
    return () => cancelAnimationFrame(frame)
  }, [told, view])

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

  const acting: Acting = {
    fileId: matter.file_id,
    secret,
    onChanged: async (done) => {
      if (done) setTold(done)
      await load()
      if (done) window.scrollTo(0, 0)
    },
  }
  const shown = pageIn({ view, matter, acting, back })
  if (shown) return <Suspense fallback={<p className="waiting">正在打开……</p>}>{shown}</Suspense>
  const now = county?.test_time ?? new Date().toISOString()
  return (
    <Matter
      matter={matter}
      acting={acting}
      next={nextThing(matter, now)}
      now={now}
      told={told}
      stale={error !== null}
      onShow={(next) => {
        setTold(null)
        show(next)
      }}
    />
  )
}

/** The page within the page that the view names, where there is still one: a step may have been taken meanwhile. */
function pageIn(of: { view: string | null; matter: MyDispute; acting: Acting; back: () => void }): ReactNode {
  const { view, matter, acting, back } = of
  const [name, id] = (view ?? '').split(':')
  const mediation = matter.mediations.find((it) => it.id === id)
  const agreement = matter.agreements.find((it) => it.id === id)
  const paper = matter.papers.find((it) => it.id === id)
  if (name === 'sheet') return <SheetPage secret={acting.secret} onBack={back} />
  if (name === 'paper' && paper)
    return <PaperPage paper={paper} fileId={matter.file_id} secret={acting.secret} onBack={back} />
  if (name === 'agreement' && agreement)
    return <AgreementPage matter={matter} agreement={agreement} acting={acting} onBack={back} />
  if (name === 'other-time' && mediation?.can.includes('ask_other_time'))
    return <OtherTimePage matter={matter} mediation={mediation} acting={acting} onBack={back} />
  if (name === 'cannot-come' && mediation?.can.includes('cannot_come'))
    return <CannotComePage matter={matter} mediation={mediation} acting={acting} onBack={back} />
  if (name === 'other-mediator' && mediation?.can.includes('ask_other_mediator'))
    return <OtherMediatorPage matter={matter} mediation={mediation} acting={acting} onBack={back} />
  if (name === 'refuse' && mediation?.can.includes('refuse_mediation'))
    return <RefusePage matter={matter} mediation={mediation} acting={acting} onBack={back} />
  if (name === 'leave' && mediation?.can.includes('leave'))
    return <LeavePage matter={matter} mediation={mediation} acting={acting} onBack={back} />
  if (name === 'rebound' && matter.can.includes('rebound'))
    return <ReboundPage matter={matter} acting={acting} onBack={back} />
  // Said at any time, of whatever stage: nobody needs leave to complain.
  if (name === 'complain' && !matter.agent)
    return (
      <ComplainPage matter={matter} acting={acting} kind={id === 'not_solved' ? 'not_solved' : null} onBack={back} />
    )
  if (name === 'step-back' && matter.can.includes('step_back'))
    return <StepBackPage matter={matter} acting={acting} onBack={back} />
  if (name === 'withdraw' && matter.can.includes('withdraw'))
    return (
      <WithdrawPage
        matter={matter}
        secret={acting.secret}
        onBack={back}
        onDone={async () => {
          await acting.onChanged()
          back()
        }}
      />
    )
  return null
}
