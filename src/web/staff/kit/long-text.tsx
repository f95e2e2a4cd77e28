/** A long text is folded after so many characters; none of it is cut off. */
export function LongText({ text, most = 260 }: { text: string; most?: number }) {
  if (text.length <= most) return <p className="verbatim">{text}</p>
  return (
    <details className="long">
      <summary>
        <span className="long-start">{text.slice(0, most)}……</span>
        <span className="long-more">全部 {text.length} 字</span>
      </summary>
      <p className="verbatim">{text}</p>
    </details>
  )
}
