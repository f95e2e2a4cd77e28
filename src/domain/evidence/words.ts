/** In what form it was handed in. */
export const EVIDENCE_FORMS = {
  original: '书面原件',
  copy: '复印件、照片',
  electronic: '电子的（手机里的照片、录音、聊天记录等）',
  object: '原物',
} as const
export type EvidenceForm = keyof typeof EVIDENCE_FORMS
export const EVIDENCE_FORM_NAMES = Object.keys(EVIDENCE_FORMS) as [EvidenceForm, ...EvidenceForm[]]

/** What comparing with the original came to. */
export const COMPARED = {
  same: '和原件一致',
  differs: '和原件不一致',
  no_original: '没有原件可以核对',
} as const
export type Compared = keyof typeof COMPARED
export const COMPARED_NAMES = Object.keys(COMPARED) as [Compared, ...Compared[]]

/** How the others came to see it. */
export const SHOWN_HOW = {
  in_session: '当面出示',
  on_page: '放到本人的页面上看',
  told: '口头说明了内容',
} as const
export type ShownHow = keyof typeof SHOWN_HOW
export const SHOWN_HOW_NAMES = Object.keys(SHOWN_HOW) as [ShownHow, ...ShownHow[]]

/** How it was known that whoever gave it in confidence agreed that it is shown. */
export const LEAVE_GIVEN = {
  on_paper: '在纸上签了字',
  in_person: '当面说的，工作人员认识本人',
  by_phone: '打本人登记的电话说的',
} as const
export type LeaveGiven = keyof typeof LEAVE_GIVEN
export const LEAVE_GIVEN_NAMES = Object.keys(LEAVE_GIVEN) as [LeaveGiven, ...LeaveGiven[]]

/** A file holds no more that counts: what a dispute that size needs is a court (本县约定). */
export const MOST_EVIDENCE = 300
/** Of these the last are the office's: what a party sends over and over does not shut it out. */
export const KEPT_FOR_OFFICE = 50
/** By her own link one party hands in no more, what she took back counted too: its bytes are kept. More goes over the counter. */
export const MOST_OF_ONE = 100

/** What may be uploaded: kind as stored, the ways its name may end, what people call it. Nothing else is taken (threats D17). */
export const FILE_KINDS = {
  jpeg: { ends: ['jpg', 'jpeg'], says: '照片' },
  png: { ends: ['png'], says: '图片、截图' },
  heic: { ends: ['heic', 'heif'], says: '照片（HEIC）' },
  pdf: { ends: ['pdf'], says: 'PDF' },
  docx: { ends: ['docx'], says: 'Word 文档' },
  xlsx: { ends: ['xlsx'], says: 'Excel 表格' },
  mp4: { ends: ['mp4'], says: '视频' },
  m4a: { ends: ['m4a'], says: '录音（M4A）' },
  wav: { ends: ['wav'], says: '录音（WAV）' },
  amr: { ends: ['amr'], says: '录音（AMR）' },
  txt: { ends: ['txt'], says: '文字' },
} as const
export type FileKind = keyof typeof FILE_KINDS
export const FILE_KIND_NAMES = Object.keys(FILE_KINDS) as [FileKind, ...FileKind[]]

/** What is taken, in words for whoever chooses a file. */
export const TAKEN_SAYS =
  '照片（jpg、png、heic）、PDF、Word（docx）、Excel（xlsx）、视频（mp4）、录音（m4a、wav、amr）、文字（txt）'

/** The kind a name claims by its ending; null for one we do not take. */
export function kindOfName(name: string): FileKind | null {
  const end = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return FILE_KIND_NAMES.find((kind) => (FILE_KINDS[kind].ends as readonly string[]).includes(end)) ?? null
}

/** Bytes one file may have: a long film of a phone fits, a disk does not. */
export const LARGEST_FILE = 500 * 1024 * 1024
/** Bytes of one piece: each is kept whole or not at all, so a broken connection loses one piece at most. */
export const PIECE = 512 * 1024
/** Days after which an upload nobody made evidence of is deleted. */
export const KEPT_DAYS = 7

/** 12 characters of a fingerprint, in fours: enough to compare by eye. */
export const shortHash = (sha256: string): string => (sha256.slice(0, 12).match(/.{4}/g) ?? []).join(' ')

/** A size as people read one. */
export const sizeSays = (bytes: number): string =>
  bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : bytes >= 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${bytes} 字节`
