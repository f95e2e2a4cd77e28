import type { MyDispute } from '#contract/intake.ts'
import { sayInstant } from '#web/lib/dates.ts'

/** Her own words, as she said them: only she and those who handle it read them. */
export function Said({ matter, said }: { matter: MyDispute; said: NonNullable<MyDispute['said']> }) {
  const lines = [
    ['我的姓名', said.your_name],
    ['怎样联系我', said.reach],
    ['和谁有纠纷', said.other_side],
    ['在哪里', [matter.place.join(' · '), said.where_text].filter(Boolean).join('\n')],
    ['发生了什么', said.what_happened],
    ['我希望怎样', said.wish],
    ['收到的时间（谁也不能改动）', sayInstant(matter.received_at)],
  ] as const
  return (
    <section className="section" aria-labelledby="said">
      <h2 id="said">我说的话</h2>
      <details>
        <summary>看看我说了什么</summary>
        <dl className="facts">
          {lines.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}
