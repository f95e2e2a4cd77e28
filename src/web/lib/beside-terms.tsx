type Beside = {
  undertakings: readonly { who: string; what: string }[]
  outside_facts: readonly { authority: string; what: string; paper: string | null }[]
}

/** What stands beside the terms of an agreement: what helpers promised, what others decided, what it is worth and what if not. */
export function BesideTerms({ agreement: { undertakings, outside_facts } }: { agreement: Beside }) {
  return (
    <>
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
    </>
  )
}
