import type { ToSign } from '#contract/signing.ts'
import { isWritten, type Strokes } from '#domain/signing/strokes.ts'

/** What somebody has done so far of signing one edition on a screen: hers, or of her agent who signs for her, and nobody else's. */
export type Glass = {
  terms_hash: string
  party_id: string
  /** null: she herself. */
  by_agent: string | null
  answer: number | null
  tries: number
  understood: boolean
  consent: boolean
  strokes: Strokes
}
export const blankGlass = ({ terms_hash, party_id, by_agent }: ToSign): Glass => ({
  ...{ terms_hash, party_id, by_agent },
  ...{ answer: null, tries: 1, understood: false, consent: false, strokes: [] },
})
/** Whether what was kept on this device is of this text, and of whoever signs it now: all parties of a text have the same hash. */
export const isGlassOf =
  (sheet: ToSign) =>
  (value: unknown): value is Glass =>
    typeof value === 'object' &&
    value !== null &&
    (value as Glass).terms_hash === sheet.terms_hash &&
    (value as Glass).party_id === sheet.party_id &&
    (value as Glass).by_agent === sheet.by_agent &&
    Array.isArray((value as Glass).strokes)
/** What was done so far, where it is of whoever signs now; else nothing was. */
export const glassFor = (sheet: ToSign, value: unknown): Glass => (isGlassOf(sheet)(value) ? value : blankGlass(sheet))

/** Where her own device keeps what she wrote: under her name, and her agent's under his. */
export const shelfOf = ({ agreement_id, party_id, by_agent }: ToSign): string =>
  `fengqiao.sign.${agreement_id}.${party_id}.${by_agent ?? 'herself'}`
/** What it keeps: the name and the answer. A yes is said anew each time the page is opened. */
export const toKeep = (glass: Glass): Glass => ({ ...glass, understood: false, consent: false })

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

/** What is sent with the step; where no answer was given, none is put in her mouth. */
export const glassBody = ({ edition, terms_hash, pdf_hash, consent }: ToSign, glass: Glass) => ({
  ...{ edition, understood: true as const, terms_hash, pdf_hash },
  ...{ answer: glass.answer ?? -1, tries: glass.tries, consent: consent.version, strokes: glass.strokes },
})

/** What the form on the mediator's device holds: what was done, and of which sheet. */
export type Held = { glass: Glass; sheet: ToSign }
/** What that form sends: a signature only where it is of the party and the hand that are chosen in it now. */
export function signedOn(held: Held | undefined, chosen: { party_id?: unknown; by_agent?: unknown }): object {
  if (!held || !isGlassOf(held.sheet)(held.glass)) return {}
  const { party_id, by_agent } = held.glass
  if (party_id !== chosen.party_id || by_agent !== (chosen.by_agent || null)) return {}
  return glassBody(held.sheet, held.glass)
}
