import { App, Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { drawnFormPdf, drawnFormWord } from '#contract/dossier.ts'
import { paperPdf, paperWord } from '#contract/papers.ts'
import { printToSign } from '#contract/returned.ts'
import type { Print } from '#contract/shared.ts'
import { formInTemplate, paperInTemplate } from '#contract/templates.ts'
import type { DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { fetchFile, Refused, Unreachable } from '#web/lib/call.ts'
import { saveFile } from '#web/lib/save-file.ts'
import { useTemplates } from '../rules/use-templates.ts'

type Fetched = { name: string; bytes: Blob }
/** One way to take a paper along: what its button says, and what it fetches. */
export type Way = readonly [says: string, fetch: () => Promise<Fetched>]

/** Buttons that make a file and put it into the reader's own folder; one at a time. */
export function DownloadButtons({ ways, small = false }: { ways: readonly Way[]; small?: boolean }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const take = async ([says, fetch]: Way) => {
    setBusy(says)
    try {
      const { name, bytes } = await fetch()
      saveFile(name, bytes)
      message.success(`已下载：${name}`)
    } catch (error) {
      const known = error instanceof Refused || error instanceof Unreachable
      message.error(known ? `${error.title}${error.detail}` : '没有下载成：请再点一次；还不行的，可以先用“打印”。', 8)
    } finally {
      setBusy(null)
    }
  }
  return ways.map((way) => {
    const [says] = way
    return (
      <Button
        key={says}
        {...(small ? { size: 'small' as const } : {})}
        loading={busy === says}
        disabled={busy !== null && busy !== says}
        onClick={() => void take(way)}
      >
        {busy === says ? '正在制作……' : says}
      </Button>
    )
  })
}

/** The way by the county's own template, where this form has one today: a working copy beside ours. */
function useCountyWay(form: string, fetch: () => Promise<Fetched>): Way[] {
  const { data } = useTemplates()
  const has = data?.forms.some((it) => it.form === form && it.in_force) ?? false
  return has ? [['用本县模板下载 Word', fetch]] : []
}

/** Said beside the button: the county's look is a working copy, whatever is done with it. */
const AboutCounty = ({ ways }: { ways: readonly Way[] }) =>
  ways.length === 0 ? null : <p className="county-note">用本县模板下载的只是工作稿，入卷的是系统的 PDF。</p>

/** A paper to take along: PDF for the record, Word to be changed. Taking it is written down as a look. */
export function DownloadPaper({ fileId, paperId, form }: { fileId: string; paperId: string; form: string }) {
  const params = { file_id: fileId, paper_id: paperId }
  const county = useCountyWay(form, () => fetchFile(paperInTemplate, { params }))
  return (
    <>
      <DownloadButtons
        ways={[
          ['下载 PDF', () => fetchFile(paperPdf, { params })],
          ['下载 Word', () => fetchFile(paperWord, { params })],
          ...county,
        ]}
      />
      <AboutCounty ways={county} />
    </>
  )
}

/** The paper with a code on every page, to be printed and signed by hand. */
export function PrintToSign({ fileId, paperId }: { fileId: string; paperId: string }) {
  const params = { file_id: fileId, paper_id: paperId }
  return <DownloadButtons small ways={[['打印签字', () => fetchFile(printToSign, { params })]]} />
}

/** A form drawn from the file, the same way; of it nothing is kept before it is signed. */
export function DownloadForm({ fileId, print }: { fileId: string; print: z.output<typeof Print> }) {
  const params = { file_id: fileId, form: print.form as DrawnForm }
  const query = { of: print.of }
  const county = useCountyWay(print.form, () => fetchFile(formInTemplate, { params, query }))
  return (
    <>
      <DownloadButtons
        ways={[
          ['下载 PDF', () => fetchFile(drawnFormPdf, { params, query })],
          ['下载 Word', () => fetchFile(drawnFormWord, { params, query })],
          ...county,
        ]}
      />
      <AboutCounty ways={county} />
    </>
  )
}
