import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { TemplateView } from '#contract/templates.ts'

type Field = TemplateView['fields'][number]

/** What is told of one party: many, and seldom looked for. */
const isOfAParty = ({ name }: Field): boolean =>
  /^(当事人|申请人|被申请人|第三人|本人|委托人|受委托人)(?!姓名).+/.test(name)

/** How a list is written: from its beginning to its end, each line with what it has. */
const inLoop = ({ name, columns }: Field): string =>
  `{#${name}}${(columns ?? []).map((it) => `{${it}}`).join('　')}{/${name}}`

function Copied({ text }: { text: string }) {
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => message.success(`已复制 ${text}`),
      () => message.error('没有复制成，请用鼠标选中再复制。'),
    ) ?? message.error('这里不能自动复制，请用鼠标选中再复制。')
  return (
    <>
      <code className="placeholder">{text}</code>
      <Button size="small" type="link" onClick={() => void copy()}>
        复制<span className="unseen">{text}</span>
      </Button>
    </>
  )
}

/** Every placeholder of the form, what it stands for and an example; found by typing a word of it. */
export function TemplateFields({ view }: { view: TemplateView }) {
  const [words, setWords] = useState('')
  const found = view.fields.filter((it) => `${it.name}${it.says}${it.columns?.join('') ?? ''}`.includes(words.trim()))
  const must = new Set(view.required.flat())
  const better = new Set(view.expected.flatMap((any) => any.slice(0, 1)))
  const ofParties = found.filter(isOfAParty)
  const line = (it: Field) => (
    <li key={it.name}>
      <p>
        <Copied text={`{${it.name}}`} />
        {must.has(it.name) && <span className="answer">必须有</span>}
        {better.has(it.name) && !must.has(it.name) && <span className="answer">应当有</span>}
      </p>
      <p className="quiet">
        {it.says}
        {it.example && `　例：${it.example}`}
      </p>
      {it.columns && (
        <details>
          <summary>逐条列出</summary>
          <p className="quiet">
            写在一段里、一个格里，或者从一行表格的第一格写到最后一格；里面用哪几项、先后都可以改。
          </p>
          <p>
            <Copied text={inLoop(it)} />
          </p>
        </details>
      )}
    </li>
  )
  return (
    <section className="card" aria-labelledby="template-fields">
      <div className="rule-head">
        <h2 id="template-fields">可以用的占位符（{view.fields.length}）</h2>
        <Input
          className="template-search"
          allowClear
          aria-label="找占位符"
          placeholder="找：例如 姓名"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </div>
      {view.required.length > 0 && (
        <p className="quiet">
          必须有：{view.required.map((any) => `{${any[0]}}`).join('、')}
          （告诉当事人还可以走的途径，法律要求写在这种文书上）。
        </p>
      )}
      {found.length === 0 && <p className="quiet">没有叫这个的占位符。</p>}
      <ul className="placeholders">{found.filter((it) => !isOfAParty(it)).map(line)}</ul>
      {ofParties.length > 0 && (
        <details open={words.trim() !== ''}>
          <summary>各方的细项（{ofParties.length}）：性别、年龄、住址、代理人等</summary>
          <ul className="placeholders">{ofParties.map(line)}</ul>
        </details>
      )}
    </section>
  )
}
