import { beforeAll, test } from 'vitest'
import { DESK, PHONE, sitDown } from './people.ts'
import { openStage } from './stage.ts'
import * as walk from './walk/a-dispute.ts'

const stage = openStage()
let cast: walk.Cast
let code: string
let invitation: string

beforeAll(async () => {
  const [applicant, neighbour, director] = await Promise.all(
    [PHONE, PHONE, DESK].map((screen) => sitDown(stage.browser, screen)),
  )
  if (!applicant || !neighbour || !director) throw new Error('somebody has no screen')
  cast = { applicant, neighbour, director }
})

test('she says it from her phone and has a receipt at once', async () => {
  code = await walk.sheFiles(cast, stage.scene)
})

test('the director of her village asks the rules, decides himself, and names the other side', () =>
  walk.heTakesItIn(cast, code, stage.scene))

test('he invites the other side by a picture on his screen', async () => {
  invitation = await walk.heInvitesHer(cast, stage.scene)
})

test('she answers without an account and has a link of her own; the one who asked answers the same question', () =>
  walk.theyAnswer(cast, invitation, stage.scene))

test('they find a time that suits both, and may leave at any moment', () => walk.theyFindATime(cast, stage.scene))

test('the talk is recorded and the agreement written clause by clause', () => walk.theyTalk(cast, stage.scene))

test('each signs on her own phone, then the mediator, then the seal: only then it is in effect', () =>
  walk.theySign(cast, stage.scene))

test('one says she paid, the other that she has it, and who looked stands on her page', () =>
  walk.theyKeepIt(cast, stage.scene))
