import { Button, Input } from 'antd'
import { useState } from 'react'
import { UNIT_KINDS } from '#domain/organisations/words.ts'
import { LEAF_ENDS, type LeafEnd, type SelfHelpTree } from '#domain/triage/self-help.ts'
import { DISPUTE_TYPES } from '#domain/triage/types.ts'
import { PlainSelect } from '../kit/plain-select.tsx'

type Question = SelfHelpTree['questions'][number]
type Leaf = SelfHelpTree['leaves'][number]
type At = (path: string) => string | null

const optionsFrom = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, says]) => ({ value, says }))
const Fault = ({ says }: { says: string | null }) => (says ? <p className="help-fault">{says}</p> : null)

type QuestionProps = {
  question: Question
  nth: number
  targets: readonly { value: string; says: string }[]
  at: At
  /** Null takes it out. */
  onChange: (next: Question | null) => void
}

/** One question and where each answer leads. */
export function QuestionFields({ question, nth, targets, at, onChange }: QuestionProps) {
  const { answers } = question
  const path = `questions.${nth}`
  // Opened once where it is new; it does not close while she types.
  const [isNew] = useState(question.asks === '')
  const wrong = at(`${path}.asks`) !== null || answers.some((_, one) => at(`${path}.answers.${one}.to`) !== null)
  const put = (one: number, next: Partial<Question['answers'][number]>) =>
    onChange({ ...question, answers: answers.map((it, here) => (here === one ? { ...it, ...next } : it)) })
  return (
    <details className="help-node" open={isNew || wrong}>
      <summary>
        <span className="help-name">{nth === 0 ? '最先问' : `第 ${nth + 1} 个`}</span>
        {question.asks}
        <span className="help-name">{answers.map(({ says }) => says).join(' / ')}</span>
      </summary>
      <Input
        value={question.asks}
        maxLength={80}
        aria-label={`第 ${nth + 1} 个问题`}
        onChange={(event) => onChange({ ...question, asks: event.target.value })}
      />
      <Fault says={at(`${path}.asks`) ?? at(`${path}.id`) ?? at(`${path}.answers`)} />
      {answers.map((answer, one) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers have no name of their own, and are changed in place
        <div key={one}>
          <div className="help-answer">
            <Input
              value={answer.says}
              maxLength={40}
              placeholder="回答"
              aria-label={`第 ${nth + 1} 个问题的第 ${one + 1} 个回答`}
              onChange={(event) => put(one, { says: event.target.value })}
            />
            <PlainSelect
              options={targets.filter(({ value }) => value !== question.id)}
              value={answer.to}
              none="接下来……"
              aria-label={`第 ${nth + 1} 个问题的第 ${one + 1} 个回答通到哪里`}
              onChange={(to) => put(one, { to })}
            />
            <Button
              aria-label={`去掉第 ${nth + 1} 个问题的第 ${one + 1} 个回答`}
              onClick={() => onChange({ ...question, answers: answers.filter((_, here) => here !== one) })}
            >
              去掉
            </Button>
          </div>
          <Fault says={at(`${path}.answers.${one}.says`) ?? at(`${path}.answers.${one}.to`)} />
        </div>
      ))}
      <div className="card-acts">
        <Button size="small" onClick={() => onChange({ ...question, answers: [...answers, { says: '', to: '' }] })}>
          加一个回答
        </Button>
        {nth > 0 && (
          <Button size="small" onClick={() => onChange(null)}>
            去掉这个问题
          </Button>
        )}
      </div>
    </details>
  )
}

/** One end of a road: what to do, by which article, at which door. */
export function LeafFields({
  leaf,
  nth,
  at,
  from,
  onChange,
}: {
  leaf: Leaf
  nth: number
  /** The answers that lead here, in words. */
  from: string
  at: At
  onChange: (next: Leaf | null) => void
}) {
  const path = `leaves.${nth}`
  const put = (next: Partial<Leaf>) => onChange({ ...leaf, ...next })
  const [isNew] = useState(leaf.title === '')
  const fault =
    at(`${path}.title`) ?? at(`${path}.says`) ?? at(`${path}.law`) ?? at(`${path}.door_kind`) ?? at(`${path}.id`)
  const called = `第 ${nth + 1} 个结论`
  return (
    <details className="help-node" open={isNew || fault !== null}>
      <summary>
        <span className="help-name">{LEAF_ENDS[leaf.ends]}</span>
        {leaf.title}
        <span className="help-name">{from ? `答“${from}”的` : '还没有哪个回答通到这里'}</span>
      </summary>
      <div className="help-leaf">
        <PlainSelect
          options={optionsFrom(LEAF_ENDS)}
          value={leaf.ends}
          aria-label={`${called}是哪一种`}
          onChange={(ends) => put({ ends: ends as LeafEnd })}
        />
        <Input
          value={leaf.title}
          maxLength={40}
          placeholder="结论"
          aria-label={called}
          onChange={(event) => put({ title: event.target.value })}
        />
        <Input.TextArea
          className="wide grows"
          rows={2}
          value={leaf.says}
          maxLength={600}
          placeholder="该怎么做"
          aria-label={`${called}：该怎么做`}
          onChange={(event) => put({ says: event.target.value })}
        />
        <Input
          className="wide"
          value={leaf.law}
          maxLength={200}
          placeholder="依据的条文"
          aria-label={`${called}的依据`}
          onChange={(event) => put({ law: event.target.value })}
        />
        <PlainSelect
          options={optionsFrom(UNIT_KINDS)}
          value={leaf.door_kind ?? ''}
          none="不写地址"
          aria-label={`${called}是哪一类单位`}
          onChange={(kind) => put({ door_kind: (kind || null) as Leaf['door_kind'] })}
        />
        <Input
          value={leaf.door_word}
          maxLength={20}
          placeholder="单位名称里有的字（同类单位有几家的时候）"
          aria-label={`${called}的单位名称里有的字`}
          onChange={(event) => put({ door_word: event.target.value })}
        />
        <PlainSelect
          options={optionsFrom(DISPUTE_TYPES)}
          value={leaf.dispute_type ?? ''}
          none="不带类型"
          aria-label={`${called}提交时带上的类型`}
          onChange={(type) => put({ dispute_type: (type || null) as Leaf['dispute_type'] })}
        />
        <Button onClick={() => onChange(null)}>去掉这个结论</Button>
      </div>
      <Fault says={fault} />
    </details>
  )
}
