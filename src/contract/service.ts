import { z } from 'zod'
import { SERVICE_STATES, type ServiceState } from '#domain/documents/service.ts'
import { Instant } from './shared.ts'

const states = Object.keys(SERVICE_STATES) as [ServiceState, ...ServiceState[]]

/** Each thing that was for each person of a file, and whether it reached her (送达与联系): for those who handle the file. */
export const ServiceView = z
  .array(
    z.object({
      party_id: z.uuid(),
      name: z.string(),
      /** When her own page was last opened by her link: that is no receipt. */
      opened_at: Instant.nullable(),
      notices: z.array(
        z.object({
          seq: z.int(),
          /** The papers and messages it is made of: what a record of service names. */
          ids: z.array(z.uuid()),
          at: Instant,
          papers: z.array(z.string()),
          /** What the message said, where one went with it. */
          wording: z.string().nullable(),
          state: z.enum(states),
          state_says: z.string(),
          /** What to do so that it reaches her; empty where it did. */
          todo: z.string(),
          tries: z.array(
            z.object({
              at: Instant,
              how_says: z.string(),
              result_says: z.string(),
              received_by: z.string(),
              post_number: z.string(),
              note: z.string(),
              by: z.string(),
            }),
          ),
        }),
      ),
    }),
  )
  .meta({ id: 'ServiceView' })
export type ServiceView = z.output<typeof ServiceView>
