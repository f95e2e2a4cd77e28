import { App, Button } from 'antd'
import { useState } from 'react'
import { saveFile } from '#web/lib/save-file.ts'

type Sheet = { name: string; base64: string; count: number; more: boolean }

/** What is seen here as a sheet, under the same query. */
export function TakeAway({ take, unit }: { take: () => Promise<Sheet>; unit: string }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const onClick = async () => {
    setBusy(true)
    try {
      const { name, base64, count, more } = await take()
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      saveFile(name, new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }))
      message.success(`已存成表格，共 ${count} ${unit}${more ? '；只列了最近的，请缩小条件再存一次' : ''}。`)
    } catch {
      message.error('没有存成：请再点一次；还不行的，请缩小条件。')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={onClick}>
      存成表格
    </Button>
  )
}
