import { ACTS } from './acts.ts'
import { ADMINISTRATION_QUESTIONS } from './administration.ts'
import { ADMINISTRATION_CHANGES } from './administration-changes.ts'
import { BATCH_QUESTIONS } from './batches.ts'
import { members } from './beside.ts'
import { CLOCK_QUESTIONS } from './clock-rules.ts'
import { complaint, complaints, myComplaint } from './complaints.ts'
import { file, reveal, revealReporter } from './disputes.ts'
import { DOCKET_QUESTIONS } from './dockets.ts'
import { DOSSIER_QUESTIONS, FORM_QUESTIONS } from './dossier.ts'
import { DUTY_ENDPOINTS } from './duty.ts'
import { EDITION_QUESTIONS } from './editions.ts'
import type { Endpoint } from './endpoint.ts'
import { EVIDENCE_QUESTIONS } from './evidence.ts'
import {
  beginActivation,
  demoPeople,
  enterDemo,
  finishActivation,
  me,
  signIn,
  signOut,
  switchPost,
} from './identity.ts'
import { countyInfo, myDispute, mySheet, partySheet, placesUnder, whoLooked } from './intake.ts'
import { LEDGER_QUESTIONS } from './ledger.ts'
import { invitation } from './links.ts'
import { desk, files, find, listChoices, similar } from './lists.ts'
import { adviserChoices, mediatorChoices, meetingChoices } from './mediation.ts'
import { onTheSpot } from './on-the-spot.ts'
import { setupCounty, setupState } from './organisations.ts'
import { PAPER_QUESTIONS } from './papers.ts'
import { REGISTER_QUESTIONS } from './registers.ts'
import { RETURN_QUESTIONS } from './returned.ts'
import { openSealedNote } from './sealed.ts'
import { SEAL_QUESTIONS } from './seals.ts'
import { SIGNING_QUESTIONS } from './signing.ts'
import { SUCCESSION_CHANGES, SUCCESSION_QUESTIONS } from './successions.ts'
import { TEMPLATE_QUESTIONS } from './templates.ts'
import { colleagues, unitsToSendTo } from './triage.ts'
import { UPKEEP_QUESTIONS } from './upkeep.ts'
import { WORDING_QUESTIONS } from './wordings.ts'

/** Questions asked by hand-written endpoints. */
export const QUESTIONS: readonly Endpoint[] = [
  countyInfo,
  placesUnder,
  myDispute,
  mySheet,
  partySheet,
  ...FORM_QUESTIONS,
  whoLooked,
  desk,
  files,
  find,
  listChoices,
  similar,
  ...LEDGER_QUESTIONS,
  ...REGISTER_QUESTIONS,
  file,
  complaints,
  complaint,
  myComplaint,
  ...PAPER_QUESTIONS,
  ...DOSSIER_QUESTIONS,
  members,
  reveal,
  revealReporter,
  openSealedNote,
  ...EVIDENCE_QUESTIONS,
  ...RETURN_QUESTIONS,
  ...SEAL_QUESTIONS,
  ...SIGNING_QUESTIONS,
  invitation,
  adviserChoices,
  mediatorChoices,
  meetingChoices,
  unitsToSendTo,
  colleagues,
  ...DUTY_ENDPOINTS,
  onTheSpot,
  ...EDITION_QUESTIONS,
  ...BATCH_QUESTIONS,
  ...CLOCK_QUESTIONS,
  ...DOCKET_QUESTIONS,
  ...WORDING_QUESTIONS,
  ...TEMPLATE_QUESTIONS,
  me,
  signIn,
  signOut,
  switchPost,
  beginActivation,
  finishActivation,
  demoPeople,
  enterDemo,
  setupState,
  setupCounty,
  ...ADMINISTRATION_QUESTIONS,
  ...ADMINISTRATION_CHANGES,
  ...UPKEEP_QUESTIONS,
  ...SUCCESSION_QUESTIONS,
  ...SUCCESSION_CHANGES,
]

/** The whole interface: the authorisation table, the printed page and the test of both read this one list. */
export const ENDPOINTS: readonly Endpoint[] = [...QUESTIONS, ...ACTS]
