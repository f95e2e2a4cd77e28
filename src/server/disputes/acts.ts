import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { StepName } from '#domain/table.ts'
import { now } from '../clock.ts'
import { answerComplaint, complain, linkToComplaint } from '../complaints/complain.ts'
import { inScope } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { staff } from '../http/serve.ts'
import { askCode } from '../identity/ask-code.ts'
import { agentLinkOf, linksOf, linkToShow } from '../identity/links.ts'
import { problemOf, tryCode } from '../identity/one-time-codes.ts'
import { mergeFiles, unmergeFiles } from '../intake/merge.ts'
import { registerForOthers, registerWithReceipt } from '../intake/register.ts'
import { suspected } from '../intake/suspect.ts'
import type { World } from '../world.ts'
import { type StepReply, type Taking, takeStep } from './take-step.ts'

/** An act as it was asked for. */
export type Asked = {
  step: StepName
  asker: Asker
  fileId: string | null
  partId: string | null
  input: Record<string, unknown>
  occurredAt: string | null
  key: string
  request: FastifyRequest
  reply: FastifyReply
}
type Doing = (world: World, asked: Asked) => Promise<unknown>

const taking = ({ asker, step, fileId, partId, input, occurredAt, key }: Asked): Taking => ({
  actor: asker.actor,
  scope: asker.scope,
  step,
  fileId,
  partId,
  input,
  occurredAt,
  key,
})

const plain: Doing = async (world, asked) => {
  const answered = await takeStep(world, taking(asked))
  asked.reply.code(answered.status)
  return answered.reply
}

/** The party who acts, on her own file: a link of another one opens nothing here, not even a word about codes. */
const party = ({ asker, fileId }: Asked) => {
  if (asker.kind !== 'party' && asker.kind !== 'agent') throw new Problem('link_not_valid')
  if (asker.file_id !== fileId) throw new Problem('not_found')
  return asker
}

/** A link put in the place of another, with its secret: shown to whoever hands it over, and this once. */
async function renewed(
  world: World,
  asked: Asked,
  isIt: (link: { party_id: string }) => boolean,
  show: typeof linkToShow,
) {
  const answered = await takeStep(world, taking(asked))
  const reply = answered.reply as StepReply
  const link = await inScope(world.pool, asked.asker.scope, async (trx) => {
    const links = await linksOf(trx, reply.file_id)
    return links.find((it) => isIt(it) && it.purpose === 'own' && it.until === null)
  })
  if (!link) throw new Error('a renewed link is not there')
  return { ...reply, ...show(world, link.id) }
}

/** The acts that must look something up, or answer more, than a step does. All others are the step and nothing else. */
const OWN: Partial<Record<StepName, Doing>> = {
  register: (world, { input, key }) => registerWithReceipt(world, null, 'register', input, null, key),
  take_down: (world, { asker, input, occurredAt, key }) =>
    registerWithReceipt(world, asker, 'take_down', input, occurredAt, key),
  hand_over: (world, { asker, input, occurredAt, key }) =>
    registerForOthers(world, asker, 'hand_over', input, occurredAt, key),
  report_clue: (world, { asker, input, occurredAt, key }) =>
    registerForOthers(world, asker, 'report_clue', input, occurredAt, key),
  complain: (world, asked) => complain(world, taking(asked)),
  answer_complaint: async (world, asked) => {
    const { status, reply } = await answerComplaint(world, taking(asked))
    asked.reply.code(status)
    return reply
  },
  suspect_duplicate: async (world, asked) => {
    const said = asked.input.suspicions as Parameters<typeof suspected>[3]
    const suspicions = await suspected(world, staff(asked.asker), asked.fileId ?? '', said)
    return plain(world, { ...asked, input: { ...asked.input, suspicions } })
  },
  merge: async (world, { asker, fileId, input, key }) =>
    (await mergeFiles(world, staff(asker), fileId ?? '', input as { file_id: string; because: string }, key)).reply,
  unmerge: async (world, { asker, fileId, input, key }) =>
    (await unmergeFiles(world, staff(asker), fileId ?? '', input as { because: string }, key)).reply,
  renew_link: (world, asked) => renewed(world, asked, (it) => it.party_id === asked.input.party_id, linkToShow),
  // A complaint's file has one own link that stands: hers who made it.
  renew_complaint_link: (world, asked) => renewed(world, asked, () => true, linkToComplaint),
  give_agent_link: async (world, asked) => {
    const answered = await takeStep(world, taking(asked))
    const reply = answered.reply as StepReply
    // What this step opened is shown to whoever took it, though another be given in the same moment; asked again under its key once
    // another was given, it is shown no more.
    const today = dayIn(now())
    const [opened] = answered.consequences.flatMap((it) =>
      'purpose' in it && it.purpose === 'agent' && (it.until === null || it.until >= today) ? [it] : [],
    )
    const link = opened ?? (await inScope(world.pool, asked.asker.scope, (trx) => agentLinkOf(trx, reply)))
    if (!link) throw new Problem('agency_over')
    return { ...reply, ...linkToShow(world, link.id) }
  },
  ask_code: (world, asked) => askCode(world, party(asked), taking(asked), asked.request),
  sign_agreement: async (world, asked) => {
    const { code, ...input } = asked.input as { code: string; edition: number }
    const { actor, scope } = party(asked)
    const about = asked.partId ?? ''
    const proof = await tryCode(world, scope, { party_id: actor.party_id, agent_id: actor.agent_id, about, code })
    // A step repeated under its key finds its code used up by itself: the answer given before is given again.
    if (proof.outcome !== 'right' && proof.outcome !== 'spent') throw problemOf(proof.outcome)
    const answered = await takeStep(world, {
      ...taking({ ...asked, input }),
      ...(proof.outcome === 'right' ? { code: { id: proof.code_id, about, edition: input.edition } } : {}),
    })
    asked.reply.code(answered.status)
    return answered.reply
  },
}

/** Does an act: by its own way where it has one, else as the step it is. */
export const doAct: Doing = (world, asked) => (OWN[asked.step] ?? plain)(world, asked)
