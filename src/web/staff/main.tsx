import '#web/lib/no-eval.ts'
import './staff.css'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/es/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from '#web/lib/call.ts'
import { App } from './app.tsx'
import { ErrorBoundary } from './kit/error-boundary.tsx'
import { noticeRefusal } from './session/lapse.ts'
import { theme } from './theme.ts'

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeRefusal }),
  defaultOptions: {
    queries: {
      retry: (times, error) => !(error instanceof Refused) && times < 2,
      refetchOnWindowFocus: false,
    },
  },
})

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce }} button={{ autoInsertSpace: false }}>
        <AntApp message={{ maxCount: 2, top: 62 }}>
          <QueryClientProvider client={queries}>
            <App />
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </ErrorBoundary>
  </StrictMode>,
)
