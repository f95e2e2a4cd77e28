import { useId, useState } from 'react'
import { useCounty } from '../county.tsx'
import { CallFailed, Notice } from '../kit/notice.tsx'
import { useTakeOver } from '../kit/take-over.ts'
import type { ChosenPlace } from './draft.ts'
import { matching } from './matching.ts'
import { type Places, usePlaces } from './use-places.ts'

type Place = Places['places'][number]

/** Grids are the office's own map; nobody is asked to know hers. */
const NOT_ASKED = new Set(['grid'])

/** From the county to the town to the village, each as a list of large rows with a box to narrow it. */
export function PlacePicker({ onChoose }: { onChoose: (place: ChosenPlace) => void }) {
  const { county, unreachable, again } = useCounty()
  const [town, setTown] = useState<Place | null>(null)
  const parent = town?.code ?? county?.place_code ?? null
  const { places, failed, again: askAgain } = usePlaces(parent)

  if (!county)
    return unreachable ? (
      <Notice tone="warn" title="没有连上">
        <p>地名要联网才能列出来，写好的内容已保存在本机。</p>
        <button type="button" className="button-link" onClick={again}>
          再试一次
        </button>
      </Notice>
    ) : (
      <p className="waiting">正在打开地名……</p>
    )
  const names = town ? [county.name, town.name] : [county.name]
  const pick = (place: Place) => {
    if (place.level === 'town') setTown(place)
    else onChoose({ code: place.code, names: [...names, place.name] })
  }
  return (
    <div className="picker">
      <p className="picker-path">
        {names.join(' · ')}
        {town ? (
          <button type="button" className="button-link" onClick={() => setTown(null)}>
            换一个乡镇
          </button>
        ) : null}
      </p>
      {failed ? (
        <CallFailed error={failed}>
          <button type="button" className="button-link" onClick={askAgain}>
            再试一次
          </button>
        </CallFailed>
      ) : places ? (
        <PlaceList
          key={parent}
          label={town ? '哪个村（社区）' : '哪个乡镇（街道）'}
          places={places.places.filter((place) => !NOT_ASKED.has(place.level))}
          onPick={pick}
          unsure={
            town
              ? { says: `说不清是哪个村，就选 ${town.name}`, choose: () => onChoose({ code: town.code, names }) }
              : { says: '说不清是哪个乡镇', choose: () => onChoose({ code: county.place_code, names }) }
          }
        />
      ) : (
        <p className="waiting">正在打开地名……</p>
      )}
    </div>
  )
}

function PlaceList(props: {
  label: string
  places: readonly Place[]
  onPick: (place: Place) => void
  unsure: { says: string; choose: () => void }
}) {
  const { label, places, onPick, unsure } = props
  const [typed, setTyped] = useState('')
  const id = useId()
  const arrival = useTakeOver<HTMLHeadingElement>()
  const found = matching(places, typed)
  return (
    <>
      <h2 id={id} ref={arrival} tabIndex={-1} className="picker-label">
        {label}
      </h2>
      {places.length > 6 ? (
        <>
          <input
            type="text"
            aria-label="查找地名"
            className="input picker-filter"
            value={typed}
            placeholder="输入地名来找"
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              const [only, ...others] = found
              if (only && !others.length) onPick(only)
            }}
          />
          <p className="visually-hidden" aria-live="polite">
            {typed ? `找到 ${found.length} 个` : ''}
          </p>
        </>
      ) : null}
      {found.length ? (
        <ul className="quiet-list picker-list" aria-labelledby={id}>
          {found.map((place) => (
            <li key={place.code}>
              <button type="button" className="row-link pick" onClick={() => onPick(place)}>
                {place.name}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="picker-none">没有找到“{typed}”，换个字试试。</p>
      )}
      <button type="button" className="button button-plain picker-unsure" onClick={unsure.choose}>
        {unsure.says}
      </button>
    </>
  )
}
