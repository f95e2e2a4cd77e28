import { z } from 'zod'
import { DRAWN_FORMS, type DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { endpoint } from './endpoint.ts'
import { Sheet } from './intake.ts'
import { Print } from './shared.ts'

const forms = Object.keys(DRAWN_FORMS) as [DrawnForm, ...DrawnForm[]]
/** Of what: a party, an agent, an agreement, or the file itself. */
const of = z.strictObject({ of: z.uuid() })

/** The dossier meter: what must lie in the dossier, what does, and where the rest is entered; for who handles the file. */
export const DossierView = z
  .object({
    there: z.int(),
    needed: z.int(),
    rows: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        state: z.enum(['there', 'print', 'missing', 'later', 'as_needed', 'not_needed']),
        says: z.string(),
        asked_by: z.string(),
        papers: z.array(z.uuid()),
        prints: z.array(Print),
        enter: z.object({ step: z.string(), part_id: z.uuid().nullable(), party_id: z.uuid().nullable() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Dossier' })

export const drawnForm = endpoint({
  id: 'drawn_form',
  method: 'GET',
  path: '/api/disputes/:file_id/forms/:form',
  summary: '经办人打印一份照案卷填好的表（查看会留痕）',
  who: ['staff'],
  params: z.strictObject({ file_id: z.uuid(), form: z.enum(forms) }),
  query: of,
  reply: Sheet,
})

export const myForm = endpoint({
  id: 'my_form',
  method: 'GET',
  path: '/api/my-dispute/forms/:form',
  summary: '当事人打印自己的申请书、撤回申请书、送达地址确认书、司法确认申请书',
  who: ['party'],
  params: z.strictObject({ form: z.enum(forms) }),
  query: of,
  reply: Sheet,
})
