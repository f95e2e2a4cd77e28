import { type ReactNode, useCallback, useEffect } from 'react'
import { AlarmBar } from '../admin/alarm-bar.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { GuardianPage, OnlyGuardians } from '../pages/guardian.tsx'
import { go, useAddress } from '../router.ts'
import { hasDrafts } from '../session/drafts.ts'
import { useIdle } from '../session/idle.ts'
import { setLapse, useLapse } from '../session/lapse.ts'
import { LapseModal } from '../session/lapse-modal.tsx'
import { endSession } from '../session/leave.ts'
import { MeProvider, useSignedIn } from '../session/me.ts'
import { Header } from './header.tsx'
import { SideNav } from './side-nav.tsx'

/** The guardians' pages and everybody else's exclude each other: who sees cases administers nothing, and the other way round. */
const isOfGuardians = (path: string): boolean => path.startsWith('/staff/admin')
/** Without any case in it: for the guardians as for everybody else. */
const isForAll = (path: string): boolean => path === '/staff/rules'

/** The frame of every page that needs a person signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const { data: me, isPending, isError, refetch } = useSignedIn()
  const { path, search } = useAddress()
  const lapse = useLapse()

  useEffect(() => {
    if (me === null) go(`/staff/sign-in?${new URLSearchParams({ to: path + search })}`, 'replace')
  }, [me, path, search])

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasDrafts()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])

  const onIdle = useCallback(() => {
    if (lapse) return
    setLapse('idle')
    // The server forgets the session as well; where it cannot be reached it does so by its own count.
    endSession().catch(() => undefined)
  }, [lapse])
  useIdle(me?.idle_minutes ?? 60, onIdle)

  if (isError)
    return (
      <main className="lone" role="alert">
        <h1>没有连上系统</h1>
        <p>请看看网络是否正常，稍等一会儿再试。</p>
        <button type="button" className="plain-button" onClick={() => refetch()}>
          再试一次
        </button>
      </main>
    )
  if (isPending || !me) return <Waiting />
  return (
    <MeProvider value={me}>
      <a className="skip" href="#content">
        跳到正文
      </a>
      <div className="frame">
        <Header />
        <SideNav path={path} seesCases={me.sees_cases} role={me.post.role} />
        <main id="content" className="content" tabIndex={-1} key={me.post.id}>
          {!me.sees_cases && <AlarmBar />}
          {isForAll(path) || isOfGuardians(path) !== me.sees_cases ? (
            children
          ) : me.sees_cases ? (
            <OnlyGuardians />
          ) : (
            <GuardianPage />
          )}
        </main>
      </div>
      <LapseModal lapse={lapse} me={me} />
    </MeProvider>
  )
}
