import type { ToSign } from '#contract/signing.ts'
import { handwriting } from '#demo/handwriting.ts'
import type { speaker } from './make.ts'

type Speaker = Pick<ReturnType<typeof speaker>, 'get'>

/** What a signature on glass sends, once somebody has read what she signs: the right answer at the first try, and her name. */
export const glassOf = ({ terms_hash, pdf_hash, question, consent, signer }: ToSign) => ({
  understood: true as const,
  ...{ terms_hash, pdf_hash, answer: question.right, tries: 1, consent: consent.version },
  strokes: handwriting(signer),
})
/** The same of no agreement: right in its shape. */
const OF_NOTHING = {
  understood: true as const,
  ...{ terms_hash: '0'.repeat(64), pdf_hash: '0'.repeat(64), answer: 0, tries: 1, consent: 1 },
  strokes: handwriting('无名'),
}

/** Opens what is to be signed, through the front door; where there is nothing to sign, a body of the same shape. */
export async function readToSign(who: Speaker, file: string, agreement: string, partyId?: string) {
  const query = partyId === undefined ? '' : `?party_id=${partyId}`
  const answer = await who.get(`/api/disputes/${file}/agreements/${agreement}/to-sign${query}`)
  return answer.statusCode === 200 ? glassOf(answer.json() as ToSign) : OF_NOTHING
}
