import { useQuery } from '@tanstack/react-query'
import { registerDuties } from '#contract/registers.ts'
import { readsRegisters } from '#domain/registers/rights.ts'
import { REGISTERS } from '#domain/registers/words.ts'
import { call } from '#web/lib/call.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { useMe } from '../session/me.ts'

/** What waits for me in the registers; asked only where my post sees them. */
export function useRegisterDuties() {
  const me = useMe()
  const asked = readsRegisters({ role: me.post.role })
  const { data, error, refetch } = useQuery({
    queryKey: ['registers', me.post.id, 'duties'],
    queryFn: () => call(registerDuties),
    enabled: asked,
    refetchOnWindowFocus: true,
  })
  return {
    duties: data?.duties ?? [],
    /** Whether it is known that nothing waits: not before the answer came, and not where none came. */
    known: !asked || data !== undefined,
    error: data ? null : error,
    again: () => refetch(),
  }
}

/** On the desk, above the disputes; nothing where nothing waits. */
export function RegistersOnDesk({ duties, error, again }: Omit<ReturnType<typeof useRegisterDuties>, 'known'>) {
  if (error) return <NotFetched error={error} again={again} />
  if (duties.length === 0) return null
  return (
    <section className="desk-complaints" aria-labelledby="desk-registers">
      <h2 id="desk-registers">工作清单里要办的</h2>
      <ul className="register-desk">
        {duties.map(({ kind, owed, late, to_look_at }) => (
          <li key={kind}>
            <Link to={`/staff/registers?kind=${kind}&only=mine`}>{REGISTERS[kind]}</Link>
            {owed > 0 && <span>{owed} 项要登记</span>}
            {late > 0 && <strong className="register-late">{late} 项过了日子</strong>}
            {to_look_at > 0 && <span>{to_look_at} 项等您核实</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
