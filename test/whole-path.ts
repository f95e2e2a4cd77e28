import { randomBytes, randomInt } from 'node:crypto'
import { residentNumberChecks } from '#domain/identity/inputs.ts'
import { hashOfActivation, newActivationCode } from '#server/identity/activation.ts'
import { cast, enter, request } from './make.ts'
import { codeAt, giveAccount } from './people.ts'
import { recorder } from './served.ts'
import type { TestWorld } from './world.ts'

/** Secrets no other test has, so that wherever they turn up it was this one that spilt them. */
export const phone = `100${randomInt(10_000_000, 99_999_999)}`
const born = `99032619${randomInt(50, 99)}0101${randomInt(100, 999)}`
const identity = [...'0123456789X'].map((check) => born + check).find(residentNumberChecks) ?? ''
export const name = `漏${String.fromCodePoint(0x20000 + randomInt(1_000))}${String.fromCodePoint(0x4e00 + randomInt(5_000))}`
export const story = `水沟${randomBytes(8).toString('hex')}`

/** The whole path, as people walk it over the network: sign-in, request, supplement, identity, reveal, close; and a few mishaps. */
export async function walkWholePath(world: TestWorld, url: string) {
  const people = await cast(world)
  const account = await giveAccount(world, people.village.sign_in_name)
  const asked = recorder(url)
  const statuses: [string, number][] = []
  const ask = async (...of: Parameters<typeof asked.ask>) => {
    const got = await asked.ask(...of)
    statuses.push([of[0], got.status])
    return got
  }
  const registered = await ask(
    'register',
    '/api/disputes/steps/register',
    {},
    { ...request, your_name: name, reach: phone, what_happened: story, place_code: people.village.place_code },
  )
  const file_id = String(registered.body.file_id)
  const link = String(registered.body.link).split('#')[1] ?? ''
  const at = (step: string, part = '') => `/api/disputes/${file_id}${part}/steps/${step}`

  const typed = { sign_in_name: account.sign_in_name, password: account.password }
  await ask('wrong_sign_in', '/api/session', {}, { ...typed, totp_code: '000000' })
  const entered = await ask(
    'sign_in',
    '/api/session',
    {},
    { ...typed, totp_code: codeAt(account.secret, new Date().toISOString()) },
  )
  const cookie = /__Host-fengqiao=[\w-]+/.exec(entered.text)?.[0] ?? ''
  const clerk = { cookie }

  // Activation of a second person: a slip, a secret, a password.
  const slip = newActivationCode()
  await world.owner.query(
    "update people set activation_hash = $2, activation_until = '2099-01-01' where sign_in_name = $1",
    [people.town.sign_in_name, hashOfActivation(slip)],
  )
  const begun = await ask('begin_activation', '/api/activation', {}, { code: slip })
  const chosen = randomBytes(12).toString('base64url')
  const totp_secret = String(begun.body.totp_secret)
  await ask(
    'finish_activation',
    '/api/activation/finish',
    {},
    { code: slip, password: chosen, totp_secret, totp_code: codeAt(totp_secret, new Date().toISOString()) },
  )

  await ask('desk', '/api/desk', clerk)
  await ask('find', '/api/find', clerk, { words: phone })
  const page = await ask('page', `/api/disputes/${file_id}`, clerk)
  const party_id = (page.body.parties as { id: string }[])[0]?.id ?? ''
  await ask('record_identity', at('record_identity'), clerk, { party_id, paper: 'resident_card', number: identity })
  await ask('find_by_number', '/api/find', clerk, { words: identity })
  await ask('ask_supplement', at('ask_supplement'), clerk, { missing: ['wish'] })
  await ask('supply', at('supply_supplement'), { link }, { text: '希望让出水沟。' })
  const accepted = await ask('accept', at('accept_here'), clerk, {})
  const task = (accepted.body.parts as { part: string; id: string }[]).find((part) => part.part === 'task')?.id
  await ask('page', `/api/disputes/${file_id}`, clerk)

  const others = {
    town: people.town.sign_in_name,
    county: people.county.sign_in_name,
    leader: 'fu.qinghe',
    justice: 'jiang.yingyue',
  }
  for (const [who, signInName] of Object.entries(others)) {
    const other = { cookie: await enter(world, signInName) }
    await ask(`page_of_${who}`, `/api/disputes/${file_id}`, other)
    await ask(`lists_of_${who}`, '/api/disputes', other)
    await ask(`lists_of_${who}`, '/api/find', other, { words: phone })
  }
  const looks = `/api/disputes/${file_id}/looks`
  await ask(
    'reveal_reach',
    looks,
    { cookie: await enter(world, people.county.sign_in_name) },
    { party_id, what: 'reach', reason: '回访核对电话' },
  )
  await ask('reveal_identity', looks, clerk, { party_id, what: 'identity_number', reason: '制作文书核对号码' })

  // Mishaps, each of which quotes what was sent: a wrong field, no reason, a wrong link, a fault of ours in the database.
  await ask('mishap', at('record_identity'), clerk, { party_id, paper: 'resident_card', number: `${identity}${phone}` })
  await ask('mishap', looks, clerk, { party_id, what: 'reach', reason: '' })
  await ask('mishap', '/api/my-dispute', { link: `${link.startsWith('z') ? 'y' : 'z'}${link.slice(1)}` })
  await ask('mishap', `/api/places?parent=${phone}&token=${link}`, {})
  await world.owner.query("alter table disputes add constraint never check (wish <> '坏') not valid")
  const broken = await ask(
    'mishap',
    '/api/disputes/steps/register',
    {},
    {
      ...request,
      your_name: name,
      reach: phone,
      wish: '坏',
      what_happened: story,
      place_code: people.village.place_code,
    },
  )
  await world.owner.query('alter table disputes drop constraint never')

  await ask('resolve', at('resolve_task', `/tasks/${task}`), clerk, {
    how: 'matter_put_right',
    account: '墙退回一尺。',
  })
  await ask('close', at('close'), clerk, {})
  await ask('my', '/api/my-dispute', { link })
  await ask('my_looks', '/api/my-dispute/looks', { link })
  const secrets: Record<string, string> = {
    phone,
    identity,
    link,
    password: account.password,
    chosen,
    totp: account.secret,
    totp_secret,
    session: cookie.split('=')[1] ?? '',
    slip,
  }
  return { people, asked, statuses, file_id, secrets, broken: broken.status }
}
