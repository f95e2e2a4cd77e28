import { type FormEvent, useEffect, useRef, useState } from 'react'
import { NOT_KNOWN_YET } from '#domain/intake/inputs.ts'
import { useCounty } from '../county.tsx'
import { Field } from '../kit/field.tsx'
import { Notice } from '../kit/notice.tsx'
import { go } from '../navigate.tsx'
import type { Answers } from './draft.ts'
import { PlaceQuestion } from './place-question.tsx'
import { addressOf, type Faults, faultsOf, QUESTIONS } from './questions.ts'
import { TypeChips } from './type-chips.tsx'

type TextName = 'your_name' | 'reach' | 'other_side' | 'what_happened' | 'wish'

const ASKED: Record<
  TextName,
  { hint: string; lines?: number; most?: number; autoComplete?: string; skippable?: true }
> = {
  your_name: { hint: '写身份证上的名字。替家里人说，就写家里人的名字，并在后面说明。', autoComplete: 'name' },
  reach: { hint: '手机或座机号码。没有电话，就写找谁转告、住在哪里。', autoComplete: 'tel' },
  other_side: { hint: '对方的名字、绰号、单位，或者“隔壁开店的”也行。', lines: 2, skippable: true },
  what_happened: {
    hint: '什么时候、谁做了什么、您受了什么影响，想到哪说到哪。可以点手机键盘上的话筒，用嘴说。',
    lines: 7,
    most: 5_000,
  },
  wish: { hint: '比如：把墙修好、赔钱、赔礼道歉、以后别再这样。', lines: 4, most: 2_000, skippable: true },
}

/** One question on one page: its number, the answer, on to the next. */
export function QuestionPage(props: {
  number: number
  /** Come from the page of all answers, and going back there. */
  mending: boolean
  answers: Answers
  kept: boolean
  /** What the server said about fields, until something is changed. */
  told: Faults
  onAnswer: (changed: Partial<Answers>) => void
}) {
  const { number, mending, answers, kept, told, onAnswer } = props
  const question = QUESTIONS[number - 1] ?? QUESTIONS[0]
  const [found, setFound] = useState<Faults>({})
  const form = useRef<HTMLFormElement>(null)
  const { county } = useCounty()
  const faults = { ...told, ...found }
  const name = county?.name ?? '枫桥'

  useEffect(() => {
    document.title = `${question.title} · 第 ${number} 步 · ${name}`
  }, [question.title, number, name])

  // A page of one question: the reader stands in its box at once; before a list of places, at its heading.
  useEffect(() => {
    const box = form.current?.querySelector<HTMLElement>('.field > .input') ?? form.current?.querySelector('h1')
    box?.focus({ preventScroll: true })
  }, [])

  const onward = (answered: Answers) => {
    const wrong = faultsOf(question, answered)
    setFound(wrong)
    if (Object.keys(wrong).length) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    go(
      mending || number === QUESTIONS.length
        ? addressOf({ at: 'check' })
        : addressOf({ at: 'question', number: number + 1, mending: false }),
    )
  }
  const leave = (event: FormEvent) => {
    event.preventDefault()
    onward(answers)
  }
  const change = (changed: Partial<Answers>) => {
    setFound({})
    onAnswer(changed)
  }
  const skip = (field: TextName) => {
    const changed = { [field]: NOT_KNOWN_YET }
    onAnswer(changed)
    onward({ ...answers, ...changed })
  }

  return (
    <div className="screen question">
      <Progress number={number} />
      <form ref={form} onSubmit={leave} noValidate>
        {question.name === 'place' ? (
          <PlaceQuestion answers={answers} faults={faults} onAnswer={change} />
        ) : (
          <Field
            asHeading
            label={question.title}
            value={answers[question.name]}
            onChange={(value) => change({ [question.name]: value })}
            error={faults[question.name] ?? null}
            {...ASKED[question.name]}
          />
        )}
        {question.name === 'what_happened' ? (
          <TypeChips
            text={answers.what_happened}
            chosen={answers.dispute_type}
            onChoose={(dispute_type) => change({ dispute_type })}
          />
        ) : null}
        {question.name !== 'place' && ASKED[question.name].skippable ? (
          <button
            type="button"
            className="button button-plain question-skip"
            onClick={() => skip(question.name as TextName)}
          >
            {NOT_KNOWN_YET}
          </button>
        ) : null}
        {kept ? null : (
          <Notice tone="warn" title="这个浏览器不让保存草稿">
            <p>写完之前请不要关闭本页。</p>
          </Notice>
        )}
        <div className="question-onward">
          <button type="submit" className="button">
            {mending ? '改好了' : number === QUESTIONS.length ? '看一遍再提交' : '下一步'}
          </button>
          <button
            type="button"
            className="button-link question-back"
            onClick={() =>
              mending
                ? go(addressOf({ at: 'check' }))
                : number > 1
                  ? go(addressOf({ at: 'question', number: number - 1, mending: false }))
                  : go('/')
            }
          >
            {mending ? '返回核对' : number > 1 ? '上一步' : '回到首页'}
          </button>
          <p className="small question-kept">{kept ? '随写随存在本机，退出后回来可以接着写。' : null}</p>
        </div>
      </form>
    </div>
  )
}

function Progress({ number }: { number: number }) {
  return (
    <div className="progress">
      <p>
        第 {number} 步，共 {QUESTIONS.length} 步
      </p>
      <div className="progress-steps" aria-hidden="true">
        {QUESTIONS.map((question, at) => (
          <span key={question.name} className={at < number ? 'progress-done' : undefined} />
        ))}
      </div>
    </div>
  )
}
