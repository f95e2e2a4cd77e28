import { ACTS } from './acts.ts'
import { desk, file, files, find, reveal } from './disputes.ts'
import type { Endpoint } from './endpoint.ts'
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
import { countyInfo, myDispute, placesUnder, whoLooked } from './intake.ts'
import { setupCounty, setupState } from './organisations.ts'

/** Questions asked by hand-written endpoints. */
export const QUESTIONS: readonly Endpoint[] = [
  countyInfo,
  placesUnder,
  myDispute,
  whoLooked,
  desk,
  files,
  find,
  file,
  reveal,
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
]

/** The whole interface: the authorisation table, the printed page and the test of both read this one list. */
export const ENDPOINTS: readonly Endpoint[] = [...QUESTIONS, ...ACTS]
