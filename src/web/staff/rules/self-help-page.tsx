import { useQuery } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { changeSelfHelp, selfHelpEdition } from '#contract/editions.ts'
import type { SelfHelpTree } from '#domain/triage/self-help.ts'
import { call, Refused } from '#web/lib/call.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { Waiting } from '../kit/waiting.tsx'
import { Editions } from './editions.tsx'
import { LeafFields, QuestionFields } from './self-help-fields.tsx'

/** The questions citizens walk: every justice office may make a new edition, and each says why. */
export function SelfHelpPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['self-help'], queryFn: () => call(selfHelpEdition) })
  return (
    <>
      <div className="page-head">
        <h1>自助问答</h1>
        <p className="page-sum">
          群众在首页点“不知道该找谁”看到的问题和结论。第一个问题最先问；每个结论都要有依据；门的地址从单位名单里来。
        </p>
      </div>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <Editing key={data.version} version={data.version} body={data.body} may={data.may_edit} again={refetch} />
          <Editions history={data.history} />
        </>
      )}
    </>
  )
}

/** A name nobody has to think of; it never changes once given, so that answers keep leading where they led. */
function freshId(body: SelfHelpTree, kind: 'question' | 'leaf'): string {
  const taken = new Set([...body.questions, ...body.leaves].map(({ id }) => id))
  let nth = 1
  while (taken.has(`${kind}_${nth}`)) nth += 1
  return `${kind}_${nth}`
}

type EditingProps = { version: number; body: SelfHelpTree; may: boolean; again: () => unknown }

function Editing({ version, body: before, may, again }: EditingProps) {
  const { message } = App.useApp()
  const [body, setBody] = useState<SelfHelpTree>(before)
  const [reason, setReason] = useState('')
  const change = useSubmit(changeSelfHelp)
  const faults = change.trouble instanceof Refused ? change.trouble.faults : []
  const at = (path: string): string | null => faults.find((fault) => fault.path === path)?.says ?? null
  const touched = JSON.stringify(body) !== JSON.stringify(before)
  // Ten ends are called alike: what tells them apart is by which answer one comes there.
  const cameBy = (id: string): string =>
    body.questions.flatMap(({ answers }) => answers.flatMap(({ says, to }) => (to === id ? [says] : []))).join('、')
  const targets = [
    ...body.questions.map(({ id, asks }) => ({ value: id, says: `再问：${asks || '（还没有写的问题）'}` })),
    ...body.leaves.map(({ id, title }) => ({
      value: id,
      says: `结论：${title || '（还没有写的结论）'}${cameBy(id) && `（${cameBy(id)}）`}`,
    })),
  ]
  const use = async () => {
    if (!(await change.submit({ body: { ...body, reason, base_version: version } }))) return
    message.success('新的一版已经启用，群众现在看到的就是它')
    await again()
  }
  const replaced = <T,>(list: readonly T[], nth: number, next: T | null): T[] =>
    list.flatMap((it, one) => (one === nth ? (next === null ? [] : [next]) : [it]))
  return (
    <section className="card" aria-labelledby="tree">
      <h2 id="tree">
        {version === 0 ? '最初的一版' : `第 ${version} 版`}{' '}
        <span className="count">
          {body.questions.length} 个问题，{body.leaves.length} 个结论
        </span>
      </h2>
      <fieldset disabled={!may} className="help-all">
        <h3 className="form-part">问题</h3>
        {body.questions.map((question, nth) => (
          <QuestionFields
            key={question.id}
            {...{ question, nth, targets, at }}
            onChange={(next) => setBody({ ...body, questions: replaced(body.questions, nth, next) })}
          />
        ))}
        <Button
          onClick={() =>
            setBody({
              ...body,
              questions: [
                ...body.questions,
                {
                  id: freshId(body, 'question'),
                  asks: '',
                  answers: [
                    { says: '', to: '' },
                    { says: '', to: '' },
                  ],
                },
              ],
            })
          }
        >
          加一个问题
        </Button>
        <h3 className="form-part">结论</h3>
        {body.leaves.map((leaf, nth) => (
          <LeafFields
            key={leaf.id}
            {...{ leaf, nth, at, from: cameBy(leaf.id) }}
            onChange={(next) => setBody({ ...body, leaves: replaced(body.leaves, nth, next) })}
          />
        ))}
        <Button
          onClick={() =>
            setBody({
              ...body,
              leaves: [
                ...body.leaves,
                {
                  ...{ id: freshId(body, 'leaf'), ends: 'file_here', title: '', says: '', law: '' },
                  ...{ dispute_type: null, door_kind: null, door_word: '' },
                },
              ],
            })
          }
        >
          加一个结论
        </Button>
      </fieldset>
      <TroubleNote trouble={change.trouble} rest={faults.map(({ says }) => says)} />
      {may && (
        <div className="words-foot">
          <label className="words-reason" htmlFor="help-reason">
            <span>为什么改（会留下来给以后的人看）</span>
            <Input
              id="help-reason"
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <Button type="primary" onClick={use} loading={change.busy} disabled={!touched || reason.trim().length < 4}>
            启用新的一版
          </Button>
        </div>
      )}
    </section>
  )
}
