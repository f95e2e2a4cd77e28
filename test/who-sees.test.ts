import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { ENDPOINTS } from '#contract/all.ts'
import { FORMS } from '#domain/documents/forms.ts'
import { SEEN } from './authorisation-table.ts'
import { type CallerName, type Crowd, crowd } from './callers.ts'
import { CANARIES, type Canary, liveThrough } from './canaries.ts'
import { CREW, type CrewName } from './crew.ts'
import { READ_BY } from './matrix/policy.ts'
import type { Walk } from './ways.ts'
import { newApp, newWorld } from './world.ts'

let door: Crowd
beforeAll(async () => {
  const world = await newWorld()
  door = await crowd(world, await newApp(world))
})

test.each(['registered', 'in_session'] as const)(
  'lists and finding show a file that is %s to those who may see it, and its people plainly to those who handle it',
  async (point) => {
    const [your_name, reach] = point === 'registered' ? ['符小满', '10055556666'] : ['于得水', '10055557777']
    const file = await door.fresh(point, { your_name, reach })
    const shown: Record<string, Record<string, string>> = { desk: {}, area: {}, mine: {}, found: {}, plain: {} }
    const yes = (is: boolean): string => (is ? 'yes' : 'no')
    for (const caller of Object.keys(SEEN[point].desk ?? {}) as CallerName[]) {
      const staff = await door.as(caller)
      const has = (answer: LightMyRequestResponse): boolean =>
        answer.json().lines.some((line: { file_id: string }) => line.file_id === file.file_id)
      const found = await Promise.all(
        [file.short_code, reach, your_name].map((words) => staff.post('/api/find', { words })),
      )
      const [desk, area, mine, page] = await Promise.all([
        staff.get('/api/desk'),
        staff.get('/api/disputes?scope=area'),
        staff.get('/api/disputes?scope=mine'),
        staff.get(`/api/disputes/${file.file_id}`),
      ])
      for (const [name, answer] of Object.entries({ desk, area, mine })) (shown[name] ?? {})[caller] = yes(has(answer))
      expect(new Set(found.map(has)).size, caller).toBe(1)
      ;(shown.found ?? {})[caller] = yes(found.every(has))
      const everything = [desk, area, mine, page, ...found].map((answer) => answer.body).join()
      // Both or neither: a name that slips out where the phone is hidden is a leak.
      expect(everything.includes(your_name), caller).toBe(everything.includes(reach))
      ;(shown.plain ?? {})[caller] = yes(everything.includes(reach))
    }
    expect(shown).toEqual(SEEN[point])
  },
)

/** The address of every page, list and text that can be asked for without saying more, as it is for one file. */
function pagesOf(on: Walk): string[] {
  const asked = ENDPOINTS.filter(
    // The door of the demo shows its visitors whom to be, by name.
    (it) => it.method === 'GET' && it.media === undefined && it.id !== 'demo_people',
  ).map((it): string[] => {
    const kind = it.path.split('/')[4] ?? ''
    const part = kind === 'parties' ? on.applicant : kind === 'agreements' ? on.ids.agreement : (on.ids.mediation ?? '')
    const path = it.path
      .replace(':file_id', on.file_id)
      .replace(':part_id', part ?? '')
      .replace(':party_id', on.applicant)
    if (path.includes(':form'))
      return Object.keys(FORMS).flatMap((form) =>
        [on.applicant, on.ids.mediation, on.ids.agreement].map((of) => `${path.replace(':form', form)}?of=${of}`),
      )
    if (it.id === 'files' || it.id === 'ledger') return ['area', 'mine'].map((scope) => `${path}?scope=${scope}`)
    return path.includes(':') ? [] : [path]
  })
  return asked.flat()
}

test('no page, list or text tells anybody a private word that is not hers to read, and each tells whoever may', {
  timeout: 120_000,
}, async () => {
  const { on } = await liveThrough(door.walks)
  const director = await door.as('director', on)
  const pages: string[] = []
  // Of the forms those there are: whoever handles the file can have each of them.
  for (const page of pagesOf(on))
    if (!page.includes('?of=') || (await director.get(page)).statusCode === 200) pages.push(page)
  expect(pages.length).toBeGreaterThan(50)
  const readBy: Record<string, string[]> = Object.fromEntries(Object.keys(CANARIES).map((canary) => [canary, []]))
  let read = 0
  for (const who of ['applicant', 'respondent', ...(Object.keys(CREW) as CrewName[])] as const) {
    const by = await door.walks.as(who, on)
    let text = ''
    for (const page of pages) {
      const answer = await by.get(page)
      expect(answer.statusCode, page).toBeLessThan(500)
      if (answer.statusCode < 300) read += 1
      text += answer.body
    }
    for (const words of [CANARIES['her phone'], CANARIES['his name'], on.short_code])
      text += (await by.post('/api/find', { words })).body
    for (const canary of Object.keys(CANARIES) as Canary[])
      if (text.includes(CANARIES[canary])) readBy[canary]?.push(who)
  }
  console.log(JSON.stringify({ pages: pages.length, private_fields: Object.keys(CANARIES).length, pages_read: read }))
  const sorted = (all: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(all).map(([canary, who]) => [canary, [...who].sort()]))
  expect(sorted(readBy)).toEqual(sorted(READ_BY))
})
