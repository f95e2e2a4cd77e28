import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { returnSigned, type SignedByHandView } from '#contract/returned.ts'
import { sayPages } from '#domain/returned/pages.ts'
import { AskedPicture } from '../kit/asked-picture.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useNow } from '../kit/use-now.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { fromLocalField, toLocalField } from '../wording.ts'
import { type ByHand, chosenOf, keyOf, putAside } from './chosen-pages.ts'
import { HandsField, handsOf, lackOf, nothingSaid, type Said } from './hands-field.tsx'
import { type Coming, type Picture, useScans } from './use-scans.ts'

type Props = { fileId: string; view: SignedByHandView; title: string; onClose: () => void }

/** What was said of the hands the last time stands there again: whoever sends a missing page states it once. */
const saidBefore = ({ lines, hands }: SignedByHandView): Said[] =>
  lines.map((line) => {
    const known = hands.find((it) => it.role === line.role && (line.name === '' || it.name === line.name))
    return { ...nothingSaid(line), ...(known ? { name: known.name, how: known.how, witness: known.witness } : {}) }
  })

/** 交回签好的扫描件: pages photographed or scanned, matched by the codes on them before anything is registered. */
export function ReturnModal({ fileId, view, title, onClose }: Props) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { pictures, coming, busy, send, drop, forget } = useScans(fileId, view.paper_id)
  const [byHand, setByHand] = useState<ByHand>({})
  const [said, setSaid] = useState<Said[]>(() => saidBefore(view))
  const [note, setNote] = useState(view.note)
  const [lack, setLack] = useState<string | null>(null)
  const { submit, busy: sending, trouble } = useSubmit(returnSigned)
  const [counted, setCounted] = useState<number | null>(null)
  const [when, setWhen] = useState<When>(UNSAID)
  const now = useNow()
  const before = { of: view.of, pages: view.pages.map(({ page }) => page) }
  const chosen = chosenOf(pictures, byHand, before, counted)
  const standing = new Set(view.of === chosen.of ? before.pages : [])
  const missing = chosen.missing.filter((page) => !standing.has(page))

  const { hands, signatures } = handsOf(view.lines, said)

  const give = async () => {
    const why =
      chosen.taken.size === 0
        ? '请先拍照或者选扫描好的文件，至少一页。'
        : (lackOf(view.lines, said) ?? (signatures.length > 0 ? lackOfWhen(when, now) : null))
    setLack(why)
    if (why) return
    const pages = [...chosen.taken].map(([page, it]) => ({
      ...{ upload_id: it.upload_id, nth: it.nth, page },
      by_hand: it.is === 'unreadable',
    }))
    const done = await submit({
      params: { file_id: fileId, paper_id: view.paper_id },
      body: {
        ...{ of: chosen.of, pages, note, hands, signatures },
        of_by_hand: chosen.codeless && counted !== null,
        ...(signatures.length > 0 && !when.just_now ? { occurred_at: fromLocalField(when.at) } : {}),
      },
    })
    if (!done) return
    // What was put aside would come back the next time and stand for its page again.
    for (const id of putAside(pictures, chosen, missing.length === 0)) void drop(id)
    message.success(missing.length === 0 ? '已登记，各页都齐了' : `已登记，还缺${sayPages(missing)}`)
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => ['file', 'desk', 'files'].includes(String(queryKey[0])),
    })
    onClose()
  }
  return (
    <Modal
      open
      width={680}
      scrollLock={false}
      mask={{ closable: false }}
      title={`交回签好的扫描件：${title}`}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>先不交</Button>
          <Button type="primary" loading={sending} disabled={busy} onClick={() => void give()}>
            {missing.length > 0 && chosen.taken.size > 0 ? `先登记这几页（缺${sayPages(missing)}）` : '登记'}
          </Button>
        </>
      }
    >
      <TroubleNote trouble={trouble} />
      <p className="quiet">
        逐页拍照，或者扫描成 PDF，先后、横竖都可以；每页左下角的二维码要拍进去。传上来先认一认，登记以前谁也看不到。
      </p>
      <Take off={busy} onFiles={(files) => void send(files)} />
      <OnTheirWay coming={coming} onForget={forget} />
      <Pictures {...{ fileId, pictures, byHand, chosen }} onSay={setByHand} onDrop={(id) => void drop(id)} />
      {chosen.of > 0 && (
        <p role="status">
          这份一共 {chosen.of} 页：
          {missing.length === 0 ? <span className="scan-ok">各页都齐了</span> : `还缺${sayPages(missing)}`}
          {standing.size > 0 && chosen.missing.some((page) => standing.has(page)) && '（以前交过的页还在，不用再拍）'}
        </p>
      )}
      {chosen.codeless && (
        <p className="scan-count">
          <label htmlFor="scan-count">二维码都没有读出来。手里签好的这份一共几页？</label>{' '}
          <InputNumber
            id="scan-count"
            min={1}
            max={999}
            precision={0}
            value={counted ?? chosen.of}
            onChange={(pages) => setCounted(pages)}
          />{' '}
          <span className="quiet">以前印的、没有二维码的，照实数写（记为人工认定）。</span>
        </p>
      )}
      <h3>纸上有谁的签名、指印</h3>
      {view.signs && (
        <p className="quiet">协议上各方的签名一起登记，不用再填一遍；请只登记当着您的面签的、这一版上的。</p>
      )}
      <HandsField
        lines={view.lines}
        said={said}
        onSay={(at, change) => setSaid((all) => all.map((it, nth) => (nth === at ? { ...it, ...change } : it)))}
      />
      {signatures.length > 0 && <WhenSigned when={when} now={now} onSay={setWhen} />}
      <Input.TextArea
        value={note}
        rows={2}
        maxLength={300}
        placeholder="说明（可不填），例如：有一方不愿意签名，已经在记录上写明"
        aria-label="说明"
        onChange={({ target }) => setNote(target.value)}
      />
      {lack && (
        <p className="says-wrong" role="alert">
          {lack}
        </p>
      )}
      <p className="law">
        依据：人民调解法 第二十七条、第二十九条；电子签名法
        第三条。扫描件缺了不影响纸上签字的效力（本县约定：要交回归卷）。
      </p>
    </Modal>
  )
}

type When = { at: string; just_now: boolean }
const UNSAID: When = { at: '', just_now: false }

/** A scan is brought in when there is time; the signature counts from when it was made, and so do effect and its 30 days. */
function lackOfWhen({ at, just_now }: When, now: string): string | null {
  if (just_now) return null
  if (!at) return '请写各方是什么时候签的。'
  return Date.parse(fromLocalField(at)) > Date.parse(now) ? '签字的时间不能晚于现在。' : null
}

function WhenSigned({ when, now, onSay }: { when: When; now: string; onSay: (when: When) => void }) {
  return (
    <div className="scan-when">
      <label htmlFor="scan-when">各方签字的时间（北京时间）</label>
      <Input
        id="scan-when"
        className="when"
        type="datetime-local"
        disabled={when.just_now}
        value={when.at}
        max={toLocalField(now)}
        onChange={({ target }) => onSay({ ...when, at: target.value })}
      />
      <Checkbox checked={when.just_now} onChange={({ target }) => onSay({ ...when, just_now: target.checked })}>
        刚刚签的
      </Checkbox>
      <p className="quiet">
        写纸上签字的那一天，不是交扫描件的这一天：生效和申请司法确认的三十日从真实的日子算。几方不是同一天签的，先用“登记纸上签字”分别登记。
      </p>
    </div>
  )
}

const ACCEPT = '.jpg,.jpeg,.png,.heic,.heif,.pdf,image/*,application/pdf'

function Take({ off, onFiles }: { off: boolean; onFiles: (files: File[]) => void }) {
  const field = (says: string, more: object) => (
    <label data-off={off || undefined}>
      {says}
      <input
        type="file"
        disabled={off}
        {...more}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          // The same file can be chosen once more.
          currentTarget.value = ''
        }}
      />
    </label>
  )
  return (
    <div className="scan-take">
      {field('拍一页', { accept: 'image/*', capture: 'environment' })}
      {field('选照片或者 PDF', { accept: ACCEPT, multiple: true })}
    </div>
  )
}

function OnTheirWay({ coming, onForget }: { coming: readonly Coming[]; onForget: (name: string) => void }) {
  return coming.map(({ name, says, failed }) => (
    <p key={name} role="status" className={failed ? 'says-wrong' : 'quiet'}>
      {name}：{says}
      {failed && (
        <button type="button" className="text-button" onClick={() => onForget(name)}>
          知道了
        </button>
      )}
    </p>
  ))
}

function Pictures({
  fileId,
  pictures,
  byHand,
  chosen,
  onSay,
  onDrop,
}: {
  fileId: string
  pictures: readonly Picture[]
  byHand: ByHand
  chosen: ReturnType<typeof chosenOf>
  onSay: (byHand: ByHand) => void
  onDrop: (upload_id: string) => void
}) {
  const pages = Array.from({ length: chosen.of }, (_, nth) => nth + 1)
  const stateOf = (it: Picture): string => {
    if (it.is === 'page' && it.of !== chosen.of) return `${it.says}，但是另一次打印的（共 ${it.of} 页），没有用`
    if (it.page !== null && chosen.taken.get(it.page) !== it)
      return `${it.says}，${chosen.taken.has(it.page) ? '有更新的一张' : '以前登记过'}，没有用`
    return it.says
  }
  return (
    <ul className="scans">
      {pictures.map((it) => (
        <li key={keyOf(it)}>
          <AskedPicture src={`/api/disputes/${fileId}/uploads/${it.upload_id}/previews/${it.nth}`} alt="" lazy />
          <div>
            <p className={it.is === 'page' ? 'scan-ok' : it.is === 'wrong' ? 'says-wrong' : ''}>
              {it.is === 'page' && chosen.taken.get(it.page ?? 0) === it ? `✓ ${it.says}` : stateOf(it)}
            </p>
            {it.next && <p className="quiet">{it.next}</p>}
            {it.is === 'unreadable' && (
              <Select
                value={byHand[keyOf(it)] ?? null}
                placeholder="看图片选这是第几页（记为人工认定）"
                aria-label={`${it.name}是第几页`}
                allowClear
                options={pages.map((page) => ({ value: page, label: `第 ${page} 页` }))}
                onChange={(page?: number) => {
                  const { [keyOf(it)]: _, ...rest } = byHand
                  onSay(page ? { ...rest, [keyOf(it)]: page } : rest)
                }}
              />
            )}
            <p className="quiet">
              {it.name}{' '}
              <button type="button" className="text-button" onClick={() => onDrop(it.upload_id)}>
                不要了
              </button>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
