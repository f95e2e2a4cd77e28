import { Button } from 'antd'
import { useState } from 'react'
import { type OpenedNote, openSealedNote, type SealedView } from '#contract/sealed.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { LongText } from '../kit/long-text.tsx'
import { ReasonModal } from '../kit/reason-modal.tsx'

type Note = SealedView['notes'][number]

/** The sealed notes this reader may open, each behind a reason of its own. */
export function SealedNotes({ fileId, sealed }: { fileId: string; sealed: SealedView }) {
  if (sealed.notes.length === 0) return null
  return (
    <ol className="talks">
      {sealed.notes.map((note) => (
        <One key={note.id} fileId={fileId} note={note} />
      ))}
    </ol>
  )
}

function One({ fileId, note }: { fileId: string; note: Note }) {
  const [asking, setAsking] = useState(false)
  // What was opened lies in this line alone, and goes with it.
  const [opened, setOpened] = useState<OpenedNote | null>(null)
  return (
    <li>
      <p className="talk-head">
        <strong>{sayInstant(note.at)}</strong> {note.by}写
        {opened ? (
          <button type="button" className="text-button" onClick={() => setOpened(null)}>
            收起
          </button>
        ) : (
          <Button size="small" onClick={() => setAsking(true)}>
            打开
            <span className="unseen">
              ：{sayInstant(note.at)} {note.by}写的密封记录
            </span>
          </Button>
        )}
      </p>
      {opened && (
        <>
          <p className="quiet">{opened.kind_says}</p>
          <LongText text={opened.text} />
          <details className="looked-at">
            <summary>打开过 {opened.looked.length} 次</summary>
            {opened.looked.map((it) => (
              <p key={`${it.at}${it.who}`} className="quiet">
                {sayInstant(it.at)} {it.who}：{it.reason}
              </p>
            ))}
          </details>
        </>
      )}
      {asking && (
        <ReasonModal
          endpoint={openSealedNote}
          sending={(reason) => ({ params: { file_id: fileId }, body: { note_id: note.id, reason } })}
          schema={openSealedNote.body.shape.reason}
          title="打开一条密封的记录"
          says="用得着才看。这次打开单独记下来：能打开它的人都看得到是谁、什么时候、为什么看的；当事人看不到。"
          label="为什么要看（至少 10 个字）"
          example="例如：明天约双方见面，先看看身体情况"
          okText="打开"
          cancelText="不看了"
          onClose={() => setAsking(false)}
          onDone={(it) => {
            setOpened(it)
            setAsking(false)
          }}
        />
      )}
    </li>
  )
}
