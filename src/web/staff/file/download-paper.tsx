import { App, Button } from 'antd'
import { useState } from 'react'
import { paperPdf, paperWord } from '#contract/papers.ts'
import { printToSign } from '#contract/returned.ts'
import { fetchFile, Refused, Unreachable } from '#web/lib/call.ts'
import { saveFile } from '#web/lib/save-file.ts'

const KINDS = [
  ['下载 PDF', paperPdf],
  ['下载 Word', paperWord],
] as const
const TO_SIGN = [['打印签字', printToSign]] as const

/** A paper to take along: PDF for the record, Word to be changed. Taking it is written down as a look. */
export const DownloadPaper = (of: { fileId: string; paperId: string }) => <TakeAlong {...of} kinds={KINDS} />

/** The paper with a code on every page, to be printed and signed by hand. */
export const PrintToSign = (of: { fileId: string; paperId: string }) => <TakeAlong {...of} kinds={TO_SIGN} small />

type Kind = (typeof KINDS | typeof TO_SIGN)[number]
type Taken = { fileId: string; paperId: string; kinds: readonly Kind[]; small?: boolean }

function TakeAlong({ fileId, paperId, kinds, small = false }: Taken) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const take = async (says: string, endpoint: Kind[1]) => {
    setBusy(says)
    try {
      const { name, bytes } = await fetchFile(endpoint, { params: { file_id: fileId, paper_id: paperId } })
      saveFile(name, bytes)
      message.success(`已下载：${name}`)
    } catch (error) {
      const known = error instanceof Refused || error instanceof Unreachable
      message.error(known ? `${error.title}${error.detail}` : '没有下载成：请再点一次；还不行的，可以先用“打印”。', 8)
    } finally {
      setBusy(null)
    }
  }
  return kinds.map(([says, endpoint]) => (
    <Button
      key={says}
      {...(small ? { size: 'small' as const } : {})}
      loading={busy === says}
      disabled={busy !== null && busy !== says}
      onClick={() => void take(says, endpoint)}
    >
      {busy === says ? '正在制作……' : says}
    </Button>
  ))
}
