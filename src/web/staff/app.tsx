import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { QueueNotice } from '#web/lib/queue-notice.tsx'
import { TestTimeBar } from './kit/test-time-bar.tsx'
import { Waiting } from './kit/waiting.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { matchPath, useAddress } from './router.ts'

const Shell = lazy(() => import('./shell/shell.tsx').then(({ Shell }) => ({ default: Shell })))

type Page = ComponentType<{ params: Readonly<Record<string, string>> }>
type Route = { pattern: string; title: string; within: boolean; page: Page }
const page = (load: () => Promise<Page>) => lazy(async () => ({ default: await load() }))

/** Every page of the staff's door; `within` the shell somebody must be signed in. */
const ROUTES: readonly Route[] = [
  {
    pattern: '/staff',
    title: '我的待办',
    within: true,
    page: page(async () => (await import('./pages/desk.tsx')).DeskPage),
  },
  {
    pattern: '/staff/files',
    title: '纠纷列表',
    within: true,
    page: page(async () => (await import('./pages/files.tsx')).FilesPage),
  },
  {
    pattern: '/staff/ledger',
    title: '台账',
    within: true,
    page: page(async () => (await import('./ledger/ledger-page.tsx')).LedgerPage),
  },
  {
    pattern: '/staff/registers',
    title: '工作清单',
    within: true,
    page: page(async () => (await import('./registers/registers-page.tsx')).RegistersPage),
  },
  {
    pattern: '/staff/leader',
    title: '看三件事',
    within: true,
    page: page(async () => (await import('./ledger/leaders-page.tsx')).LeadersPage),
  },
  {
    pattern: '/staff/files/:id',
    title: '纠纷',
    within: true,
    page: page(async () => (await import('./file/file-page.tsx')).FilePage),
  },
  {
    pattern: '/staff/complaints',
    title: '意见',
    within: true,
    page: page(async () => (await import('./complaints/complaints-page.tsx')).ComplaintsPage),
  },
  {
    pattern: '/staff/complaints/:id',
    title: '意见',
    within: true,
    page: page(async () => (await import('./complaints/complaint-page.tsx')).ComplaintPage),
  },
  {
    pattern: '/staff/new',
    title: '登记',
    within: true,
    page: page(async () => (await import('./intake/new-page.tsx')).NewPage),
  },
  {
    pattern: '/staff/on-the-spot',
    title: '现场调成',
    within: true,
    page: page(async () => (await import('./intake/on-the-spot-page.tsx')).OnTheSpotPage),
  },
  {
    pattern: '/staff/batches',
    title: '成批登记',
    within: true,
    page: page(async () => (await import('./batches/batches-page.tsx')).BatchesPage),
  },
  {
    pattern: '/staff/batches/:id',
    title: '成批登记',
    within: true,
    page: page(async () => (await import('./batches/batch-page.tsx')).BatchPage),
  },
  {
    pattern: '/staff/duty',
    title: '值班',
    within: true,
    page: page(async () => (await import('./duty/duty-page.tsx')).DutyPage),
  },
  {
    pattern: '/staff/rules',
    title: '期限规则',
    within: true,
    page: page(async () => (await import('./rules/rules-page.tsx')).RulesPage),
  },
  {
    pattern: '/staff/wordings',
    title: '文书用语和卷号',
    within: true,
    page: page(async () => (await import('./rules/wordings-page.tsx')).WordingsPage),
  },
  {
    pattern: '/staff/templates',
    title: '本县模板',
    within: true,
    page: page(async () => (await import('./rules/templates-page.tsx')).TemplatesPage),
  },
  {
    pattern: '/staff/templates/:form',
    title: '本县模板',
    within: true,
    page: page(async () => (await import('./rules/template-page.tsx')).TemplatePage),
  },
  {
    pattern: '/staff/docket-book',
    title: '案件登记簿',
    within: true,
    page: page(async () => (await import('./registers/docket-book-page.tsx')).DocketBookPage),
  },
  {
    pattern: '/staff/guess-words',
    title: '猜类型的词',
    within: true,
    page: page(async () => (await import('./rules/words-page.tsx')).WordsPage),
  },
  {
    pattern: '/staff/self-help',
    title: '自助问答',
    within: true,
    page: page(async () => (await import('./rules/self-help-page.tsx')).SelfHelpPage),
  },
  {
    pattern: '/staff/find',
    title: '查找',
    within: true,
    page: page(async () => (await import('./pages/find.tsx')).FindPage),
  },
  {
    pattern: '/staff/admin/places',
    title: '地方',
    within: true,
    page: page(async () => (await import('./admin/places-page.tsx')).PlacesPage),
  },
  {
    pattern: '/staff/admin/units',
    title: '单位',
    within: true,
    page: page(async () => (await import('./admin/units-page.tsx')).UnitsPage),
  },
  {
    pattern: '/staff/admin/people',
    title: '人员',
    within: true,
    page: page(async () => (await import('./admin/people-page.tsx')).PeoplePage),
  },
  {
    pattern: '/staff/admin/day-heads',
    title: '每日总指纹',
    within: true,
    page: page(async () => (await import('./admin/day-heads-page.tsx')).DayHeadsPage),
  },
  {
    pattern: '/staff/admin/upkeep',
    title: '系统状况',
    within: true,
    page: page(async () => (await import('./admin/upkeep-page.tsx')).UpkeepPage),
  },
  {
    pattern: '/staff/admin/alarms',
    title: '告警记录',
    within: true,
    page: page(async () => (await import('./admin/alarms-page.tsx')).AlarmsPage),
  },
  {
    pattern: '/staff/admin/audit',
    title: '审计',
    within: true,
    page: page(async () => (await import('./admin/audit-page.tsx')).AuditPage),
  },
  {
    pattern: '/staff/admin/hand-over',
    title: '交接',
    within: true,
    page: page(async () => (await import('./admin/hand-over-page.tsx')).HandOverPage),
  },
  {
    pattern: '/staff/admin/log',
    title: '变更记录',
    within: true,
    page: page(async () => (await import('./admin/log-page.tsx')).LogPage),
  },
  {
    pattern: '/staff/sign-in',
    title: '登录',
    within: false,
    page: page(async () => (await import('./pages/sign-in.tsx')).SignInPage),
  },
  {
    pattern: '/staff/demo',
    title: '演示入口',
    within: false,
    page: page(async () => (await import('./pages/demo.tsx')).DemoPage),
  },
  {
    pattern: '/staff/activate',
    title: '开通账号',
    within: false,
    page: page(async () => (await import('./pages/activate.tsx')).ActivatePage),
  },
  {
    pattern: '/setup',
    title: '建立本县',
    within: false,
    page: page(async () => (await import('./pages/setup.tsx')).SetupPage),
  },
]

export function App() {
  const { path } = useAddress()
  const here = ROUTES.map((route) => ({ route, params: matchPath(route.pattern, path) })).find(({ params }) => params)
  const title = here?.route.title ?? '没有这一页'
  useEffect(() => {
    document.title = `${title} · 枫桥`
    window.scrollTo(0, 0)
  }, [title])

  const Page = here?.route.page
  const content = Page && here.params ? <Page key={path} params={here.params} /> : <NotFoundPage />
  return (
    <>
      <TestTimeBar />
      <QueueNotice />
      <Suspense fallback={<Waiting />}>{here?.route.within ? <Shell>{content}</Shell> : content}</Suspense>
    </>
  )
}
