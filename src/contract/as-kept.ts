import { z } from 'zod'

function nothingFilledIn(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault) return nothingFilledIn(schema.def.innerType)
  if (schema instanceof z.ZodNullable)
    return z.clone(schema, { ...schema.def, innerType: nothingFilledIn(schema.def.innerType) })
  if (schema instanceof z.ZodArray)
    return z.clone(schema, { ...schema.def, element: nothingFilledIn(schema.def.element) })
  if (schema instanceof z.ZodUnion)
    return z.clone(schema, { ...schema.def, options: schema.def.options.map(nothingFilledIn) })
  if (!(schema instanceof z.ZodObject)) return schema
  const shape = Object.entries(schema.def.shape).map(([name, it]) => [name, nothingFilledIn(it)])
  return z.clone(schema, { ...schema.def, shape: Object.fromEntries(shape) })
}

/**
 * What a request brought, as a reply gives it back: the same schema, in which nothing is filled in. What a request may leave out a reply
 * must have, and one that has it not is refused rather than mended in silence.
 */
export const asKept = <T extends z.ZodType>(schema: T): z.ZodType<z.output<T>, z.output<T>> =>
  nothingFilledIn(schema) as z.ZodType<z.output<T>, z.output<T>>
