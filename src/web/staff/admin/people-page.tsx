import { Button } from 'antd'
import { useState } from 'react'
import { administeredPeople, PERSON_STATES, type PersonLine } from '#contract/administration.ts'
import type { Slip } from '#contract/administration-changes.ts'
import { saysLanguages } from '#domain/organisations/languages.ts'
import { ROLES } from '#domain/organisations/words.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { useNow } from '../kit/use-now.ts'
import { useMe } from '../session/me.ts'
import { ChipsFilter, Pager, WordFilter, WordsFilter } from './filters.tsx'
import { asking, Empty, ListState, useList } from './list-state.tsx'
import { AddPerson, AddPost, ChangePerson, EndPerson, EndPost, GiveCode } from './person-forms.tsx'
import { SlipModal } from './slip-modal.tsx'
import { oneOf, useAsked } from './use-asked.ts'

type HeldPost = PersonLine['posts'][number]
type Doing =
  | { what: 'add' }
  | { what: 'post' | 'code' | 'name' | 'leave'; person: PersonLine }
  | { what: 'end'; person: PersonLine; post: HeldPost }

/** People: who holds which post, who has not activated yet, who has left. */
export function PeoplePage() {
  const may = useMe().post.role === 'system_administrator'
  const now = useNow()
  const { of, page, to } = useAsked()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [slip, setSlip] = useState<Slip | null>(null)
  const unit_id = Number(of('unit')) || undefined
  const query = asking({
    words: of('words'),
    role: oneOf(ROLES, of('role')),
    state: oneOf(PERSON_STATES, of('state')),
    unit_id,
    page,
  })
  const list = useList(administeredPeople, query)
  const close = () => setDoing(null)

  return (
    <>
      <div className="page-head">
        <h1>人员</h1>
        <p className="page-sum">
          一个人一个账号，可以有几个岗位；系统管理员、安全审计员、个人信息保护负责人不兼任，也不任别的岗位。
        </p>
        {may && (
          <Button type="primary" className="page-act" onClick={() => setDoing({ what: 'add' })}>
            增加人员
          </Button>
        )}
      </div>
      <div className="admin-filters">
        <WordsFilter label="按姓名或登录名查人" hint="姓名或登录名" />
        <WordFilter name="role" label="全部岗位" words={ROLES} />
        <ChipsFilter
          name="state"
          label="按状态筛选"
          choices={[
            { value: null, says: '在岗和未开通' },
            { value: 'waiting', says: PERSON_STATES.waiting },
            { value: 'left', says: PERSON_STATES.left },
          ]}
        />
        {list.data?.unit_name && (
          <p className="admin-asked">
            只看 <strong>{list.data.unit_name}</strong> 的人 <Link to={to({ unit: null })}>看全部</Link>
          </p>
        )}
      </div>
      <ListState list={list}>
        {({ lines, total }) =>
          lines.length > 0 ? (
            <>
              <table className="admin-table" aria-label="人员">
                <thead>
                  <tr>
                    <th scope="col" className="col-name">
                      姓名和登录名
                    </th>
                    <th scope="col">岗位</th>
                    <th scope="col" className="col-14">
                      状态
                    </th>
                    {may && (
                      <th scope="col" className="col-acts-wide">
                        操作
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {lines.map((person) => (
                    <tr key={person.id}>
                      <td>
                        <div className="person-name">
                          <strong>{person.name}</strong>
                          <span className="code quiet">{person.sign_in_name}</span>
                          {person.is_me && <span className="quiet small">您自己</span>}
                          {person.languages.length > 0 && (
                            <span className="quiet small">会：{saysLanguages(person.languages)}</span>
                          )}
                        </div>
                      </td>
                      <td>
                        <Posts
                          person={person}
                          {...(may ? { onEnd: (post: HeldPost) => setDoing({ what: 'end', person, post }) } : {})}
                        />
                      </td>
                      <td>
                        <State person={person} now={now} />
                      </td>
                      {may && (
                        <td className="col-acts-wide">
                          {person.state !== 'left' && (
                            <>
                              {!person.is_me && (
                                <button
                                  type="button"
                                  className="text-button"
                                  onClick={() => setDoing({ what: 'post', person })}
                                >
                                  加岗位
                                </button>
                              )}
                              <button
                                type="button"
                                className="text-button"
                                onClick={() => setDoing({ what: 'code', person })}
                              >
                                换开通码
                              </button>
                              <button
                                type="button"
                                className="text-button"
                                onClick={() => setDoing({ what: 'name', person })}
                              >
                                改姓名、语言
                              </button>
                              <Link className="text-button" to={`/staff/admin/hand-over?person=${person.id}`}>
                                交接
                              </Link>
                              <button
                                type="button"
                                className="text-button"
                                onClick={() => setDoing({ what: 'leave', person })}
                              >
                                离岗
                              </button>
                            </>
                          )}
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pager total={total} what="人" />
            </>
          ) : (
            <Empty title="没有找到人" says="请放宽上面的条件，或换几个字。" />
          )
        }
      </ListState>
      {doing?.what === 'add' && (
        <AddPerson
          demo={list.data?.demo ?? false}
          unit={unit_id && list.data?.unit_name ? { id: unit_id, name: list.data.unit_name } : null}
          onClose={close}
          onSlip={setSlip}
        />
      )}
      {doing?.what === 'post' && <AddPost person={doing.person} onClose={close} />}
      {doing?.what === 'code' && <GiveCode person={doing.person} onClose={close} onSlip={setSlip} />}
      {doing?.what === 'name' && <ChangePerson person={doing.person} onClose={close} />}
      {doing?.what === 'leave' && <EndPerson person={doing.person} onClose={close} />}
      {doing?.what === 'end' && <EndPost person={doing.person} post={doing.post} onClose={close} />}
      {slip && <SlipModal slip={slip} onClose={() => setSlip(null)} />}
    </>
  )
}

/** Posts in force and to come, each with the way to end it; those that are over stay behind a press. */
function Posts({ person, onEnd }: { person: PersonLine; onEnd?: (post: HeldPost) => void }) {
  const open = person.posts.filter((post) => post.state !== 'over')
  const over = person.posts.filter((post) => post.state === 'over')
  return (
    <>
      {open.length === 0 && <span className="quiet">没有岗位</span>}
      {open.map((post) => (
        <div key={post.id} className="post-line">
          <span>
            {post.role_says} <span className="quiet">{post.unit_name}</span>
            {post.state === 'coming' && <span className="quiet small"> {sayDay(post.from_on)} 开始</span>}
            {post.until && <span className="quiet small"> 做到 {sayDay(post.until)}</span>}
          </span>
          {onEnd && (
            <button type="button" className="text-button small" onClick={() => onEnd(post)}>
              结束
            </button>
          )}
        </div>
      ))}
      {over.length > 0 && (
        <details className="posts-over">
          <summary>以前的岗位 {over.length} 个</summary>
          {over.map((post) => (
            <div key={post.id} className="quiet small">
              {post.role_says} {post.unit_name} {spanOf(post)}
            </div>
          ))}
        </details>
      )}
    </>
  )
}

const spanOf = ({ from_on, until }: HeldPost): string =>
  until === null || until < from_on ? '没有任过' : `${sayDay(from_on)}—${sayDay(until)}`

function State({ person, now }: { person: PersonLine; now: string }) {
  const { state, code_until, left_on } = person
  if (state === 'left') return <span className="quiet">{left_on && `${sayDay(left_on)} 离岗`}</span>
  if (state === 'active') return <>在岗</>
  if (code_until === null) return <span className="state-waiting">未开通，没有开通码</span>
  if (code_until < now) return <span className="state-waiting">未开通，开通码已过期</span>
  return (
    <>
      <span className="state-waiting">未开通</span>
      <div className="quiet small">开通码 {sayInstant(code_until)} 前有效</div>
    </>
  )
}
