import type { Paper } from '#contract/shared.ts'

/**
 * What a paper is called in a list. An agreement is made twice, to be signed and once it binds: each says which it is, by
 * what stands in it.
 */
export function nameOfPaper({ form, content: { title, blocks } }: Pick<Paper, 'form' | 'content'>): string {
  if (form !== 'D-08') return title
  const fields = blocks.flatMap((block) => (block.kind === 'field' ? [block] : []))
  if (fields.some(({ label }) => label === '生效日期')) return `${title}（已生效）`
  // Those of before 0.7.0 had a field for each signature.
  const toSign =
    blocks.some(({ kind }) => kind === 'sign') || fields.some(({ label }) => label.endsWith('（签名、指印）'))
  return toSign ? `${title}（签字稿）` : title
}
