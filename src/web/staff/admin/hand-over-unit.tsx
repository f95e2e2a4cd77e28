import { Button } from 'antd'
import { useState } from 'react'
import { handOverUnit, workOfUnit } from '#contract/successions.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { ChangeDrawer } from './change-drawer.tsx'
import { Counts, Faults, Step, ToChoose } from './hand-over-parts.tsx'
import { asking } from './list-state.tsx'
import { UnitPicker } from './pickers.tsx'
import { useAsked } from './use-asked.ts'
import { useTried } from './use-tried.ts'

/** A unit gives way to another: what it has, who comes after it, who goes along, and the act. */
export function HandOverUnit({ may }: { may: boolean }) {
  const { of, ask } = useAsked()
  const [acting, setActing] = useState(false)
  const [unit, to] = [Number(of('unit')) || undefined, Number(of('to')) || undefined]
  const tried = useTried(workOfUnit, unit ? { params: { unit_id: unit }, query: asking({ to_unit: to }) } : null)
  // Asked about the successor alone, to call it by its name.
  const successor = useTried(workOfUnit, to ? { params: { unit_id: to }, query: {} } : null)
  const work = unit ? tried.data : undefined
  const after = to ? successor.data : undefined
  return (
    <>
      <Step n={1} says="哪个单位被合并、撤销">
        <UnitPicker
          aria-label="哪个单位被合并、撤销"
          {...(unit ? { value: unit } : {})}
          {...(work ? { chosen: work.name } : {})}
          onChange={(value) => ask({ unit: value ? String(value) : null, to: null })}
        />
      </Step>
      {tried.error && <NotFetched error={tried.error} again={() => tried.refetch()} />}
      {work && unit && (
        <>
          <Step n={2} says={`${work.name}手上还有`}>
            <Counts
              of={[
                { says: '件没有办结', n: work.open_files },
                { says: '件已经办结', n: work.ended_files },
                { says: '项期限在计', n: work.duties },
                { says: '件正在调解', n: work.mediations },
              ]}
            />
            <p className="quiet small">
              {work.people.length > 0
                ? `${work.people.map((one) => `${one.name}（${one.role_says}）`).join('、')}的岗位原样转过去，要重新登录。`
                : '这里没有人在任。'}
              办结的也一并移交，供查阅；又起来了，由接替的单位接着办。起算和到期的日子一天都不动。
            </p>
          </Step>
          <Step n={3} says="由哪个单位接替">
            <UnitPicker
              aria-label="由哪个单位接替"
              {...(to ? { value: to } : {})}
              {...(after ? { chosen: after.name } : {})}
              onChange={(value) => ask({ to: value ? String(value) : null })}
            />
            <Faults says={work.faults} />
            <ToChoose
              files={work.to_choose}
              says="接替的单位自己就是这几件的当事人，它的人不能调解：交接照办，这几件请先转给别的单位，或者另请调解员。"
            />
            {may && (
              <p>
                <Button type="primary" disabled={!to || work.faults.length > 0} onClick={() => setActing(true)}>
                  办理合并
                </Button>
              </p>
            )}
          </Step>
          {acting && to && (
            <ChangeDrawer
              endpoint={handOverUnit}
              params={{ unit_id: unit }}
              title={`${work.name}并入${after?.name ?? ''}`}
              send="一次交接，停用原单位"
              grave
              names={['to_unit']}
              because="例如：县委编办〔2026〕12 号，两村合并"
              bodyOf={(values) => ({ ...values, to_unit: to })}
              onClose={() => setActing(false)}
              onDone={({ id }) => ask({ id, kind: null, unit: null, to: null })}
            >
              <p className="form-note">
                {work.open_files + work.ended_files} 件案卷、{work.duties} 项期限、{work.people.length} 个岗位一次交给“
                {after?.name}”，“{work.name}”今天停用，不再收新的。提出人和正在调解的各方会收到通知。
              </p>
            </ChangeDrawer>
          )}
        </>
      )}
    </>
  )
}
