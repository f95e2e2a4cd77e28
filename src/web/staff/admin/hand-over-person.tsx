import { Button, Checkbox, Form, Radio, Select } from 'antd'
import { useState } from 'react'
import { handOverPerson, workOfPerson } from '#contract/successions.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { ChangeDrawer } from './change-drawer.tsx'
import { Counts, Step, ToChoose } from './hand-over-parts.tsx'
import { asking } from './list-state.tsx'
import { PersonPicker } from './pickers.tsx'
import { useAsked } from './use-asked.ts'
import { useTried } from './use-tried.ts'

/** Back to the unit: what is chosen where nobody is named. */
const UNIT = 'unit'

/** Somebody leaves a unit: what she has, who takes it, what needs a choice of its own, and the act. */
export function HandOverPerson({ may }: { may: boolean }) {
  const { of, ask } = useAsked()
  const [acting, setActing] = useState(false)
  const [person, asked, successor] = [of('person'), Number(of('unit')) || undefined, of('successor')]
  const named = successor !== undefined && successor !== UNIT ? successor : undefined
  const tried = useTried(
    workOfPerson,
    person ? { params: { person_id: person }, query: asking({ unit_id: asked, successor: named }) } : null,
  )
  const work = person ? tried.data : undefined
  const unit = work?.unit_id
  const nothing = work !== undefined && work.files === 0 && work.roles.length === 0
  return (
    <>
      <Step n={1} says="谁要离开哪个单位">
        <PersonPicker
          aria-label="谁要离开"
          {...(person ? { value: person } : {})}
          {...(work ? { chosen: work.name } : {})}
          onChange={(value) => ask({ person: value ?? null, unit: null, successor: null })}
        />
        {work && work.units.length > 1 && (
          <Radio.Group
            className="hand-units"
            aria-label="离开哪个单位"
            value={work.unit_id}
            onChange={({ target }) => ask({ unit: String(target.value), successor: null })}
            options={work.units.map(({ unit_id, name }) => ({ value: unit_id, label: name }))}
          />
        )}
      </Step>
      {tried.error && <NotFetched error={tried.error} again={() => tried.refetch()} />}
      {work && person && unit && (
        <>
          <Step n={2} says={`${work.name}在${work.unit_name}手上还有`}>
            <Counts
              of={[
                { says: '件案卷要交', n: work.files },
                { says: '项自己接下的事', n: work.tasks },
                { says: '项期限记在名下', n: work.duties },
                { says: '件正在调解', n: work.mediations },
              ]}
            />
            <p className="quiet small">
              {work.roles.length > 0 ? `办完以后，${work.roles.join('、')}的岗位当天结束。` : '这里的岗位已经结束了。'}
              {work.elsewhere.length > 0 && `还保留：${work.elsewhere.join('；')}。`}
              起算和到期的日子一天都不动。
            </p>
          </Step>
          {nothing ? (
            <p className="hand-note">没有要交接的，岗位也已经结束，不用办。</p>
          ) : (
            <Step n={3} says="由谁接手">
              <Select
                className="hand-select"
                aria-label="由谁接手"
                placeholder="请选择本单位的一位，或者交回单位"
                value={successor ?? null}
                onChange={(value: string) => ask({ successor: value })}
                options={[
                  { value: UNIT, label: '交回单位，由负责人再分给人' },
                  ...work.colleagues.map((one) => ({
                    value: one.person_id,
                    label: `${one.name}（${one.roles}${one.mediates ? '' : '，不能做调解员'}）`,
                  })),
                ]}
              />
              {successor !== undefined && (
                <ToChoose
                  files={work.to_choose}
                  says={
                    named
                      ? '接手的人在这几件里要回避，或者不能做调解员：这几件交回单位，由单位和当事人另选，其余照交。'
                      : '没有指定接手的人：这几件由单位和当事人另选调解员。'
                  }
                />
              )}
              {may && (
                <p>
                  <Button type="primary" disabled={successor === undefined} onClick={() => setActing(true)}>
                    办理交接
                  </Button>
                </p>
              )}
            </Step>
          )}
          {acting && (
            <ChangeDrawer
              endpoint={handOverPerson}
              params={{ person_id: person }}
              title={`${work.name}离开${work.unit_name}`}
              send="一次交接"
              grave
              names={['leaves']}
              because="例如：调县司法局工作，由周明接手"
              initial={{ leaves: work.elsewhere.length === 0 && !work.left }}
              bodyOf={(values) => ({ ...values, unit_id: unit, successor: named ?? null })}
              onClose={() => setActing(false)}
              onDone={({ id }) => ask({ id, kind: null, person: null, unit: null, successor: null })}
            >
              <p className="form-note">
                {work.files} 件案卷、{work.duties} 项期限、{work.mediations} 件调解，一次交给
                {named ? work.colleagues.find((one) => one.person_id === named)?.name : '单位'}
                。当事人会收到通知：以后由谁调解，不愿意的可以要求换人。
              </p>
              {!work.left && (
                <Form.Item name="leaves" valuePropName="checked">
                  <Checkbox disabled={work.elsewhere.length > 0}>同时离岗，不能再登录</Checkbox>
                </Form.Item>
              )}
            </ChangeDrawer>
          )}
        </>
      )}
    </>
  )
}
