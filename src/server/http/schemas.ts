import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import { ResponseSerializationError, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

const known = new WeakMap<z.ZodType, z.ZodType>()

/** The same schema with a reader of its own, made at its first use: most of a server's hundreds of routes are not asked for in most hours. */
function compiled(schema: z.ZodType): z.ZodType {
  const found = known.get(schema)
  if (found) return found
  const made = z.compile(schema)
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
