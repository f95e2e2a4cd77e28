import { z } from 'zod'

/** Who may call an endpoint at all; what each may see and do is decided behind it. */
export type Caller = 'anyone' | 'party' | 'agent' | 'staff'

type Shape = z.ZodType

/** An endpoint as a plain value: the server serves it, the screens call it, the page of the interface prints it. */
export type Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Shape = Shape,
> = {
  id: string
  method: 'GET' | 'POST' | 'DELETE'
  path: `/${string}`
  summary: string
  who: readonly Caller[]
  params: P
  query: Q
  body: B
  reply: R
  /** Status of success; 200 unless told. */
  status?: 200 | 201
  /** The reply is bytes of this kind and no JSON: a file that was made, or a stream. */
  media?: string
  /** Largest body in bytes, where it is not the common small one. */
  largest_body?: number
  /** The body is bytes (application/octet-stream), not JSON. */
  binary?: true
  /** Extras of the printed interface (x-from, x-by, x-law of an act). */
  extras?: Readonly<Record<string, unknown>>
}

export const nothing = z.strictObject({})

/** Declares an endpoint; what is not said is empty. */
export function endpoint<
  P extends Shape = typeof nothing,
  Q extends Shape = typeof nothing,
  B extends Shape = typeof nothing,
  R extends Shape = typeof nothing,
>(
  of: Omit<Endpoint<P, Q, B, R>, 'params' | 'query' | 'body'> & { params?: P; query?: Q; body?: B },
): Endpoint<P, Q, B, R> {
  return {
    ...of,
    params: of.params ?? (nothing as Shape as P),
    query: of.query ?? (nothing as Shape as Q),
    body: of.body ?? (nothing as Shape as B),
  }
}

/** The body of every refusal (RFC 9457). `title` says what is wrong, `detail` what to do next; both in Chinese. */
export const ProblemReply = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    /** The article a refusal rests on, where it rests on one. */
    law: z.string().optional(),
    faults: z.array(z.object({ path: z.string(), says: z.string() })).optional(),
    retry_after: z.int().optional(),
  })
  .meta({ id: 'Problem' })
export type ProblemReply = z.output<typeof ProblemReply>
