import { Field } from '../kit/field.tsx'
import { useTakeOver } from '../kit/take-over.ts'
import type { Answers, ChosenPlace } from './draft.ts'
import { PlacePicker } from './place-picker.tsx'
import type { Faults } from './questions.ts'
import { useReceiver } from './use-places.ts'

/** 在哪里: the place from lists, then, if she likes, the exact spot in her words. */
export function PlaceQuestion({
  answers,
  faults,
  onAnswer,
}: {
  answers: Answers
  faults: Faults
  onAnswer: (changed: Partial<Answers>) => void
}) {
  const { place } = answers
  return (
    <>
      <h1 tabIndex={-1}>在哪里</h1>
      <div className="hint">
        <p>事情发生在哪个乡镇、哪个村（社区）。说不清，选到乡镇就行。</p>
      </div>
      {faults.place_code ? (
        <p className="field-error" role="alert">
          {faults.place_code}
        </p>
      ) : null}
      {place ? (
        <>
          <Chosen place={place} onAgain={() => onAnswer({ place: null })} />
          <Field
            label="具体在什么位置"
            optional
            value={answers.where_text}
            onChange={(where_text) => onAnswer({ where_text })}
            hint="比如：村口桥头、三组晒谷场旁边、某某小区 2 栋"
            error={faults.where_text ?? null}
            lines={2}
          />
        </>
      ) : (
        <PlacePicker onChoose={(chosen) => onAnswer({ place: chosen })} />
      )}
    </>
  )
}

function Chosen({ place, onAgain }: { place: ChosenPlace; onAgain: () => void }) {
  const receiver = useReceiver(place.code)
  const arrival = useTakeOver<HTMLParagraphElement>()
  return (
    <section className="chosen" aria-label="选好的地方" aria-live="polite">
      <p ref={arrival} tabIndex={-1} className="chosen-place">
        {place.names.join(' · ')}
      </p>
      {receiver ? <p className="small">提交后由 {receiver.name} 接收</p> : null}
      <button type="button" className="button-link" onClick={onAgain}>
        重新选
      </button>
    </section>
  )
}
