import { ADVICE_STORIES } from './stories-advice.ts'
import { AGREED_STORIES } from './stories-agreed.ts'
import { BESIDE_STORIES } from './stories-beside.ts'
import { COMPLAINT_STORIES } from './stories-complaints.ts'
import { CONDITION_STORIES } from './stories-conditions.ts'
import { COUNTY_STORIES } from './stories-county.ts'
import { DOOR_STORIES } from './stories-door.ts'
import { ENDED_STORIES } from './stories-ended.ts'
import { EVIDENCE_STORIES } from './stories-evidence.ts'
import { HAND_OVER_STORIES } from './stories-hand-over.ts'
import { JUDGE_AND_GUARDIAN_STORIES } from './stories-judge-and-guardian.ts'
import { LEADER_STORIES } from './stories-leaders.ts'
import { OFFICE_STORIES } from './stories-offices.ts'
import { OTHER_WAY_STORIES } from './stories-other-ways.ts'
import { OWN_HAND_STORIES } from './stories-own-hand.ts'
import { PASSED_ON_STORIES } from './stories-passed-on.ts'
import { REFERRAL_STORIES } from './stories-referrals.ts'
import { SEALED_STORIES } from './stories-sealed.ts'
import { SPLIT_STORIES } from './stories-split.ts'
import { TALK_STORIES } from './stories-talk.ts'
import { TRIAGE_STORIES } from './stories-triage.ts'
import { WAITING_STORIES } from './stories-waiting.ts'
import { WHO_HANDLES_STORIES } from './stories-who-handles.ts'
import type { Story } from './story.ts'

/** 枫溪县 told as stories: a dispute in every state there is. Every person and place is invented. */
export const STORIES: readonly Story[] = [
  ...DOOR_STORIES,
  ...PASSED_ON_STORIES,
  ...TALK_STORIES,
  ...ADVICE_STORIES,
  ...ENDED_STORIES,
  ...WAITING_STORIES,
  ...AGREED_STORIES,
  ...CONDITION_STORIES,
  ...OFFICE_STORIES,
  ...OTHER_WAY_STORIES,
  ...TRIAGE_STORIES,
  ...REFERRAL_STORIES,
  ...SEALED_STORIES,
  ...EVIDENCE_STORIES,
  ...LEADER_STORIES,
  ...SPLIT_STORIES,
  ...COUNTY_STORIES,
  ...WHO_HANDLES_STORIES,
  ...HAND_OVER_STORIES,
  ...COMPLAINT_STORIES,
  ...BESIDE_STORIES,
  ...JUDGE_AND_GUARDIAN_STORIES,
  ...OWN_HAND_STORIES,
]
