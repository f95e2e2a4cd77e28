import { Button } from 'antd'
import { useState } from 'react'
import { administeredPlaces, type PlaceLine } from '#contract/administration.ts'
import { PLACE_KINDS } from '#domain/organisations/places.ts'
import { sayDay } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { useMe } from '../session/me.ts'
import { ChipsFilter, Pager, WordsFilter } from './filters.tsx'
import { asking, Empty, ListState, useList } from './list-state.tsx'
import { AddPlace, ChangePlace, EndPlace } from './place-forms.tsx'
import { useAsked } from './use-asked.ts'

type Doing = { what: 'add'; under: PlaceLine } | { what: 'change' | 'end'; place: PlaceLine }

/** Places as a tree one walks down, or found by name or code. */
export function PlacesPage() {
  const may = useMe().post.role === 'system_administrator'
  const { of, page, to } = useAsked()
  const [doing, setDoing] = useState<Doing | null>(null)
  const under = Number(of('under')) || undefined
  const words = of('words')
  const shown = of('shown') === 'ended' ? 'ended' : 'in_use'
  const list = useList(administeredPlaces, asking({ under, words, shown, page }))
  const towns = useList(administeredPlaces, {})
  const here = list.data?.path.at(-1)
  const walking = !words && shown === 'in_use'
  const close = () => setDoing(null)

  return (
    <>
      <div className="page-head">
        <h1>地方</h1>
        <p className="page-sum">乡镇、村（社区）、网格；纠纷发生在哪里、由谁受理，都按这里。</p>
        {may && here && (
          <Button type="primary" className="page-act" onClick={() => setDoing({ what: 'add', under: here })}>
            增加地方
          </Button>
        )}
      </div>
      <div className="admin-filters">
        <WordsFilter label="按名称或代码查地方" hint="地名，或代码的前几位" />
        <ChipsFilter
          name="shown"
          label="在用或已停用"
          choices={[
            { value: null, says: '在用' },
            { value: 'ended', says: '已停用' },
          ]}
        />
      </div>
      <div className="admin-tree">
        <nav className="tree" aria-label="乡镇">
          {towns.data?.path[0] && (
            <Link
              to={to({ under: null, words: null, shown: null })}
              {...(here?.level === 'county' && walking ? { 'aria-current': 'page' as const } : {})}
            >
              {towns.data.path[0].name}
              <span className="count">{towns.data.path[0].places}</span>
            </Link>
          )}
          <ul>
            {towns.data?.lines.map((town) => (
              <li key={town.code}>
                <Link
                  to={to({ under: String(town.code), words: null, shown: null })}
                  {...(walking && list.data?.path.some((one) => one.code === town.code)
                    ? { 'aria-current': 'page' as const }
                    : {})}
                >
                  {town.name}
                  <span className="count">{town.places}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <ListState list={list}>
          {({ path, lines, total }) => (
            <>
              {walking && <Here path={path} may={may} onDo={(what, place) => setDoing({ what, place })} to={to} />}
              {lines.length > 0 ? (
                <table className="admin-table" aria-label="地方">
                  <thead>
                    <tr>
                      <th scope="col">名称</th>
                      <th scope="col" className="col-14">
                        代码
                      </th>
                      <th scope="col" className="col-7">
                        类型
                      </th>
                      <th scope="col" className="col-6">
                        下级
                      </th>
                      <th scope="col" className="col-6">
                        单位
                      </th>
                      <th scope="col">{shown === 'ended' ? '停用日期' : '受理诉求的单位'}</th>
                      {may && shown === 'in_use' && (
                        <th scope="col" className="col-acts">
                          操作
                        </th>
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((place) => (
                      <tr key={place.code}>
                        <td>
                          {place.places > 0 && shown === 'in_use' ? (
                            <Link to={to({ under: String(place.code), words: null })}>{place.name}</Link>
                          ) : (
                            place.name
                          )}
                          {!walking && place.above.length > 0 && <div className="quiet">{place.above.join(' ')}</div>}
                        </td>
                        <td className="digits">
                          {place.code_says}
                          {place.former.map((code) => (
                            <div key={code} className="quiet small">
                              原 {code}
                            </div>
                          ))}
                        </td>
                        <td>{PLACE_KINDS[place.kind]}</td>
                        <td className="digits">{place.places || ''}</td>
                        <td className="digits">
                          {place.units > 0 && <Link to={`/staff/admin/units?within=${place.code}`}>{place.units}</Link>}
                        </td>
                        <td>
                          {place.until
                            ? sayDay(place.until)
                            : (place.receiver ?? <span className="quiet">由上一级受理</span>)}
                        </td>
                        {may && shown === 'in_use' && (
                          <td className="col-acts">
                            <button
                              type="button"
                              className="text-button"
                              onClick={() => setDoing({ what: 'change', place })}
                            >
                              修改
                            </button>
                            <Link className="text-button" to={`/staff/admin/hand-over?kind=place&place=${place.code}`}>
                              换代码
                            </Link>
                            <button
                              type="button"
                              className="text-button"
                              onClick={() => setDoing({ what: 'end', place })}
                            >
                              停用
                            </button>
                          </td>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              ) : (
                <Empty
                  title={words ? '没有找到' : shown === 'ended' ? '没有停用的地方' : '下面还没有地方'}
                  says={words ? '请换几个字，或用代码的前几位查。' : '有变化时按民政部门公布的区划代码办。'}
                />
              )}
              {(total > 0 || words) && <Pager total={total} what="个地方" />}
            </>
          )}
        </ListState>
      </div>
      {doing?.what === 'add' && <AddPlace under={doing.under} onClose={close} />}
      {doing?.what === 'change' && <ChangePlace place={doing.place} onClose={close} />}
      {doing?.what === 'end' && <EndPlace place={doing.place} onClose={close} />}
    </>
  )
}

type HereProps = {
  path: readonly PlaceLine[]
  may: boolean
  onDo: (what: 'change' | 'end', place: PlaceLine) => void
  to: (change: Readonly<Record<string, string | null>>) => string
}

/** Where one stands in the tree, and what may be done with that place itself. */
function Here({ path, may, onDo, to }: HereProps) {
  const here = path.at(-1)
  if (!here) return null
  return (
    <div className="tree-here">
      <nav aria-label="所在位置">
        {path.slice(0, -1).map((place) => (
          <span key={place.code}>
            <Link to={to({ under: place.level === 'county' ? null : String(place.code) })}>{place.name}</Link>
            <span className="quiet"> › </span>
          </span>
        ))}
        <strong>{here.name}</strong>
      </nav>
      <span className="digits quiet">{here.code_says}</span>
      <span className="quiet">{here.receiver ? `${here.receiver}受理` : '由上一级受理'}</span>
      {may && (
        <span className="tree-acts">
          <button type="button" className="text-button" onClick={() => onDo('change', here)}>
            修改
          </button>
          {here.level !== 'county' && (
            <Link className="text-button" to={`/staff/admin/hand-over?kind=place&place=${here.code}`}>
              换代码
            </Link>
          )}
          {here.level !== 'county' && (
            <button type="button" className="text-button" onClick={() => onDo('end', here)}>
              停用
            </button>
          )}
        </span>
      )}
    </div>
  )
}
