import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormInstance, TreeSelect } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { placesUnder } from '#contract/intake.ts'
import { listChoices } from '#contract/lists.ts'
import { call } from '#web/lib/call.ts'
import { useMe } from '../session/me.ts'
import { type KnownPlace, type PlaceNode, placesNamed, placeTree } from './place-tree.ts'

type Props = { id?: string; value?: number; onChange?: (value: number | undefined) => void }

const FAR = -1
const asked = (parent: number | null) => ({
  queryKey: ['places', parent],
  queryFn: () => call(placesUnder, { query: parent === null ? {} : { parent } }),
  staleTime: 600_000,
})

/** Who receives what happened at a place. */
export const useReceiver = (code: number | undefined) =>
  useQuery({ ...asked(code ?? null), enabled: code !== undefined }).data?.receiver ?? null

const useOwnPlaces = () => {
  const me = useMe()
  return useQuery({
    queryKey: ['list_choices', me.post.id],
    queryFn: () => call(listChoices),
    staleTime: 600_000,
  }).data?.places
}

/**
 * Where a post has one place only, that is where most of what it writes down happened: it is filled in, and the writing begins at
 * `first`. Else it begins with the place. @returns puts it in again, after the form was emptied
 */
export function useOwnPlace(form: FormInstance, first: (string | number)[]): () => void {
  const own = useOwnPlaces()
  const only = own?.length === 1 ? own[0]?.code : undefined
  const begin = useRef(first)
  const fill = useCallback(() => {
    if (only !== undefined && form.getFieldValue('place_code') === undefined) form.setFieldValue('place_code', only)
  }, [form, only])
  useEffect(() => {
    if (own === undefined) return
    fill()
    form.focusField(form.getFieldValue('place_code') === undefined ? 'place_code' : begin.current)
  }, [form, own, fill])
  return fill
}

/** Chooses a place: typed by a part of its name, or down the tree; my own area first, the rest of the county behind it. */
export function PlacePicker({ id, value, onChange }: Props) {
  const queries = useQueryClient()
  const [more, setMore] = useState<readonly KnownPlace[]>([])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const [text, setText] = useState('')
  const own = useOwnPlaces()
  const known = useMemo(() => [...(own ?? []), ...more], [own, more])
  const tree = useMemo(() => placeTree(known, opened), [known, opened])
  const single = tree.length === 1 ? tree[0] : undefined
  const whole = opened.has(FAR)
  const words = text.replace(/\s/g, '')
  // What is typed is looked for among all that is known, and found places stand in a plain list: the first is one key away.
  const nodes: (PlaceNode & { selectable?: boolean })[] =
    words !== ''
      ? placesNamed(tree, words)
      : whole || own === undefined
        ? tree
        : [...tree, { value: FAR, title: '本县别的地方……', label: '', isLeaf: false, selectable: false }]

  const open = async (code: number) => {
    if (code === FAR) {
      const county = await queries.fetchQuery(asked(null))
      const towns = await Promise.all(
        county.places.map((place) => queries.fetchQuery(asked(place.code)).then(({ places }) => places)),
      )
      setMore((before) => [...before, ...county.places.filter(({ level }) => level !== 'county'), ...towns.flat()])
    } else {
      const { places } = await queries.fetchQuery(asked(code))
      setMore((before) => [...before, ...places])
    }
    setOpened((before) => new Set([...before, code]))
  }

  return (
    <TreeSelect<number | null, PlaceNode>
      {...(id ? { id } : {})}
      value={value ?? null}
      onChange={(code) => {
        setText('')
        onChange?.(code ?? undefined)
      }}
      treeData={nodes}
      treeNodeLabelProp="label"
      {...(single ? { treeDefaultExpandedKeys: [single.value] } : {})}
      loadData={({ value: code }) => open(Number(code)).catch(() => undefined)}
      showSearch={{
        searchValue: text,
        onSearch: setText,
        filterTreeNode: false,
      }}
      listHeight={320}
      allowClear
      placeholder="输入村名里的几个字，或者点开选"
      notFoundContent={own === undefined ? '正在取……' : '没有找到，请换几个字，或者点“本县别的地方”。'}
    />
  )
}
