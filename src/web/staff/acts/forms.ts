import type { StepName } from '#domain/table.ts'
import type { ActForm } from './act-form.ts'
import {
  endAgency,
  endHelp,
  giveAgentLink,
  nameAgent,
  nameGuardian,
  nameHelper,
  recordCapacity,
} from './agent-forms.tsx'
import { complainForm } from './complain-form.tsx'
import { changeCourtPerson, nameCourtPerson } from './court-person-forms.tsx'
import { completeParty } from './details-forms.tsx'
import { addMembers, nameRepresentatives, tickMember } from './group-forms.tsx'
import { close, leaveUnresolved, resolveTask } from './handling-forms.tsx'
import { giveBack, giveTo, takeOn } from './holding-forms.tsx'
import { recordIdentity } from './identity-form.tsx'
import { correctParty, dismissClue, nameParty, stepBack, takeBackFiling, takeUpClue } from './intake-desk-forms.tsx'
import { acceptHere, askSupplement, refuse, supplySupplement, withdraw } from './intake-forms.tsx'
import { renewLink } from './link-forms.tsx'
import { merge, notDuplicate, suspectDuplicate, unmerge } from './merge-forms.tsx'
import {
  approveFalse,
  divertTask,
  noteRouteResult,
  proposeFalse,
  rebound,
  rejectFalse,
  takeBack,
} from './other-way-forms.tsx'
import { recordService } from './service-forms.tsx'
import { triage } from './triage-forms.tsx'
import { confirmDispatch, dispatch, objectDispatch, reassign, signOff } from './triage-unit-forms.tsx'
import { WALK_FORMS } from './walk-forms.ts'
import { coordinate, decideHandler, endCoordination, finishDuty, passDown, passUp } from './who-handles-forms.tsx'

/** Every step staff may take, in the order its button stands. */
export const FORMS: readonly ActForm[] = [
  takeUpClue,
  triage,
  dispatch,
  acceptHere,
  signOff,
  decideHandler,
  reassign,
  endCoordination,
  finishDuty,
  rebound,
  takeOn,
  giveTo,
  giveBack,
  supplySupplement,
  complainForm,
  ...WALK_FORMS,
  resolveTask,
  close,
  askSupplement,
  recordIdentity,
  leaveUnresolved,
  withdraw,
  refuse,
  nameParty,
  correctParty,
  completeParty,
  renewLink,
  recordService,
  nameCourtPerson,
  changeCourtPerson,
  nameAgent,
  giveAgentLink,
  endAgency,
  recordCapacity,
  nameGuardian,
  nameHelper,
  endHelp,
  nameRepresentatives,
  addMembers,
  tickMember,
  suspectDuplicate,
  notDuplicate,
  merge,
  unmerge,
  objectDispatch,
  confirmDispatch,
  coordinate,
  passUp,
  passDown,
  divertTask,
  noteRouteResult,
  takeBack,
  rejectFalse,
  approveFalse,
  proposeFalse,
  dismissClue,
  stepBack,
  takeBackFiling,
]

/** Steps that open a file have a page of their own (/staff/new), and so have a complaint's (/staff/complaints). */
export const PAGES: readonly StepName[] = [
  'take_down',
  'hand_over',
  'report_clue',
  'take_up_complaint',
  'answer_complaint',
  'renew_complaint_link',
  'return_signed_paper',
]

export const formOf = (step: string): ActForm | undefined => FORMS.find((form) => form.step === step)
