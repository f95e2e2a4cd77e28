import { AutoComplete, Button, Select } from 'antd'
import type { z } from 'zod'
import type { meetingChoices } from '#contract/mediation.ts'
import { GUESTS, type Guest } from '#domain/mediation/appointment-inputs.ts'
import { sayHours } from './room-field.tsx'

export type GuestDraft = { key: number; name: string; as_what: Guest; person_id?: string | undefined }
type Official = z.output<typeof meetingChoices.reply>['officials'][number]

type Option = { key: string; person_id: string; value: string; label: string }
const plain = ({ name, unit_name }: Official): string => `${unit_name} ${name}`
const withRole = (it: Official): string => `${plain(it)}（${it.role_says}）`

/**
 * Those who may come as this, each under words of her own: 单位 姓名, with her post where a colleague has the same name, and counted where
 * that is the same too. What is typed finds one of them by these words, and what is sent is who she is.
 */
export function optionsFor(officials: readonly Official[], as_what: Guest): Option[] {
  const able = officials.filter((it) => it.as_what === as_what)
  const twice = (it: Official, words: (of: Official) => string) => able.filter((other) => words(other) === words(it))
  return able.map((it) => {
    const alike = twice(it, withRole)
    const nth = alike.length > 1 ? `第 ${alike.indexOf(it) + 1} 位` : ''
    return {
      key: it.person_id,
      person_id: it.person_id,
      value: twice(it, plain).length > 1 ? `${withRole(it)}${nth}` : plain(it),
      label: `${withRole(it)}${nth}${it.taken ? `，${sayHours(it.taken)} 另有一场` : ''}`,
    }
  })
}

/** What becomes of booking somebody by who she is, and what she has then: the hours alone. */
function Booked({ official }: { official: Official }) {
  const { name, taken } = official
  return (
    <p className={`form-note slot-clash ${taken ? 'says-wrong' : ''}`} role="status">
      {taken ? `${name} ${sayHours(taken)} 另有一场，可以换个时间；要请也能请。` : ''}
      会列在{name}的待办里：只看得到时间、地点、哪一类纠纷和调解员，看不到案卷。
    </p>
  )
}

/** Who else is asked to come: a line each, chosen from those with a post, or a name alone. */
export function GuestsField({
  value = [],
  onChange,
  id,
  officials = [],
}: {
  value?: GuestDraft[]
  onChange?: (value: GuestDraft[]) => void
  id?: string
  officials?: readonly Official[]
}) {
  const change = (key: number, to: Partial<GuestDraft>) =>
    onChange?.(value.map((it) => (it.key === key ? { ...it, ...to } : it)))
  const next = Math.max(0, ...value.map(({ key }) => key)) + 1
  const taken = new Set(value.map(({ person_id }) => person_id))
  return (
    <div className="slots-field" {...(id ? { id } : {})}>
      {value.flatMap((it, at) => {
        const options = optionsFor(officials, it.as_what)
        const official = officials.find(
          ({ person_id, as_what }) => person_id === it.person_id && as_what === it.as_what,
        )
        return [
          <div className="slot-row guest-row" key={it.key}>
            <Select
              aria-label={`第 ${at + 1} 位是什么人`}
              value={it.as_what}
              options={Object.entries(GUESTS).map(([value, label]) => ({ value: value as Guest, label }))}
              onChange={(as_what: Guest) =>
                // Whoever was chosen comes as one thing alone.
                change(it.key, it.person_id ? { as_what, person_id: undefined, name: '' } : { as_what })
              }
            />
            <div>
              <AutoComplete
                className="wide"
                aria-label={`第 ${at + 1} 位的姓名、单位`}
                placeholder={officials.length > 0 ? '选一位，或者写姓名、单位' : '写姓名、单位；选了时间可以选人'}
                value={it.name}
                maxLength={60}
                options={options.filter(({ person_id }) => !taken.has(person_id))}
                filterOption={(typed, option) => it.person_id !== undefined || (option?.value ?? '').includes(typed)}
                onChange={(typed: string) =>
                  change(it.key, {
                    name: typed.slice(0, 60),
                    person_id: options.find(({ value }) => value === typed)?.person_id,
                  })
                }
              />
            </div>
            <button
              type="button"
              className="text-button"
              aria-label={`去掉第 ${at + 1} 位`}
              onClick={() => onChange?.(value.filter(({ key }) => key !== it.key))}
            >
              去掉
            </button>
          </div>,
          ...(official ? [<Booked key={`booked ${it.key}`} official={official} />] : []),
        ]
      })}
      <Button
        disabled={value.length >= 5}
        onClick={() => onChange?.([...value, { key: next, name: '', as_what: 'judge' }])}
      >
        {value.length === 0 ? '还请别人来' : '再加一位'}
      </Button>
    </div>
  )
}
