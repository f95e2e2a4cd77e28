import { lazy, type ReactNode, Suspense } from 'react'
import { QueueNotice } from '#web/lib/queue-notice.tsx'
import { CountyProvider } from './county.tsx'
import { Home } from './home/home.tsx'
import { Shell } from './kit/shell.tsx'
import { useAddress } from './navigate.tsx'
import { NotFound } from './not-found.tsx'
import { RoutesPage } from './routes/routes-page.tsx'

const Report = lazy(async () => ({ default: (await import('./report/report.tsx')).Report }))
const Help = lazy(async () => ({ default: (await import('./help/help.tsx')).Help }))
const My = lazy(async () => ({ default: (await import('./my/my.tsx')).My }))
const Check = lazy(async () => ({ default: (await import('./check/check.tsx')).Check }))
const Complaint = lazy(async () => ({ default: (await import('./complaint/complaint.tsx')).Complaint }))

function pageAt(path: string): ReactNode {
  // What stands there is for the server to judge: half a code is no code, and is said to be none.
  if (path === '/check' || path.startsWith('/check/'))
    return <Check code={path.slice('/check/'.length).replace(/\/$/, '')} />
  switch (path.replace(/(.)\/+$/, '$1')) {
    case '/':
      return <Home />
    case '/report':
      return <Report />
    case '/help':
      return <Help />
    case '/my':
      return <My />
    case '/complaint':
      return <Complaint />
    case '/routes':
      return <RoutesPage />
    default:
      return <NotFound />
  }
}

/** The citizen's door: one page by address, under one header and one footer. */
export function App() {
  const { path } = useAddress()
  return (
    <CountyProvider>
      <QueueNotice />
      <Shell>
        <Suspense fallback={<p className="waiting">正在打开……</p>}>{pageAt(path)}</Suspense>
      </Shell>
    </CountyProvider>
  )
}
