import { partsOf } from '#domain/disputes/parts.ts'
import { COMPARED_NAMES, EVIDENCE_FORM_NAMES, LEAVE_GIVEN_NAMES, SHOWN_HOW_NAMES } from '#domain/evidence/words.ts'
import type { StepName } from '#domain/table.ts'
import { type Asked, anyOne, facts, presentOf } from './walk-answers.ts'
import { saidBy } from './walk-beside.ts'
import { STRANGER, UPLOADS } from './world-of-rules.ts'

const used = ({ here }: Asked): string[] =>
  partsOf(here.parts, 'evidence').flatMap((it) => it.facts.file?.upload_id ?? [])

/** What is handed in: a file nobody used yet, or paper; not honest: a stranger's file, a used one, nothing at all. */
function provide(it: Asked) {
  const party = it.here.actor.kind === 'party'
  const fresh = UPLOADS.map(({ upload_id }) => upload_id).filter((id) => !used(it).includes(id))
  const upload = it.pick(fresh)
  const form = it.pick(EVIDENCE_FORM_NAMES) ?? 'copy'
  const said = { what: '借条', source: '本人保存的', proves: '借了三千元', pages: 1, copies: 1 }
  const provider = it.pick(presentOf(it))?.id
  const honest = {
    ...said,
    form,
    in_confidence: it.pick([true, false, false]),
    ...(party || form === 'electronic' || it.pick([true, false]) ? { upload_id: upload } : {}),
    ...(party ? {} : { said_by: it.pick([provider, undefined]) }),
  }
  if (it.honest) return honest
  return it.pick([
    { ...honest, upload_id: STRANGER },
    { ...honest, upload_id: it.pick(used(it)) ?? STRANGER },
    { ...honest, form: 'electronic' as const, upload_id: undefined },
    { ...honest, said_by: it.pick([STRANGER, anyOne(it)]) },
    { ...honest, ...saidBy(it) },
  ])
}

export const EVIDENCE_INPUTS = {
  provide_evidence: provide,
  check_original: (it) => ({ result: it.pick(COMPARED_NAMES), note: '' }),
  show_evidence: (it) => {
    const provider = facts('evidence', it.part)?.provider
    const others = presentOf(it).flatMap(({ id }) => (id === provider ? [] : [id]))
    return {
      to: (it.honest || it.pick([true, false])) && others.length > 0 ? [it.pick(others)] : [provider ?? STRANGER],
      how: it.pick(SHOWN_HOW_NAMES),
      ...(provider ? { said_by: it.honest ? provider : it.pick([provider, STRANGER]) } : {}),
      ...(it.honest || it.pick([true, false]) ? { agreed_how: it.pick(LEAVE_GIVEN_NAMES) } : {}),
    }
  },
  return_original: () => ({ to: '本人', note: '' }),
  withdraw_evidence: (it) => ({
    ...(it.here.actor.kind === 'party'
      ? {}
      : { said_by: it.honest ? (facts('evidence', it.part)?.provider ?? STRANGER) : it.pick([STRANGER, anyOne(it)]) }),
    because: '',
  }),
  void_evidence: () => ({ because: '登记到别的案子里了。' }),
} as const satisfies Partial<Record<StepName, (it: Asked) => unknown>>
