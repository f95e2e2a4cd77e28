import type { ReactNode } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { Phone } from '../kit/phone.tsx'
import { Screen } from '../kit/screen.tsx'
import { RoutesList } from '../routes/routes-list.tsx'

/** A page within her page, about one thing: whom to ask and the other routes, with the way to court, stand on each. */
export function SubPage(props: {
  matter: MyDispute
  title: string
  lead?: ReactNode
  /** The list of routes lies open: where something ends. */
  routesOpen?: boolean
  children: ReactNode
}) {
  const { matter, title, lead, routesOpen, children } = props
  return (
    <Screen title={title} lead={lead ?? `编号 ${matter.short_code}`}>
      {children}
      <section className="card" aria-label="有话想问">
        <p className="small">拿不准，先打电话问</p>
        <div className="call">
          <strong>{matter.unit.name}</strong>
          <Phone number={matter.unit.phone} />
        </div>
      </section>
      <section className="section" aria-labelledby="routes-title">
        <h2 id="routes-title">其他途径</h2>
        <p>直接去法院也行，不必先调解。</p>
        <details open={routesOpen ?? false}>
          <summary>看看有哪些途径</summary>
          <RoutesList routes={matter.routes} />
        </details>
      </section>
    </Screen>
  )
}
