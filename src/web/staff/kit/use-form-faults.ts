import type { FormInstance } from 'antd'
import { useEffect, useMemo } from 'react'
import { Refused } from '#web/lib/call.ts'
import { spread } from './faults.ts'
import type { Trouble } from './use-submit.ts'

/** Puts the server's faults beside the fields they are about, goes to the first, and gives back those without a field. */
export function useFormFaults(
  form: FormInstance,
  trouble: Trouble | null,
  names: readonly string[],
): readonly string[] {
  const known = names.join()
  const { fields, rest } = useMemo(
    () => spread(trouble instanceof Refused ? trouble.faults : [], known.split(',')),
    [trouble, known],
  )
  useEffect(() => {
    if (!fields[0]) return
    form.setFields(fields)
    form.scrollToField(fields[0].name, { block: 'nearest', focus: true })
  }, [form, fields])
  return rest
}
