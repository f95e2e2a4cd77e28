import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import { ResponseSerializationError, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

/**
 * A reader of more parts than this is longer than V8 optimises, and its making would hold everybody up for a tenth of a second: the two pages of
 * a file are read as they were.
 */
const MOST_PARTS = 400

const insideOf = ({ _zod: { def } }: z.core.$ZodType): z.core.$ZodType[] =>
  Object.values(def).flatMap((it) =>
    it instanceof z.core.$ZodType
      ? [it]
      : typeof it === 'object' && it !== null
        ? Object.values(it).filter((each) => each instanceof z.core.$ZodType)
        : [],
  )

/** Of how many parts a schema is made; counted no further than `most`. */
function partsIn(schema: z.core.$ZodType, most: number): number {
  let count = 1
  for (const part of insideOf(schema)) {
    if (count > most) break
    count += partsIn(part, most - count)
  }
  return count
}

const known = new WeakMap<z.ZodType, z.ZodType>()

/** The same schema with a reader of its own, made at its first use: most of a server's hundreds of routes are not asked for in most hours. */
function compiled(schema: z.ZodType): z.ZodType {
  const found = known.get(schema)
  if (found) return found
  const made = partsIn(schema, MOST_PARTS) > MOST_PARTS ? schema : z.compile(schema)
  known.set(schema, made)
  return made
}

/** Checks what is asked; a fault is told by the schema itself, in the same words. */
export const checkRequest: FastifySchemaCompiler<z.ZodType> = (route) => {
  let check: ReturnType<typeof validatorCompiler> | undefined
  return (data: unknown) => {
    check ??= validatorCompiler({ ...route, schema: compiled(route.schema) })
    return check(data)
  }
}

/**
 * Writes an answer: what its schema names and nothing else. It is read the way requests are, and not encoded, which would go through every
 * value that has a rule twice: to a schema that changes nothing, both are one (`schemas.test.ts` looks at every reply).
 * @throws ResponseSerializationError where it is not what its schema says
 */
export const writeReply: FastifySerializerCompiler<z.ZodType> = ({ schema, method, url }) => {
  return (data: unknown) => {
    const read = compiled(schema).safeParse(data)
    if (!read.success) throw new ResponseSerializationError(method, url, { cause: read.error })
    return JSON.stringify(read.data)
  }
}

/** From here on requests are checked and answers written by what their endpoints say of them. */
export function keepToSchemas(app: FastifyInstance): void {
  app.setValidatorCompiler(checkRequest)
  app.setSerializerCompiler(writeReply)
}
