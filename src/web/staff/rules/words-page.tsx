import { useQuery } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { changeGuessWords, guessWords, tryGuessWords } from '#contract/editions.ts'
import { GUESS_TOPICS } from '#domain/triage/guess.ts'
import { call, Refused } from '#web/lib/call.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { type Trouble, useSubmit } from '../kit/use-submit.ts'
import { Waiting } from '../kit/waiting.tsx'
import { Editions } from './editions.tsx'
import { cellOf, listFrom, TOPICS, WEIGHTS, type Written, writtenFrom } from './word-lists.ts'

type Trial = z.output<(typeof tryGuessWords)['reply']>

/** The words behind the chips: read by all who handle files, changed by the bureau after a trial on past files. */
export function WordsPage() {
  const held = useQuery({ queryKey: ['guess-words'], queryFn: () => call(guessWords) })
  const { data, error, refetch } = held
  return (
    <>
      <div className="page-head">
        <h1>猜类型的词</h1>
        <p className="page-sum">
          登记和研判时，按经过里的字词给出最多三个类型，由人点选，不会自己选上。一个词只算一次；字数多的词盖过它里面的词。
        </p>
      </div>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <Editing key={data.version} version={data.version} words={data.words} may={data.may_edit} again={refetch} />
          <Editions history={data.history} />
        </>
      )}
    </>
  )
}

type EditingProps = {
  version: number
  words: z.output<(typeof guessWords)['reply']>['words']
  may: boolean
  again: () => unknown
}

function Editing({ version, words, may, again }: EditingProps) {
  const { message } = App.useApp()
  const [written, setWritten] = useState<Written>(() => writtenFrom(words))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState<{ of: string; trial: Trial } | null>(null)
  const trial = useSubmit(tryGuessWords)
  const change = useSubmit(changeGuessWords)
  const list = listFrom(written)
  const now = JSON.stringify(list)
  const touched = now !== JSON.stringify(listFrom(writtenFrom(words)))
  const fresh = tried?.of === now ? tried.trial : null
  const trouble = change.trouble ?? trial.trouble

  const tryIt = async () => {
    const answer = await trial.submit({ body: { words: list } })
    if (answer) setTried({ of: now, trial: answer })
  }
  const use = async () => {
    if (!(await change.submit({ body: { words: list, reason, base_version: version } }))) return
    message.success('新的一版已经启用，以后登记、研判照它猜')
    await again()
  }
  return (
    <section className="card" aria-labelledby="words">
      <h2 id="words">
        {version === 0 ? '最初的一版' : `第 ${version} 版`} <span className="count">{list.length} 个词</span>
      </h2>
      {!may && <p className="quiet">由县综治中心分流岗修改；您可以看，有建议请告诉他们。</p>}
      <div className="word-lists">
        {TOPICS.map((topic) => (
          <details key={topic}>
            <summary>
              {GUESS_TOPICS[topic].says}
              <span className="quiet"> {list.filter((it) => it.topic === topic).length} 个词</span>
            </summary>
            {WEIGHTS.map(([weight, says]) => {
              const cell = cellOf(topic, weight)
              return (
                <label key={cell} className="word-list" htmlFor={`words-${cell.replace(' ', '-')}`}>
                  <span>{says}</span>
                  <Input.TextArea
                    id={`words-${cell.replace(' ', '-')}`}
                    className="grows"
                    rows={1}
                    value={written[cell] ?? ''}
                    readOnly={!may}
                    onChange={(event) => setWritten({ ...written, [cell]: event.target.value })}
                  />
                </label>
              )
            })}
          </details>
        ))}
      </div>
      {may && (
        <>
          <TroubleNote trouble={trouble} rest={faultsOf(trouble, list)} />
          <div className="words-foot">
            <Button onClick={tryIt} loading={trial.busy} disabled={!touched}>
              试算：会改变多少件
            </Button>
            {!touched && <span className="quiet">词之间用空格隔开。改了以后先试算，再启用。</span>}
          </div>
          {fresh && <Tried trial={fresh} />}
          {fresh && (
            <div className="words-foot">
              <label className="words-reason" htmlFor="words-reason">
                <span>为什么改（会留下来给以后的人看）</span>
                <Input
                  id="words-reason"
                  value={reason}
                  maxLength={200}
                  onChange={(event) => setReason(event.target.value)}
                />
              </label>
              <Button type="primary" onClick={use} loading={change.busy} disabled={reason.trim().length < 4}>
                启用新的一版
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

/** A fault of one word names the word: of two thousand nobody finds the two hundred and seventh. */
function faultsOf(trouble: Trouble | null, list: readonly { word: string }[]): string[] {
  if (!(trouble instanceof Refused)) return []
  return trouble.faults.map(({ path, says }) => {
    const word = list[Number(/^words\.(\d+)/.exec(path)?.[1] ?? Number.NaN)]?.word
    return word === undefined ? says : `“${word}”：${says}`
  })
}

/** What the trial found, file by file, so that whoever changes a word sees whether it was for the better. */
const Tried = ({ trial }: { trial: Trial }) => (
  <div className="words-tried" role="status">
    <strong>{trial.says}</strong>
    {trial.lines.length > 0 && (
      <ul className="plain-list">
        {trial.lines.map(({ file_id, short_code, before, after, type_says }) => (
          <li key={file_id}>
            <Link to={`/staff/files/${file_id}`}>{short_code}</Link>：{before} → <strong>{after}</strong>
            {type_says && <span className="quiet">（人定的是{type_says}）</span>}
          </li>
        ))}
      </ul>
    )}
    {trial.changed > trial.lines.length && <p className="quiet">只列出前 {trial.lines.length} 件。</p>}
  </div>
)
