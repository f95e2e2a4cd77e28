import './routes.css'
import type { CountyInfo } from '#contract/intake.ts'

/** The other lawful routes: when each fits, where to go, the limit that runs. */
export function RoutesList({ routes, under = 'h2' }: { routes: CountyInfo['routes']; under?: 'h1' | 'h2' }) {
  const Name = under === 'h1' ? 'h2' : 'h3'
  return (
    <ul className="quiet-list routes">
      {routes.map((route) => (
        <li key={route.code} className="route">
          <Name className="route-name">{route.name}</Name>
          <p>{route.fits}</p>
          <dl>
            <dt>去哪里</dt>
            <dd>{route.where}</dd>
            <dt>期限</dt>
            <dd>{route.limit}</dd>
          </dl>
          <p className="small">{route.law}</p>
        </li>
      ))}
    </ul>
  )
}
