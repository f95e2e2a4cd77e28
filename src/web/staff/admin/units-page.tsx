import { Button } from 'antd'
import { useState } from 'react'
import { administeredPlaces, administeredUnits, type UnitLine } from '#contract/administration.ts'
import { UNIT_KINDS } from '#domain/organisations/words.ts'
import { sayDay } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { useMe } from '../session/me.ts'
import { ChipsFilter, Pager, WordFilter, WordsFilter } from './filters.tsx'
import { asking, Empty, ListState, useList } from './list-state.tsx'
import { AddUnit, ChangeUnit, EndUnit } from './unit-forms.tsx'
import { oneOf, useAsked } from './use-asked.ts'

type Doing = { what: 'add' } | { what: 'change' | 'end'; unit: UnitLine }
const RECEIVING = { yes: '受理诉求的', unstaffed: '缺受理人员的' } as const

/** Units by place and kind: who works there, and who receives what people file. */
export function UnitsPage() {
  const may = useMe().post.role === 'system_administrator'
  const { of, page, to } = useAsked()
  const [doing, setDoing] = useState<Doing | null>(null)
  const within = Number(of('within')) || undefined
  const ended = of('shown') === 'ended'
  const query = asking({
    words: of('words'),
    kind: oneOf(UNIT_KINDS, of('kind')),
    within,
    receiving: oneOf(RECEIVING, of('receiving')),
    page,
  })
  const list = useList(administeredUnits, { ...query, shown: ended ? 'ended' : 'in_use' })
  const close = () => setDoing(null)

  return (
    <>
      <div className="page-head">
        <h1>单位</h1>
        <p className="page-sum">谁在哪里办事，群众的诉求落到哪个单位的桌上。</p>
        {may && (
          <Button type="primary" className="page-act" onClick={() => setDoing({ what: 'add' })}>
            增加单位
          </Button>
        )}
      </div>
      <div className="admin-filters">
        <WordsFilter label="按名称、电话或编号查单位" hint="单位名称、电话或编号" />
        <WordFilter name="kind" label="全部类型" words={UNIT_KINDS} />
        <TownFilter />
        <ChipsFilter
          name="receiving"
          label="受理诉求"
          choices={[
            { value: null, says: '全部' },
            ...Object.entries(RECEIVING).map(([value, says]) => ({ value, says })),
          ]}
        />
        <ChipsFilter
          name="shown"
          label="在用或已停用"
          choices={[
            { value: null, says: '在用' },
            { value: 'ended', says: '已停用' },
          ]}
        />
      </div>
      <ListState list={list}>
        {({ lines, total }) =>
          lines.length > 0 ? (
            <>
              <table className="admin-table" aria-label="单位">
                <thead>
                  <tr>
                    <th scope="col" className="col-5">
                      编号
                    </th>
                    <th scope="col">单位</th>
                    <th scope="col" className="col-11">
                      地方
                    </th>
                    <th scope="col">谁在这里</th>
                    <th scope="col" className="col-9">
                      受理诉求
                    </th>
                    <th scope="col" className="col-11">
                      {ended ? '停用日期' : '电话'}
                    </th>
                    {may && !ended && (
                      <th scope="col" className="col-acts">
                        操作
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {lines.map((unit) => (
                    <tr key={unit.id}>
                      <td className="digits quiet">{unit.number}</td>
                      <td>
                        <strong>{unit.name}</strong>
                        <div className="quiet small">{unit.kind_says}</div>
                      </td>
                      <td>
                        <Place parts={unit.place} to={to({ within: String(unit.place_code) })} />
                      </td>
                      <td>
                        <Working unit={unit} />
                      </td>
                      <td>
                        {unit.takes_requests ? '受理' : <span className="quiet">不受理</span>}
                        {unit.unstaffed && <div className="says-wrong small">没有受理人员</div>}
                      </td>
                      <td className="digits">
                        {unit.until ? sayDay(unit.until) : unit.phone || <span className="quiet">没有填</span>}
                      </td>
                      {may && !ended && (
                        <td className="col-acts">
                          <button
                            type="button"
                            className="text-button"
                            onClick={() => setDoing({ what: 'change', unit })}
                          >
                            修改
                          </button>
                          <Link className="text-button" to={`/staff/admin/hand-over?kind=unit&unit=${unit.id}`}>
                            合并
                          </Link>
                          <button type="button" className="text-button" onClick={() => setDoing({ what: 'end', unit })}>
                            停用
                          </button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pager total={total} what="个单位" />
            </>
          ) : (
            <Empty title="没有找到单位" says="请放宽上面的条件，或换几个字。" />
          )
        }
      </ListState>
      {doing?.what === 'add' && <AddUnit within={within} onClose={close} />}
      {doing?.what === 'change' && <ChangeUnit unit={doing.unit} onClose={close} />}
      {doing?.what === 'end' && <EndUnit unit={doing.unit} onClose={close} />}
    </>
  )
}

/** Narrows to one town; a smaller place asked for by address is named beside it. */
function TownFilter() {
  const towns = useList(administeredPlaces, {})
  const { of } = useAsked()
  const within = of('within')
  const asked = useList(administeredPlaces, asking({ under: Number(within) || undefined }))
  const here = within ? asked.data?.path.at(-1) : undefined
  const words: Record<string, string> = {}
  for (const town of towns.data?.lines ?? []) words[String(town.code)] = town.name
  if (here && within && !(within in words)) words[within] = [...here.above, here.name].join(' ')
  return <WordFilter name="within" label="全县" words={words} />
}

/** The smallest place first, its town below. */
function Place({ parts, to }: { parts: readonly string[]; to: string }) {
  const [last, above] = [parts.at(-1), parts.at(-2)]
  return (
    <>
      <Link to={to} className="plain-link">
        {last}
      </Link>
      {above && <div className="quiet small">{above}</div>}
    </>
  )
}

/** Who works there, by post; all of them one press away. */
function Working({ unit }: { unit: UnitLine }) {
  if (unit.people_count === 0) return <span className="quiet">没有人</span>
  const byRole = new Map<string, string[]>()
  for (const { name, role_says } of unit.people) byRole.set(role_says, [...(byRole.get(role_says) ?? []), name])
  const named = new Set(unit.people.map(({ person_id }) => person_id)).size
  return (
    <Link to={`/staff/admin/people?unit=${unit.id}`} className="plain-link">
      {[...byRole].map(([role, names]) => (
        <div key={role}>
          {names.join('、')} <span className="quiet small">{role}</span>
        </div>
      ))}
      {named < unit.people_count && <div className="quiet small">等 {unit.people_count} 人</div>}
    </Link>
  )
}
