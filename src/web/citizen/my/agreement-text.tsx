import type { PartyAgreement } from '#contract/agreements.ts'
import { sayDay, sayDaysIn, sayInstant } from '#web/lib/dates.ts'

/** The agreement as a villager reads it: what it is about, each term by itself, what it is worth, what if not. */
export function AgreementText({ agreement }: { agreement: PartyAgreement }) {
  const { clauses_say, undertakings, outside_facts, signatures, waiting_for, effective_on } = agreement
  return (
    <>
      <section className="section" aria-labelledby="about">
        <h2 id="about">为了什么事</h2>
        <p className="said-then">{agreement.dispute_facts}</p>
      </section>
      <section className="section" aria-labelledby="terms">
        <h2 id="terms">说好了这 {clauses_say.length} 条</h2>
        <ol className="terms">
          {clauses_say.map((says, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a clause's place is its number
            <li key={at}>{sayDaysIn(says)}</li>
          ))}
        </ol>
      </section>
      {agreement.rest ? (
        <section className="section" aria-labelledby="rest">
          <h2 id="rest">还没有谈成的</h2>
          <p>{agreement.rest.what}</p>
          <p className="small">
            {agreement.rest.then === 'goes_on'
              ? '这一部分还接着谈，您随时可以退出。'
              : '这一部分不再调解了，别的途径都开着。'}
          </p>
        </section>
      ) : null}
      {undertakings.length ? (
        <section className="section" aria-labelledby="helpers">
          <h2 id="helpers">帮忙的人答应的</h2>
          <p className="small">他们不是当事人，这些话不能强制他们做到。</p>
          <ul className="plain-list">
            {undertakings.map((it) => (
              <li key={`${it.who}${it.what}`}>
                {it.who}：{it.what}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {outside_facts.length ? (
        <section className="section" aria-labelledby="outside">
          <h2 id="outside">别的机关定的</h2>
          <p className="small">这些不是你们之间说好的，写在这里只为说清楚。</p>
          <ul className="plain-list">
            {outside_facts.map((it) => (
              <li key={`${it.authority}${it.what}`}>
                {it.authority}：{it.what}
                {it.paper ? `（${it.paper}）` : ''}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="section" aria-labelledby="worth">
        <h2 id="worth">签了有什么用</h2>
        <ul className="plain-list">
          <li>大家都签字、调解员签名、盖章以后才生效。生效以后，说好的就要照办。</li>
          <li>生效以后 30 天内，双方可以一起请法院确认，不收钱。确认了，一方不照办，另一方可以直接请法院强制执行。</li>
        </ul>
        <h2 className="worth-not">要是有人不照办</h2>
        <ul className="plain-list">
          <li>到了日子没有办，我们会去催；您也可以打电话给我们。</li>
          <li>催了也不办，可以拿着协议去法院起诉。</li>
        </ul>
        <p className="small">
          依据：人民调解法 第二十九条、第三十一条至第三十三条；民事诉讼法 第二百零五条、第二百零六条
        </p>
      </section>
      <section className="section" aria-labelledby="signed">
        <h2 id="signed">谁签了</h2>
        {agreement.form === 'oral' ? <p>这是口头说好的，没有签字，调解员登记在册。</p> : null}
        {signatures.length || waiting_for.length ? (
          <ul className="plain-list signatures">
            {signatures.map((it) => (
              <li key={`${it.name}${it.at}`}>
                {it.name}
                {it.as === 'mediator' ? '（调解员）' : ''}：签了
                <span className="small keep-what">
                  {sayInstant(it.at)}，{it.how_says}，{it.known_by_says}
                </span>
              </li>
            ))}
            {agreement.form === 'written' ? waiting_for.map((name) => <li key={name}>{name}：还没签</li>) : null}
          </ul>
        ) : agreement.form === 'written' ? (
          <p>还没有人签。</p>
        ) : null}
        {effective_on ? <p>{sayDay(effective_on)}生效。</p> : null}
      </section>
    </>
  )
}
