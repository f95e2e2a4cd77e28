import type { ToSign } from '#contract/signing.ts'
import { isWritten, type Strokes } from '#domain/signing/strokes.ts'

/** What somebody has done so far of signing one edition on a screen. */
export type Glass = {
  terms_hash: string
  answer: number | null
  tries: number
  understood: boolean
  consent: boolean
  strokes: Strokes
}
export const blankGlass = ({ terms_hash }: ToSign): Glass => ({
  terms_hash,
  ...{ answer: null, tries: 1, understood: false, consent: false, strokes: [] },
})
/** Whether what was kept on this device is of this text. */
export const isGlassOf =
  (sheet: ToSign) =>
  (value: unknown): value is Glass =>
    typeof value === 'object' &&
    value !== null &&
    (value as Glass).terms_hash === sheet.terms_hash &&
    Array.isArray((value as Glass).strokes)

export type GlassFaults = { answer?: string; understood?: string; consent?: string; strokes?: string }
/** What is still missing, each where it is missing; nothing: it may be sent. */
export function faultsOfGlass(sheet: ToSign, glass: Glass): GlassFaults {
  return {
    ...(glass.answer === sheet.question.right
      ? {}
      : { answer: glass.answer === null ? '请先答这一问。' : '请再看看条款，选对了才能签。' }),
    ...(glass.understood ? {} : { understood: '请先看完，再勾选“我看明白了”。' }),
    ...(glass.consent ? {} : { consent: '同意的请勾选；不愿在屏幕上签的，可以在纸上签。' }),
    ...(isWritten(glass.strokes.length > 0 ? glass.strokes : [[0, 0]])
      ? {}
      : { strokes: glass.strokes.length === 0 ? '请在框里写上名字。' : '这只是一个点，请写上名字。' }),
  }
}

/** What is sent with the step. */
export const glassBody = ({ edition, terms_hash, pdf_hash, question, consent }: ToSign, glass: Glass) => ({
  ...{ edition, understood: true as const, terms_hash, pdf_hash },
  ...{ answer: glass.answer ?? question.right, tries: glass.tries, consent: consent.version, strokes: glass.strokes },
})
