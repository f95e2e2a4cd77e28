import { z } from 'zod'
import { by_agent } from '../identity/said-inputs.ts'
import { FIELD, MOST_POINTS, MOST_STROKES } from './strokes.ts'

/** One line of the pen: x and y by turns, whole units of the field. */
const Stroke = z
  .array(z.int().min(0).max(FIELD.width))
  .min(2)
  .max(MOST_POINTS * 2)

/** A name written by hand, as lines: what of it is drawn, and no more of how it was written than that. */
export const StrokesInput = z
  .array(Stroke, { error: '请在框里写上您的名字。' })
  .min(1, '请在框里写上您的名字。')
  .max(MOST_STROKES, '笔画太多，请清掉重写一遍。')
  .refine(
    (lines) =>
      lines.every((line) => line.length % 2 === 0 && line.every((at, nth) => nth % 2 === 0 || at <= FIELD.height)),
    {
      error: '签名没有传完整，请清掉重写一遍。',
    },
  )
  .refine((lines) => lines.reduce((sum, line) => sum + line.length, 0) <= MOST_POINTS * 2, {
    error: '笔画太多，请清掉重写一遍。',
  })

const again = '签的内容没有带上，请重新打开签字的页面。'
const hash = z.string({ error: again }).regex(/^[0-9a-f]{64}$/, again)

/** The yes before anything is signed on a screen. */
const understood = z.literal(true, { error: '请先勾选“我看明白了”。' })

/** What is signed on glass: both hashes as they were shown, the answer to the one question, the consent by its version, the name. */
const onGlass = {
  /** SHA-256, hex: of the terms in canonical JSON, and of the unsigned PDF. */
  terms_hash: hash,
  pdf_hash: hash,
  /** Which of the options she chose, and at which try: kept, never judged. */
  answer: z.int({ error: '请先答上面的一问。' }).min(0, '请先答上面的一问。').max(2),
  tries: z.int().min(1).max(99),
  /** The version of the consent to sign electronically that she agreed to (电子签名法 3). */
  consent: z.int({ error: '请先看清并勾选“我同意在屏幕上签”。' }).min(1),
  strokes: StrokesInput,
}

/** The code is proved before the step is taken. */
export const SignInput = z.strictObject({ edition: z.int().min(1), understood, ...onGlass })

/** The same before the mediator, on her device: how she knew who signs is hers to write down. */
export const SignOnOurDeviceInput = z.strictObject({
  party_id: z.uuid({ error: '请选择是谁签。' }),
  by_agent,
  edition: z.int().min(1),
  known_by: z.enum(['identity_paper', 'known_in_person'], { error: '请选择怎样确认是本人。' }),
  understood,
  ...onGlass,
})
