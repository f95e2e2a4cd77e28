import type { MyDispute } from '#contract/intake.ts'
import { sayDay } from '#web/lib/dates.ts'

/** Who reads, where it is her agent: in whose name he acts, with what, and what only she can do. */
export function ActingFor({ agent }: { agent: NonNullable<MyDispute['agent']> }) {
  const { name, kind_says, for_name, powers_say, lacks_say, until } = agent
  return (
    <section className="notice notice-calm" aria-labelledby="acting-for">
      <p className="notice-title" id="acting-for">
        {name}，您在替{for_name}办这件事
      </p>
      <p>
        您是{for_name}的代理人（{kind_says}）。下面说的“您”就是{for_name}。授权里有：{powers_say.join('；')}。
        {until ? `到 ${sayDay(until)} 为止。` : ''}
      </p>
      {lacks_say.length > 0 ? (
        <p>
          授权里没有：{lacks_say.join('；')}。这些要由{for_name}本人来办。
        </p>
      ) : null}
      <p className="small">
        您办的每一步都写明是代理人办的，{for_name}看得到，也随时可以收回授权。这个链接只给您，请不要给别人。
      </p>
    </section>
  )
}
