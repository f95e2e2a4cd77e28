import { Button, Input } from 'antd'
import { useState } from 'react'
import { recodePlace, workOfPlace } from '#contract/successions.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { ChangeDrawer } from './change-drawer.tsx'
import { Counts, Faults, Step } from './hand-over-parts.tsx'
import { asking } from './list-state.tsx'
import { PlacePicker } from './pickers.tsx'
import { useAsked } from './use-asked.ts'
import { useTried } from './use-tried.ts'

/** A place gets a new code: what changes with it, and the act. */
export function RecodePlace({ may }: { may: boolean }) {
  const { of, ask } = useAsked()
  const [acting, setActing] = useState(false)
  const [place, code] = [Number(of('place')) || undefined, of('code') ?? '']
  const [typed, setTyped] = useState(code)
  const tried = useTried(
    workOfPlace,
    place ? { params: { place_code: place }, query: asking({ code: code === '' ? undefined : code }) } : null,
  )
  const work = place ? tried.data : undefined
  return (
    <>
      <Step n={1} says="哪个地方换代码">
        <PlacePicker
          aria-label="哪个地方换代码"
          {...(place ? { value: place } : {})}
          {...(work ? { chosen: work.name } : {})}
          onChange={(value) => ask({ place: value ? String(value) : null, code: null })}
        />
      </Step>
      {tried.error && <NotFetched error={tried.error} again={() => tried.refetch()} />}
      {work && place && (
        <>
          <Step n={2} says={`${work.name}，现在的代码 ${work.code_says}`}>
            <Counts
              of={[
                { says: '件案卷在这里', n: work.files },
                { says: '个下级地方', n: work.places },
                { says: '个单位', n: work.units },
              ]}
            />
            <p className="quiet small">
              都改到新代码名下。案卷的编号（一案一码）终身不变，已经发出的回执、链接、二维码照常能用；写老代码也找得到。
              {work.former.length > 0 && `以前的代码：${work.former.join('、')}。`}
            </p>
          </Step>
          <Step n={3} says="新的代码">
            <Input.Search
              className="hand-code"
              aria-label="新的代码"
              placeholder="官方公布的 9 或 12 位代码，网格 15 位"
              value={typed}
              maxLength={20}
              enterButton="核对"
              onChange={({ target }) => setTyped(target.value)}
              onSearch={(value) => ask({ code: value.trim() || null })}
            />
            <Faults says={work.faults} />
            {may && (
              <p>
                <Button
                  type="primary"
                  disabled={code === '' || code !== typed.trim() || work.faults.length > 0}
                  onClick={() => setActing(true)}
                >
                  办理换代码
                </Button>
              </p>
            )}
          </Step>
          {acting && (
            <ChangeDrawer
              endpoint={recodePlace}
              params={{ place_code: place }}
              title={`${work.name}改用代码 ${code}`}
              send="换代码"
              grave
              names={['code']}
              because="例如：民政部门公布的 2026 年区划代码变更"
              bodyOf={(values) => ({ ...values, code })}
              onClose={() => setActing(false)}
              onDone={({ id }) => ask({ id, kind: null, place: null, code: null })}
            >
              <p className="form-note">
                {work.files} 件案卷、{work.places} 个下级地方、{work.units} 个单位改到新代码名下，老代码从今天起停用。
              </p>
            </ChangeDrawer>
          )}
        </>
      )}
    </>
  )
}
