import type { AgreementFacts, Part } from '../disputes/parts.ts'

/** 身份关系不能司法确认 (民事诉讼法解释 355); nor what no committee presided over (人民调解法 33). */
export const confirmable = (mediation: Part<'mediation'>, facts: Pick<AgreementFacts, 'identity_relation'>): boolean =>
  mediation.facts.kind === 'peoples' && facts.identity_relation !== true
