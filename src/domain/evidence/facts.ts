import type { Compared, EvidenceForm, FileKind, LeaveGiven, ShownHow } from './words.ts'

/** A file that was uploaded and found sound, as the evidence made of it keeps it. */
export type EvidenceFile = {
  upload_id: string
  /** The name it had on the phone or computer. */
  name: string
  kind: FileKind
  /** Bytes, and the fingerprint (SHA-256, hex) of them: counted by the server from what it keeps. */
  size: number
  sha256: string
  pages: number | null
  /** How many pictures of it can be shown here; why there are none. */
  previews: number
  no_preview: string | null
}

/** One item of evidence (D-06): what it is, where from, what it is to prove, who handed it in. */
export type EvidenceFacts = {
  /** Its place in the list of this file, from 1; never given again. */
  number: number
  what: string
  source: string
  proves: string
  form: EvidenceForm
  pages: number | null
  copies: number
  /** Whose it is; null where the office collected it itself. */
  provider: string | null
  /** By an office for her, or her agent's hand: who did it, and whether she uploaded it herself. */
  by: string
  by_party: boolean
  by_person: string | null
  at: string
  /** Given to the mediator alone: not shown to anybody else unless she agrees. */
  in_confidence: boolean
  file: EvidenceFile | null
  checked: { at: string; by: string; result: Compared; note: string } | null
  shown: { to: string[]; how: ShownHow; at: string; by: string; agreed: { by: string; how: LeaveGiven } | null }[]
  returned: { at: string; by: string; to: string; note: string } | null
  ended: { at: string; by: string; because: string } | null
}
