import { z } from 'zod'
import { Reason } from '#domain/organisations/inputs.ts'
import { GUESS_TOPICS, type GuessTopic, GuessWordsBody } from '#domain/triage/guess.ts'
import { LEAF_ENDS, type LeafEnd, SelfHelpBody } from '#domain/triage/self-help.ts'
import { DISPUTE_TYPES, type DisputeType } from '#domain/triage/types.ts'
import { asKept } from './as-kept.ts'
import { endpoint } from './endpoint.ts'
import { Instant, writable } from './shared.ts'

const TYPES = Object.keys(DISPUTE_TYPES) as [DisputeType, ...DisputeType[]]
const TOPICS = Object.keys(GUESS_TOPICS) as [GuessTopic, ...GuessTopic[]]
const ENDS = Object.keys(LEAF_ENDS) as [LeafEnd, ...LeafEnd[]]

/** One chip: what the words speak for and by which words; a tap chooses it, nothing else does. */
export const GuessShown = z
  .object({
    topic: z.enum(TOPICS),
    says: z.string(),
    dispute_type: z.enum(TYPES),
    type_says: z.string(),
    /** The closed question a tap answers yes as well. */
    asks: z.string().nullable(),
    words: z.array(z.string()),
  })
  .meta({ id: 'Guess' })
export type GuessShown = z.output<typeof GuessShown>

/** The text goes in the body, is read once and kept nowhere. */
export const guessTypes = endpoint({
  id: 'guess_types',
  method: 'POST',
  path: '/api/guess',
  summary: '按说的话猜是哪一类纠纷（只作提示，最多三个，由人点选）',
  who: ['anyone'],
  body: z.strictObject({ text: writable(z.string().max(5_000, '最多 5000 个字。')) }),
  reply: z.object({ version: z.int(), guesses: z.array(GuessShown) }),
})

const history = z.array(
  z.object({
    version: z.int(),
    made_at: Instant,
    by: z.string(),
    unit_name: z.string(),
    because: z.string(),
    trial_says: z.string().nullable(),
  }),
)
const edition = { version: z.int(), may_edit: z.boolean(), history }

export const guessWords = endpoint({
  id: 'guess_words',
  method: 'GET',
  path: '/api/guess-words',
  summary: '第一猜测的词表、各版和理由',
  who: ['staff'],
  reply: z.object({ ...edition, words: GuessWordsBody.shape.words }).meta({ id: 'GuessWords' }),
})

/** What a list would have said of the newest files the asker may see. */
export const Trial = z
  .object({
    looked_at: z.int(),
    changed: z.int(),
    says: z.string(),
    lines: z.array(
      z.object({
        file_id: z.uuid(),
        short_code: z.string(),
        before: z.string(),
        after: z.string(),
        /** The type people gave it in the end. */
        type_says: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'GuessTrial' })

export const tryGuessWords = endpoint({
  id: 'try_guess_words',
  method: 'POST',
  path: '/api/guess-words/trial',
  summary: '试算：新词表会改变过去多少件的第一猜测',
  who: ['staff'],
  body: GuessWordsBody,
  reply: Trial,
})

const Made = z.object({ version: z.int() })

export const changeGuessWords = endpoint({
  id: 'change_guess_words',
  method: 'POST',
  path: '/api/guess-words',
  summary: '启用新的一版词表',
  who: ['staff'],
  body: GuessWordsBody.safeExtend({ base_version: z.int().min(0), reason: Reason }),
  reply: Made,
})

const Door = z.object({ name: z.string(), address: z.string(), phone: z.string(), hours: z.string() })

/** Open to everybody, without a name or a number: the questions and where each road ends, with this county's doors. */
export const selfHelp = endpoint({
  id: 'self_help',
  method: 'GET',
  path: '/api/self-help',
  summary: '自助问答：问题、结论、依据和本县的地址',
  who: ['anyone'],
  reply: z
    .object({
      version: z.int(),
      start: z.string(),
      questions: SelfHelpBody.shape.questions,
      leaves: z.array(
        z.object({
          id: z.string(),
          ends: z.enum(ENDS),
          title: z.string(),
          says: z.string(),
          law: z.string(),
          dispute_type: z.enum(TYPES).nullable(),
          doors: z.array(Door),
          /** Which of several doors is hers; empty where there is nothing to choose. */
          which_door: z.string(),
        }),
      ),
    })
    .meta({ id: 'SelfHelp' }),
})
export type SelfHelp = z.output<(typeof selfHelp)['reply']>

export const selfHelpEdition = endpoint({
  id: 'self_help_edition',
  method: 'GET',
  path: '/api/self-help/edition',
  summary: '自助问答的现行一版、各版和理由',
  who: ['staff'],
  reply: z.object({ ...edition, body: asKept(SelfHelpBody) }).meta({ id: 'SelfHelpEdition' }),
})

export const changeSelfHelp = endpoint({
  id: 'change_self_help',
  method: 'POST',
  path: '/api/self-help',
  summary: '启用新的一版自助问答',
  who: ['staff'],
  body: SelfHelpBody.safeExtend({ base_version: z.int().min(0), reason: Reason }),
  reply: Made,
})

export const EDITION_QUESTIONS = [
  guessTypes,
  guessWords,
  tryGuessWords,
  changeGuessWords,
  selfHelp,
  selfHelpEdition,
  changeSelfHelp,
]
