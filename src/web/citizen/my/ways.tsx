import type { MyDispute } from '#contract/intake.ts'
import { RoutesList } from '../routes/routes-list.tsx'

/** The other routes: on her page always, lying open where this door turned her away. */
export function Ways({ matter, open }: { matter: MyDispute; open: boolean }) {
  return (
    <section className="section" id="routes" aria-labelledby="routes-title">
      <h2 id="routes-title">其他途径</h2>
      <p>任何时候都可以走，不必先调解，也不影响这件事。</p>
      <details open={open}>
        <summary>看看有哪些途径</summary>
        <RoutesList routes={matter.routes} />
      </details>
    </section>
  )
}

/** At hand on every stretch of the page: whom to call, and the way elsewhere. */
export function BottomBar({ unit, waits }: { unit: MyDispute['unit']; waits: boolean }) {
  return (
    <nav className="bottom-bar no-print" aria-label="随时可用">
      <a href={`tel:${unit.phone.replace(/[^\d+]/g, '')}`}>
        {waits ? '打电话催问' : '打电话问'}
        <span>{unit.phone}</span>
      </a>
      <button
        type="button"
        onClick={() => {
          const place = document.getElementById('routes')
          place?.querySelector('details')?.setAttribute('open', '')
          place?.scrollIntoView()
          place?.querySelector('summary')?.focus({ preventScroll: true })
        }}
      >
        其他途径
        <span>不必先调解</span>
      </button>
    </nav>
  )
}
