import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const params = z.strictObject({ file_id: z.uuid(), paper_id: z.uuid() })
export const PDF = 'application/pdf'
export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A paper drawn for the record: whoever may read it may take it along, and it is the same bytes for everybody. */
export const paperPdf = endpoint({
  id: 'paper_pdf',
  method: 'GET',
  path: '/api/disputes/:file_id/papers/:paper_id/pdf',
  summary: '下载文书（PDF/A），内容和案卷里的一样；工作人员下载记入查看记录',
  who: ['staff', 'party', 'agent'],
  params,
  media: PDF,
  reply: z.file(),
})

/** The same content to be edited, for the office alone: such a copy proves nothing. */
export const paperWord = endpoint({
  id: 'paper_word',
  method: 'GET',
  path: '/api/disputes/:file_id/papers/:paper_id/docx',
  summary: '下载文书的 Word 稿，供工作人员修改使用；改过的稿子不是案卷里的文书',
  who: ['staff'],
  params,
  media: WORD,
  reply: z.file(),
})

export const PAPER_QUESTIONS = [paperPdf, paperWord] as const
