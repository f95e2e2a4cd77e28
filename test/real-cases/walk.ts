import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { StaffDispute } from '#contract/disputes.ts'
import type { MyDispute } from '#contract/intake.ts'
import type { ToSign } from '#contract/signing.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { scanClocks } from '#server/clocks/scan.ts'
import { codeDigits } from '#server/identity/one-time-codes.ts'
import { glassOf } from '#test/glass.ts'
import { speaker } from '#test/make.ts'
import type { TestWorld } from '#test/world.ts'
import { type Office, staffOf } from './people.ts'

type Speaker = ReturnType<typeof speaker>
const DAY = 86_400

/** A request the product refused though the walk needs it: which case, which step, what it said. */
export class Stuck extends Error {}

/**
 * One dispute walked by people through the front door: staff by their cookies, parties by their links. It knows steps and
 * pages, and nothing of any case.
 */
export class DisputeWalk {
  readonly #world: TestWorld
  readonly #app: FastifyInstance
  readonly #staff: (name: string) => Promise<Speaker>
  readonly #links = new Map<string, string>()
  readonly office: Office
  readonly name: string
  file = ''
  /** Milliseconds the requests took, and of them those this process worked: the rest is the database, and waiting. */
  served = 0
  worked = 0
  requests = 0

  constructor(world: TestWorld, app: FastifyInstance, name: string, office: Office) {
    this.#world = world
    this.#app = app
    this.name = name
    this.office = office
    this.#staff = staffOf(world, app, now)
  }

  later(days: number): void {
    setNow(secondsAfter(now(), days * DAY))
  }
  /** Moves to nine in the morning of a day, and lets the product do what falls due by then. */
  async until(day: string): Promise<void> {
    const at = `${day}T01:00:00.000Z`
    if (at > now()) setNow(at)
    await scanClocks(this.#world)
  }

  async #asked(what: string, answering: () => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
    const began = performance.now()
    const before = process.cpuUsage()
    const answer = await answering()
    const { user, system } = process.cpuUsage(before)
    this.served += performance.now() - began
    this.worked += (user + system) / 1000
    this.requests += 1
    if (answer.statusCode >= 400) throw new Stuck(`${this.name} ${what}: ${answer.statusCode} ${answer.body}`)
    return answer
  }
  async #speaker(by: string): Promise<Speaker> {
    const link = this.#links.get(by)
    return link === undefined ? this.#staff(by) : speaker(this.#app, { link })
  }
  async get<T>(by: string, url: string): Promise<T> {
    const who = await this.#speaker(by)
    return (await this.#asked(url, () => who.get(url))).json() as T
  }
  async post<T>(by: string, url: string, body: object): Promise<T> {
    const who = await this.#speaker(by)
    return (await this.#asked(url, () => who.post(url, body))).json() as T
  }
  /** A request that is to be refused: the problem it is answered with. */
  async refused(by: string, url: string, body: object): Promise<{ code: string; status: number; law?: string }> {
    const who = await this.#speaker(by)
    const answer = await who.post(url, body)
    if (answer.statusCode < 400) throw new Stuck(`${this.name} ${url}: was to be refused`)
    return answer.json()
  }

  page(): Promise<StaffDispute> {
    return this.get(this.office.handler, `/api/disputes/${this.file}`)
  }
  on(step: string, part?: { kind: string; id: string }): string {
    return `/api/disputes/${this.file}${part ? `/${part.kind}/${part.id}` : ''}/steps/${step}`
  }
  act(step: string, body: object = {}, by: string = this.office.handler): Promise<unknown> {
    return this.post(by, this.on(step), body)
  }
  actOn(kind: string, id: string, step: string, body: object = {}, by: string = this.office.handler): Promise<unknown> {
    return this.post(by, this.on(step, { kind, id }), body)
  }

  /** Whether this party has a link of her own in hand. */
  holdsLink(party: string): boolean {
    return this.#links.has(party)
  }
  /** She keeps the link she was given: from now on she speaks for herself. */
  keepLink(party: string, address: string): void {
    this.#links.set(party, address.split('#')[1] ?? '')
  }
  /** An address of which only her own page says whose it is. */
  async keepReceipt(address: string): Promise<void> {
    this.keepLink('receipt', address)
    const { party_id } = await this.myPage('receipt')
    this.#links.delete('receipt')
    this.keepLink(party_id, address)
  }
  /** The office hands her a new link, as it would at its window. */
  async giveLink(party: string): Promise<void> {
    const renewed = await this.post<{ link: string }>(this.office.handler, this.on('renew_link'), {
      party_id: party,
      because: '当面交给本人',
    })
    this.keepLink(party, renewed.link)
  }
  myPage(party: string): Promise<MyDispute> {
    return this.get(party, '/api/my-dispute')
  }

  /** What she says: by her own link where she has one, else written down by the office in her name. */
  async says(party: string, kind: string, id: string, step: string, body: object = {}): Promise<void> {
    if (this.#links.has(party)) await this.actOn(kind, id, step, body, party)
    else await this.actOn(kind, id, step, { ...body, said_by: party })
  }
  /** Signs on her screen: asks for a code, reads it off her phone, gives it back. */
  async signs(party: string, agreement: string, edition: number): Promise<void> {
    await this.actOn('agreements', agreement, 'ask_code', { edition }, party)
    const { rows } = await this.#world.owner.query<{ id: string }>(
      'select id from one_time_codes where party_id = $1 order by made_at desc limit 1',
      [party],
    )
    const code = codeDigits(this.#world, rows[0]?.id ?? '')
    const sheet = await this.get<ToSign>(party, `/api/disputes/${this.file}/agreements/${agreement}/to-sign`)
    await this.actOn('agreements', agreement, 'sign_agreement', { edition, code, ...glassOf(sheet) }, party)
  }
}
