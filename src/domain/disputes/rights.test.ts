import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { LIVE_MEDIATION } from './parts.ts'
import { RIGHTS, rightNow } from './rights.ts'
import { STAGES } from './stage.ts'

const [applicant, respondent] = one.PARTIES
const between = { parties: [one.APPLICANT, one.RESPONDENT] }

test('at every stage each side reads one plain sentence with its article', () => {
  expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(STAGES).sort())
  for (const { asked, other } of Object.values(RIGHTS))
    for (const { says, law } of [asked, other]) {
      expect(says).toMatch(/^[^。]+。$/)
      expect([...says].length, says).toBeLessThanOrEqual(45)
      expect(law).toMatch(/第.+条|本县约定/)
    }
})

test('who is not asked yet is told that she owes nothing, and who asked that every door stays open', () => {
  const parts = [...one.PARTIES, one.dispute('registered')]
  expect(rightNow(parts, applicant).says).toContain('撤回')
  expect(rightNow(parts, respondent).says).toContain('现在不用您做什么')
})

test('a mediation she takes part in comes before the stage, from being asked to standing still', () => {
  for (const status of LIVE_MEDIATION) {
    const parts = [...one.PARTIES, one.dispute('open'), one.task('in_handling'), one.mediation(status, between)]
    expect(rightNow(parts, respondent).law, status).toContain('人民调解法')
    expect(rightNow(parts, respondent), status).not.toEqual(RIGHTS.in_handling.other)
  }
  const asked = [
    ...one.PARTIES,
    one.dispute('open'),
    one.task('in_handling'),
    one.mediation('seeking_consent', between),
  ]
  expect(rightNow(asked, respondent).says).toContain('愿不愿意调解由您自己定')
  const hers = one.mediation('seeking_consent', { parties: [one.APPLICANT] })
  const notHers = [...one.PARTIES, one.dispute('open'), one.task('in_handling'), hers]
  expect(rightNow(notHers, respondent)).toEqual(RIGHTS.mediating.other)
})

test('with an agreement before her the right is not to sign it', () => {
  const parts = [
    ...[...one.PARTIES, one.dispute('open'), one.task('in_handling')],
    ...[one.mediation('in_session', between), one.agreement('signing', between)],
  ]
  expect(rightNow(parts, applicant).says).toContain('可以不签')
})
