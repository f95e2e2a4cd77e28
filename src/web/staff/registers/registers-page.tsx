import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { registerSheet, registers } from '#contract/registers.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { REGISTER_FILTERS, REGISTERS, type Register, type RegisterFilter } from '#domain/registers/words.ts'
import { call } from '#web/lib/call.ts'
import { ChipsFilter } from '../admin/filters.tsx'
import { oneOf, useAsked } from '../admin/use-asked.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { TakeAway } from '../kit/take-away.tsx'
import { useNow } from '../kit/use-now.ts'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { AddItem } from './add-forms.tsx'
import { type Entering, EnterUnder } from './entry-forms.tsx'
import { ItemCard } from './item-card.tsx'

const WORDS: Record<Register, { says: string; add: string; none: string }> = {
  measure: {
    says: '每条措施由谁牵头、谁负责、最晚哪天。单位登记进展；别的单位看过结果，才算完成。',
    add: '增加一条措施',
    none: '没有您单位的，也没有归您管的措施',
  },
  paper: {
    says: '各单位的工作方案、任务分工、制度：叫什么、文号、原件在哪里。由上级核对。',
    add: '登记本单位的一份',
    none: '还没有登记方案和制度',
  },
  site: {
    says: '示范点在哪里、由哪个单位包抓、示范什么、进展怎样。',
    add: '增加一处示范点',
    none: '没有您单位包抓的，辖区里也没有示范点',
  },
  reception: {
    says: '领导哪天在哪里接访、下访；来了几位、答应了什么、办了没有。不写来访人是谁。',
    add: '安排一次',
    none: '还没有安排接访下访',
  },
}

/** A site owes nothing by a day, and a paper has none. */
const FILTERS: Record<Register, readonly RegisterFilter[]> = {
  measure: ['mine', 'going_on', 'late', 'waiting', 'over'],
  paper: ['mine', 'going_on', 'waiting', 'over'],
  site: ['going_on', 'over'],
  reception: ['mine', 'going_on', 'late', 'waiting', 'over'],
}

/** 工作清单: registers of duty, one a tab; what is asked stands in the address. */
export function RegistersPage() {
  const me = useMe()
  const now = useNow()
  const { of, to } = useAsked()
  const [adding, setAdding] = useState(false)
  const [entering, setEntering] = useState<Entering | null>(null)
  const kind = oneOf(REGISTERS, of('kind')) ?? 'measure'
  const only = oneOf(REGISTER_FILTERS, of('only'))
  const query = { kind, ...(only ? { only } : {}) }
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['registers', me.post.id, query],
    queryFn: () => call(registers, { query }),
    placeholderData: keepPreviousData,
  })
  const words = WORDS[kind]
  const shared = { near: data?.near ?? 0, today: dayIn(now) }
  return (
    <>
      <div className="page-head">
        <h1>工作清单</h1>
        <nav className="tabs" aria-label="哪一张清单">
          {Object.entries(REGISTERS).map(([one, says]) => (
            <Link
              key={one}
              to={to({ kind: one, only: null })}
              {...(one === kind ? { 'aria-current': 'true' as const } : {})}
            >
              {says}
            </Link>
          ))}
        </nav>
        <TakeAway take={() => call(registerSheet, { query })} unit="条" />
        {data?.may_add && (
          <Button type="primary" className="page-act" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )}
      </div>
      <p className="quiet register-says">{words.says}</p>
      <ChipsFilter
        name="only"
        label="按情况筛选"
        choices={[
          { value: null, says: '全部' },
          ...FILTERS[kind].map((value) => ({ value, says: REGISTER_FILTERS[value] })),
        ]}
      />
      {error && <NotFetched error={error} again={() => refetch()} />}
      {!data && !error && <Waiting />}
      {data && data.items.length === 0 && (
        <div className="empty">
          <strong>{only ? '没有这样的' : words.none}</strong>
          <p>{only ? <Link to={to({ only: null })}>看全部</Link> : '这里只列您单位的和归您管的。'}</p>
        </div>
      )}
      {data && data.items.length > 0 && (
        <ul className="ledger-list" aria-label={REGISTERS[kind]} aria-busy={isPlaceholderData}>
          {data.items.map((item) => (
            <ItemCard key={item.id} item={item} onEnter={setEntering} />
          ))}
        </ul>
      )}
      {data?.more && <p className="quiet">办完、结束的只列了最近的 500 条，更早的没有列出；还在办的都在这里。</p>}
      <p className="quiet">谁来写、谁来核实、谁看得到，都是本县约定；不排名、不打分。</p>
      {adding && <AddItem key={kind} kind={kind} {...shared} onClose={() => setAdding(false)} />}
      {entering && (
        <EnterUnder
          key={`${entering.item.id} ${entering.act} ${entering.line?.nth ?? ''}`}
          {...entering}
          {...shared}
          onClose={() => setEntering(null)}
        />
      )}
    </>
  )
}
