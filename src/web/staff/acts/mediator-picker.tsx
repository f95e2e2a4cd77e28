import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { mediatorChoices } from '#contract/mediation.ts'
import { call } from '#web/lib/call.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'

/** Who could mediate, asked once for a form and those beside it. */
export const useMediators = (fileId: string, partId: string) =>
  useQuery({
    queryKey: ['mediator_choices', fileId, partId],
    queryFn: () => call(mediatorChoices, { params: { file_id: fileId, part_id: partId } }),
  })

/** The mediators one may choose, each with what her name tells about the parties: a reason to ask, never a score. */
export function MediatorPicker({
  fileId,
  partId,
  value = [],
  onChange,
  id,
}: {
  fileId: string
  partId: string
  value?: string[]
  onChange?: (value: string[]) => void
  id?: string
}) {
  const { data, error, refetch } = useMediators(fileId, partId)
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (!data) return <Waiting />
  if (data.mediators.length === 0) return <p className="quiet">本单位和附近没有登记调解员，请联系管理员。</p>
  return (
    <div className="picks" {...(id ? { id } : {})}>
      {data.mediators.map(({ person_id, name, role_says, unit_name, relation, says, speaks_for, speaks_against }) => (
        <div className="pick" key={person_id} data-relation={relation}>
          <Checkbox
            checked={value.includes(person_id)}
            disabled={relation === 'same_person'}
            onChange={({ target }) =>
              onChange?.(target.checked ? [...value, person_id] : value.filter((it) => it !== person_id))
            }
          >
            <strong>{name}</strong> <span className="quiet">{role_says}</span>
            <span className="choice-more">
              {unit_name}。{speaks_for.length > 0 && `合适：${speaks_for.join('；')}。`}
              {speaks_against.length > 0 && `要注意：${speaks_against.join('；')}。`}
            </span>
          </Checkbox>
          {says.map((line) => (
            <p className="pick-says" key={line}>
              {line}
            </p>
          ))}
        </div>
      ))}
    </div>
  )
}
