import { v7 } from 'uuid'
import { OnTheSpotInput } from '#domain/agreements/on-the-spot.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import { sealsIn } from '#domain/seals/seal.ts'
import { consentOf } from '#domain/signing/guards.ts'
import { questionOf } from '#domain/signing/question.ts'
import type { Actor, Here, Row } from '#domain/step.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { settleOnTheSpot } from '#server/agreements/on-the-spot.ts'
import { now, setNow } from '#server/clock.ts'
import { openComplaint } from '#server/complaints/complain.ts'
import type { Trx } from '#server/db/connection.ts'
import { inScope, nobody, wholeCounty } from '#server/db/scope.ts'
import { loadFile } from '#server/disputes/load.ts'
import { type StepReply, type Taking, takeStep } from '#server/disputes/take-step.ts'
import { Problem } from '#server/http/problem.ts'
import { mergeFiles, unmergeFiles } from '#server/intake/merge.ts'
import { signingCopyOf } from '#server/signing/copies.ts'
import type { World } from '#server/world.ts'
import { handwriting } from './handwriting.ts'
import { STORIES } from './stories.ts'
import { type Deed, instantFrom, type Names, resolved, type Story } from './story.ts'

const MINUTE_MS = 60_000

/** What a story needs to know of a file to go on with it. */
export type Seen = Pick<Here, 'parts' | 'links' | 'clocks'>
export type Staff = Extract<Actor, { kind: 'staff' }>

/** A deed with everything in it resolved: what is done to which part, by whom. */
export type Doing = {
  actor: Actor
  /** The sign-in name, where staff act. */
  sign_in_name: string
  step: StepName | 'on_the_spot'
  file_id: string | null
  part: Part | null
  input: Record<string, unknown>
  occurred_at: string | null
  seen: Seen | null
}
/** What became of it: the file, and what it now is where that is known at once; or the code it was refused with. */
export type Done = { file_id: string; seen: Seen | null } | { refused: string }
/** The way a deed is done: from inside for the demo, through the front door for a test. */
export type Door = (world: World, doing: Doing) => Promise<Done>

async function staffOf(trx: Trx): Promise<Map<string, Staff>> {
  const rows = await trx
    .selectFrom('people')
    .innerJoin('posts', 'posts.person_id', 'people.id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select([
      'people.sign_in_name',
      'people.id as person_id',
      'people.name',
      'posts.id as post_id',
      'posts.role',
      'units.id as unit_id',
      'units.kind',
      'units.name as unit_name',
      'units.place_code',
    ])
    .orderBy('posts.id', 'desc')
    .execute()
  return new Map(
    rows.map(({ kind, role, sign_in_name, ...rest }) => [
      sign_in_name,
      { kind: 'staff', role: role as Role, unit_kind: kind as UnitKind, ...rest },
    ]),
  )
}

/** The code just sent to a party's phone for an agreement: the demo shows it on the screen, here it is typed in at once. */
const codeSent = (world: World, partyId: string) =>
  inScope(world.pool, wholeCounty(dayIn(now())), (trx) =>
    trx
      .selectFrom('one_time_codes')
      .select(['id', 'about', 'edition'])
      .where('party_id', '=', partyId)
      .orderBy('made_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )

/** A party complains by the link to her dispute: that file is what she sees. */
const complaining = (taking: Taking): Taking =>
  taking.actor.kind === 'party'
    ? { ...taking, scope: { ...taking.scope, holder_of: String(taking.input.about_file) } }
    : taking

/** From inside: the same steps and the same checks of what is said, without a network in between. */
export const fromInside: Door = async (world, { actor, step, file_id, part, input, occurred_at }) => {
  const today = dayIn(now())
  const scope = actor.kind === 'party' ? { ...nobody(today), holder_of: file_id ?? '' } : wholeCounty(today)
  const session = { token_hash: Buffer.alloc(0), began_at: now() }
  try {
    if (actor.kind === 'staff') {
      const asker = { kind: 'staff' as const, actor, scope, session: { ...session, actor } }
      const file = file_id ?? ''
      if (step === 'on_the_spot')
        return { ...(await settleOnTheSpot(world, asker, OnTheSpotInput.parse(input), v7())), seen: null }
      if (step === 'merge') {
        await mergeFiles(world, asker, file, input as { file_id: string; because: string }, v7())
        return { file_id: file, seen: null }
      }
      if (step === 'unmerge') {
        await unmergeFiles(world, asker, file, input as { because: string }, v7())
        return { file_id: file, seen: null }
      }
    }
    const name = step as StepName
    const taking: Taking = {
      actor,
      scope,
      step: name,
      fileId: file_id,
      partId: part?.id ?? null,
      input: TABLE[name].input.parse(input) as Record<string, unknown>,
      occurredAt: occurred_at,
      key: null,
    }
    if (name === 'complain') {
      const opened = await openComplaint(world, complaining(taking))
      return { file_id: (opened.reply as StepReply).file_id, seen: opened.state }
    }
    const code = name === 'sign_agreement' && actor.kind === 'party' ? await codeSent(world, actor.party_id) : undefined
    const { reply, state } = await takeStep(world, code ? { ...taking, code } : taking)
    return { file_id: (reply as StepReply).file_id, seen: state }
  } catch (error) {
    if (error instanceof Problem) return { refused: error.code }
    throw error
  }
}

/** The part a deed stands on: named by clause or party, the actor's own task, else the newest of its kind. */
function partFor(row: Row, seen: Seen, actor: Actor, more: Deed[4]): Part | null {
  if (row.on === 'nothing' || row.on === 'dispute') return null
  const kind = seen.parts.filter((part) => part.part === row.on).sort((a, b) => (a.id < b.id ? -1 : 1))
  const fits = kind.filter((part) => {
    if (part.part === 'obligation')
      return part.facts.clause === (more?.clause ?? 1) && part.facts.share === (more?.share ?? 1)
    if (part.part === 'party') return part.facts.name === more?.party
    if (part.part === 'task') return actor.kind !== 'staff' || part.facts.unit_id === actor.unit_id
    return true
  })
  return fits.at(-1) ?? kind.at(-1) ?? null
}

const editionOf = (part: Part | null): object => (part?.part === 'agreement' ? { edition: part.facts.edition } : {})
/** What an answer is to: the change that is proposed, the last payment that was said. */
function answersTo(row: Row, part: Part | null): object {
  // Her newest agent; the request that waits for an answer.
  const agent = part?.part === 'party' ? part.facts.agents?.at(-1) : undefined
  if ('agent_id' in row.input.shape && agent) return { agent_id: agent.id }
  const asked = part?.part === 'mediation' ? part.facts.other_mediator?.find((it) => it.answered === null) : undefined
  if ('request_id' in row.input.shape && asked) return { request_id: asked.id }
  if (part?.part !== 'obligation') return {}
  const { proposal, payments = [] } = part.facts
  const said = payments.filter((it) => it.state === 'claimed').at(-1)
  return {
    ...('proposal_id' in row.input.shape && proposal ? { proposal_id: proposal.id } : {}),
    ...('payment_id' in row.input.shape && said ? { payment_id: said.id } : {}),
  }
}
/** A party by her name (`@苗秀禾`), or her agent in her stead (`@苗秀禾/毛律师`). */
function speaking(by: string, parties: ReadonlyMap<string, string>, parts: readonly Part[]): Actor {
  const [name = '', agentName] = by.slice(1).split('/')
  const party_id = parties.get(name) ?? ''
  const party = partsOf(parts, 'party').find((it) => it.id === party_id)
  const agent_id = party?.facts.agents?.find((it) => it.name === agentName)?.id
  return { kind: 'party', party_id, name: '', ...(agent_id === undefined ? {} : { agent_id }) }
}
const slotsOf = (part: Part | null): string[] =>
  part?.part === 'mediation' ? [...part.facts.slots].sort((a, b) => (a.at < b.at ? -1 : 1)).map((it) => it.id) : []

const questionsOf = (part: Part | null): string[] =>
  part?.part === 'mediation' ? (part.facts.guidance ?? []).map((it) => it.id) : []

/** Everything a story may name. */
async function cast(world: World) {
  return inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
    const staff = await staffOf(trx)
    const units = await trx.selectFrom('units').select(['id', 'name']).execute()
    const rooms = await trx
      .selectFrom('rooms')
      .innerJoin('units', 'units.id', 'rooms.unit_id')
      .select(['rooms.id', 'rooms.name', 'units.name as unit_name'])
      .execute()
    return {
      staff,
      units: new Map(units.map((it) => [it.name, it.id])),
      rooms: new Map(rooms.map((it) => [`${it.unit_name} ${it.name}`, Number(it.id)])),
    }
  })
}

/** Tells one story after another through a door, each deed at its own time. */
export class Teller {
  readonly #world: World
  readonly #door: Door
  readonly #told: string
  readonly #files = new Map<string, { file_id: string; short_code: string }>()
  #about: Seen | null = null
  #cast: Awaited<ReturnType<typeof cast>> | null = null

  /** @param told the moment the stories lead up to (ISO) */
  constructor(world: World, door: Door, told: string) {
    this.#world = world
    this.#door = door
    this.#told = told
  }

  /** @returns the file of the story. @throws where a deed is refused that should not be, or the other way round */
  async tell(story: Story): Promise<string> {
    let file: string | null = null
    let seen: Seen | null = null
    for (const [at, deed] of story.deeds.entries()) {
      const latest = new Date(Date.parse(this.#told) - MINUTE_MS).toISOString()
      const then = instantFrom(this.#told, deed[0])
      setNow(then < latest ? then : latest)
      if (file !== null && seen === null) seen = await this.#see(file)
      const done: Done = await this.#door(this.#world, await this.#doing(deed, file, seen))
      const expected = deed[4]?.refused
      if ('refused' in done ? done.refused !== expected : expected !== undefined) {
        const became = 'refused' in done ? `refused with ${done.refused}` : 'taken'
        throw new Error(
          `${story.name}, deed ${at + 1} (${deed[2]}) was ${became}, and should be ${expected ?? 'taken'}`,
        )
      }
      if ('refused' in done) continue
      if (file === null) {
        file = done.file_id
        this.#files.set(story.name, { file_id: file, short_code: await this.#shortCode(file) })
      }
      seen = done.seen
    }
    if (file === null) throw new Error(`${story.name} opens no file`)
    return file
  }

  #see = (file: string): Promise<Seen> =>
    inScope(this.#world.pool, wholeCounty(dayIn(now())), async (trx) => {
      const loaded = await loadFile(trx, file, false)
      if (!loaded) throw new Error('a story lost its file')
      return loaded
    })

  #shortCode = (file: string): Promise<string> =>
    inScope(this.#world.pool, wholeCounty(dayIn(now())), async (trx) => {
      const row = await trx.selectFrom('files').select('short_code').where('id', '=', file).executeTakeFirstOrThrow()
      return row.short_code
    })

  #papers = (file: string): Promise<Map<string, string>> =>
    inScope(this.#world.pool, wholeCounty(dayIn(now())), async (trx) => {
      const rows = await trx
        .selectFrom('papers')
        .select(['id', 'content'])
        .where('file_id', '=', file)
        .orderBy('id')
        .execute()
      return new Map(rows.map(({ id, content }) => [(content as { title: string }).title, id]))
    })

  /** A name written on glass under what was laid out, once it was read: the hashes, the one question, the consent. */
  async #onGlass(row: Row, part: Part<'agreement'>, actor: Actor, said: Record<string, unknown>, file: string) {
    if (!('strokes' in row.input.shape)) return {}
    const copy = await signingCopyOf(this.#world, wholeCounty(dayIn(now())), file, part)
    const signer = actor.kind === 'party' ? actor.party_id : String(said.party_id)
    const name = part.facts.laid_out?.parties.find((it) => it.id === signer)?.name ?? ''
    const { right } = questionOf(part.facts, signer, copy.terms_hash)
    const consent = consentOf(part.facts.wordings)
    return { understood: true, ...copy, answer: right, tries: 1, consent, strokes: handwriting(name) }
  }

  async #doing([, by, step, input, more]: Deed, file_id: string | null, seen: Seen | null): Promise<Doing> {
    this.#cast ??= await cast(this.#world)
    const { staff, units, rooms } = this.#cast
    // Who complains is a party of the dispute it is about.
    const about = this.#files.get(String(input?.about_file))?.file_id
    const theirs = seen?.parts.some((it) => it.part === 'complaint') ? this.#about : (seen ?? null)
    if (about) this.#about = await this.#see(about)
    const parties = new Map(
      partsOf((about ? this.#about : theirs)?.parts ?? [], 'party').map((it) => [it.facts.name, it.id]),
    )
    const actor: Actor | undefined =
      by === 'anyone' || by === 'system'
        ? { kind: by }
        : by.startsWith('@')
          ? speaking(by, parties, (about ? this.#about : theirs)?.parts ?? [])
          : staff.get(by)
    if (!actor) throw new Error(`a story names ${by}, who is not there`)
    const row: Row | null = step === 'on_the_spot' ? null : TABLE[step]
    const part = row && seen ? partFor(row, seen, actor, more) : null
    const names: Names = {
      told: this.#told,
      parties,
      people: new Map([...staff].map(([name, it]) => [name, it.person_id])),
      units,
      files: this.#files,
      slots: slotsOf(part),
      rooms,
      papers: (step === 'record_service' || step === 'seal_paper') && file_id ? await this.#papers(file_id) : new Map(),
      seals: new Map(sealsIn(seen?.parts ?? []).map((it) => [it.title, it.id])),
      questions: questionsOf(part),
      clocks: new Map((seen?.clocks ?? []).flatMap((it) => (it.state === 'running' ? [[it.rule, it.id]] : []))),
    }
    const said = resolved(input ?? {}, names) as Record<string, unknown>
    const signed = row && part?.part === 'agreement' ? await this.#onGlass(row, part, actor, said, file_id ?? '') : {}
    const edition = row && 'edition' in row.input.shape ? editionOf(part) : {}
    const answers = row ? answersTo(row, part) : {}
    const occurred_at = more?.occurred ? instantFrom(this.#told, more.occurred) : null
    return {
      actor,
      sign_in_name: by,
      step,
      file_id,
      part,
      input: { ...edition, ...answers, ...signed, ...said },
      occurred_at,
      seen: about ? this.#about : seen,
    }
  }
}

/** When a story's mediation is accepted and gets its number; the story's beginning where none is. */
function numberedAt(told: string, { deeds }: Story): string {
  const accepted = deeds.find(([, , step]) => step === 'accept_mediation' || step === 'on_the_spot') ?? deeds[0]
  return accepted ? instantFrom(told, accepted[0]) : told
}

/**
 * The stories in the order in which their mediations were accepted, so that the register book counts as its days do; one that names
 * another's file comes after it.
 */
function asAccepted(told: string, stories: readonly Story[]): Story[] {
  const sorted = [...stories].sort((one, other) => (numberedAt(told, one) < numberedAt(told, other) ? -1 : 1))
  const order: Story[] = []
  const add = (story: Story): void => {
    if (order.includes(story)) return
    const words = JSON.stringify(story.deeds)
    for (const other of stories) if (other !== story && words.includes(`"${other.name}"`)) add(other)
    order.push(story)
  }
  for (const story of sorted) add(story)
  return order
}

/** Tells every story, each at its own time before now. @returns the files, in the order of the stories */
export async function tellStories(world: World, stories: readonly Story[] = STORIES): Promise<string[]> {
  const told = now()
  const teller = new Teller(world, fromInside, told)
  const files = new Map<Story, string>()
  try {
    for (const story of asAccepted(told, stories)) files.set(story, await teller.tell(story))
  } finally {
    setNow(null)
  }
  return stories.map((story) => files.get(story) ?? '')
}
