import type { MediatorRequest, Part } from '../disputes/parts.ts'
import { REQUEST_KINDS, type RequestGround } from './questioned-inputs.ts'

type Mediation = Part<'mediation'>

/** What parties asked about their mediators and nobody has answered yet. */
export const openRequests = ({ facts }: Mediation): MediatorRequest[] =>
  (facts.other_mediator ?? []).filter((it) => it.answered === null)

/**
 * Whom a request that was granted took out of this mediation: they do not come back into it (特邀调解规定 15; INV-5), unless all its
 * parties asked for that in writing since (人民调解法 19、23: they choose who mediates).
 */
export const tookOut = (mediation: Mediation): ReadonlySet<string> =>
  new Set(takenOutBy(mediation).map(({ person_id }) => person_id))

/** The granted requests that keep somebody out. */
export function takenOutBy({ facts }: Mediation): MediatorRequest[] {
  const over = new Set((facts.let_back ?? []).flatMap(({ requests }) => requests))
  return (facts.other_mediator ?? []).filter((it) => it.answered?.result === 'granted' && !over.has(it.id))
}

/**
 * Whether a party still has her free change: the first one she asks for in a mediation is hers without a reason (本县约定;
 * 人民调解法 19、23: the parties choose or accept who mediates). One that was granted has used it.
 */
export const hasFreeChange = (mediation: Mediation, request: MediatorRequest): boolean =>
  request.kind === 'change' &&
  !(mediation.facts.other_mediator ?? []).some(
    (it) => it.kind === 'change' && it.party_id === request.party_id && it.answered?.result === 'granted',
  )

/** Why a mediator has to stand back, in the words of the rules (特邀调解规定 15; 人民调解法 15). */
export const REQUEST_GROUNDS: Readonly<Record<RequestGround, { says: string; law: string }>> = {
  relative: { says: '是对方当事人或者代理人的近亲属', law: '特邀调解规定 第十五条' },
  interest: { says: '和这件事有利害关系', law: '特邀调解规定 第十五条' },
  other_relation: { says: '和对方有别的关系，可能不公正', law: '特邀调解规定 第十五条' },
  conduct: { says: '调解时偏袒、训人、收东西，或者把话传了出去', law: '人民调解法 第十五条' },
}

/** Whether she had to stand back for a relation: who wants her all the same waives that relation too (特邀调解规定 15 第一至三项). */
export const isOfRelation = ({ ground }: Pick<MediatorRequest, 'ground'>): boolean =>
  ground === 'relative' || ground === 'interest' || ground === 'other_relation'

/** What was asked about her and why, without whose word it was: 请调解员回避（和这件事有利害关系）. */
export const askedWords = ({ kind, ground }: Pick<MediatorRequest, 'kind' | 'ground'>): string =>
  ground === null ? REQUEST_KINDS[kind] : `${REQUEST_KINDS[kind]}（${REQUEST_GROUNDS[ground].says}）`

/** Whom granted requests keep out, a line a person. */
export const whoIsOut = (mediation: Mediation): { person_id: string; name: string; of_relation: boolean }[] =>
  [...tookOut(mediation)].map((person_id) => {
    const hers = takenOutBy(mediation).filter((it) => it.person_id === person_id)
    return { person_id, name: hers[0]?.name ?? '', of_relation: hers.some(isOfRelation) }
  })
