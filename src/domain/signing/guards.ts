import { partsOf } from '../disputes/parts.ts'
import { latestBuiltIn } from '../documents/wordings.ts'
import { MINUTE, mediationOf, reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { questionOf } from './question.ts'
import { isWritten, type Strokes } from './strokes.ts'

type Glass = {
  party_id?: string
  terms_hash: string
  pdf_hash: string
  answer: number
  consent: number
  strokes: Strokes
}

/** The consent to sign on a screen that goes with an agreement: the version of the day it was laid out. */
export const consentOf = (wordings: Readonly<Record<string, number>> | undefined): number =>
  wordings?.signing_on_screen ?? latestBuiltIn('signing_on_screen')

/** Names are compared without spaces: 张 三 is 张三. */
const bare = (name: string): string => name.replace(/\s/gu, '')

/** Legal conditions of a name written on glass, and of a finger on paper. */
export const SIGNING_GUARDS = {
  /** 系统升级以前交签的，没有冻结条款和签字稿，不能在屏幕上签；收回重新交签，或者在纸上签。 */
  laid_out_for_screen: (_, __, part) =>
    part?.part === 'agreement' && part.status === 'signing' && !part.facts.laid_out ? 'laid_out_before_screens' : null,
  /** 屏幕上的签名是现在写的，不能写成以前签的：代理权过了期的补不回来 (民法典 173；threats I14、I18). */
  signed_now: ({ occurred_at, now }, input) =>
    input === undefined || occurred_at.slice(0, MINUTE) === now.slice(0, MINUTE) ? null : 'signed_another_time',
  /** 交签以后姓名不改：签的、交签的文稿上是那个名字 (threats I14、I15). */
  name_not_being_signed: ({ parts }, input) => {
    if (input === undefined) return null
    const { party_id, name } = reading<{ party_id: string; name?: string | undefined }>(input)
    const known = partsOf(parts, 'party').find((it) => it.id === party_id)?.facts.name
    if (!name || name === known) return null
    const signing = partsOf(parts, 'agreement').some(
      (it) => it.status === 'signing' && it.facts.parties.includes(party_id),
    )
    return signing ? 'name_being_signed' : null
  },
  /** 签的是这一版的条款和签字稿，两个指纹都对得上 (电子签名法 13；threats I14). */
  text_laid_before: ({ named }, input) => {
    if (input === undefined) return null
    const copy = named.signing_copy
    if (!copy) return 'signing_copy_missing'
    const { terms_hash, pdf_hash } = reading<Glass>(input)
    return terms_hash === copy.terms_hash && pdf_hash === copy.pdf_hash ? null : 'terms_changed'
  },
  /** 一个问题，问的是她自己的条款；答错了说明，再答 (issue: The papers, signing). */
  own_terms_known: ({ actor, named }, input, part) => {
    if (input === undefined || part?.part !== 'agreement') return null
    const { party_id = '', answer, terms_hash } = reading<Glass>(input)
    const signer = actor.kind === 'party' ? actor.party_id : party_id
    const { right } = questionOf(part.facts, signer, named.signing_copy?.terms_hash ?? terms_hash)
    return answer === right ? null : 'answer_not_as_agreed'
  },
  /** 当事人约定使用电子签名的才用 (电子签名法 3). */
  screen_agreed: (_, input, part) =>
    input === undefined ||
    part?.part !== 'agreement' ||
    reading<Glass>(input).consent === consentOf(part.facts.wordings)
      ? null
      : 'consent_changed',
  name_written: (_, input) =>
    input === undefined || isWritten(reading<Glass>(input).strokes) ? null : 'signature_too_slight',
  /** 不会写字的按指印，有一位与事情无关的人在场见证 (人民调解法 29；见证是本县约定). */
  finger_witnessed: (here, input, part) => {
    if (input === undefined) return null
    const { by_finger = false, witness = '' } = reading<{ by_finger?: boolean; witness?: string }>(input)
    if (!by_finger) return null
    if (bare(witness) === '') return 'witness_missing'
    const mediators = mediationOf(here, part)?.facts.mediators ?? []
    const involved = [
      ...mediators.map((it) => it.name),
      ...partsOf(here.parts, 'party').flatMap(({ facts }) => [
        facts.name,
        facts.speaks ?? '',
        facts.guardian?.name ?? '',
        ...(facts.agents ?? []).map((it) => it.name),
      ]),
    ]
    return involved.some((name) => name !== '' && bare(name) === bare(witness)) ? 'witness_takes_part' : null
  },
} as const satisfies Record<string, Guard>
