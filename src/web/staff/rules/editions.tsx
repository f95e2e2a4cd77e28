import { sayInstant } from '#web/lib/dates.ts'

type Edition = {
  version: number
  made_at: string
  by: string
  unit_name: string
  because: string
  trial_says: string | null
}

/** Every edition and why it was made; the one that came with the program stands below them all. */
export function Editions({ history }: { history: readonly Edition[] }) {
  return (
    <section className="card" aria-labelledby="editions">
      <h2 id="editions">各版和理由</h2>
      <ul className="plain-list editions">
        {history.map(({ version, made_at, by, unit_name, because, trial_says }) => (
          <li key={version}>
            <strong>第 {version} 版</strong>
            <span className="quiet">
              {sayInstant(made_at)}，{unit_name}
              {by}
            </span>
            <span>
              {because}
              {trial_says && <span className="quiet">（启用前试算：{trial_says}）</span>}
            </span>
          </li>
        ))}
        <li>
          <strong>最初的一版</strong>
          <span className="quiet">随软件带来的。</span>
        </li>
      </ul>
    </section>
  )
}
