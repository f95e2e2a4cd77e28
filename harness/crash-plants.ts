import type { Edit } from './trees.ts'

/** By which list of what was found a defect shows; `wrong`: answers nobody should have got. */
export type Sign = 'lost' | 'broken' | 'different' | 'doubled' | 'messages' | 'wrong'
/** A defect in the sources a product is started from, or in its database; found otherwise than by these it is not found. */
export type Plant = { shows: readonly Sign[] } & ({ edits: readonly Edit[] } | { sql: string })

const TAKE_STEP = 'src/server/disputes/take-step.ts'
const BEFORE_COMMIT = `[keepAnswer(asking, done, stepped.opened.here.now)] : [])])
    crashPoint('before_commit')`

/** The defects that kills at random moments have to bring to light, as somebody might leave one behind. */
export const CRASH_PLANTS = {
  answered_before_commit: {
    shows: ['lost', 'broken'],
    edits: [
      {
        file: TAKE_STEP,
        from: 'const taken = await inScope(world.pool, scope, async (trx, last): Promise<Taken> => {',
        to: `const early = Promise.withResolvers<Taken>()
  inScope(world.pool, scope, async (trx, last): Promise<Taken> => {`,
      },
      {
        file: TAKE_STEP,
        from: `    return { ...done, state: stepped.opened.here, consequences: stepped.consequences }
  })`,
        to: `    early.resolve({ ...done, state: stepped.opened.here, consequences: stepped.consequences })
    return early.promise
  }).then(early.resolve, early.reject)
  const taken = await early.promise`,
      },
    ],
  },
  // The database answers before its journal is on the disc: the operator's own setting, or a library's.
  synchronous_commit_off: { shows: ['lost'], sql: 'alter role fengqiao_server set synchronous_commit = off' },
  key_forgotten: {
    shows: ['different', 'doubled', 'wrong'],
    edits: [
      {
        file: TAKE_STEP,
        from: BEFORE_COMMIT,
        to: BEFORE_COMMIT.replace('[keepAnswer(asking, done, stepped.opened.here.now)]', '[]'),
      },
    ],
  },
  sent_before_commit: {
    shows: ['messages'],
    edits: [
      {
        file: TAKE_STEP,
        from: BEFORE_COMMIT,
        to: `${BEFORE_COMMIT}
    for (const it of stepped.consequences)
      if (it.kind === 'send_effect')
        await fetch(process.env.SMS_URL ?? '', {
          method: 'POST',
          headers: { 'idempotency-key': it.id },
          body: JSON.stringify({ id: it.id }),
        })`,
      },
    ],
  },
} as const satisfies Record<string, Plant>

/** What only a cut of the power brings to light, and how what is found of it begins. */
export const POWER_PLANTS = {
  fsync_off: {
    shows: /^(lost: |it could not be started again)/,
    edits: [{ file: 'src/server/db/embedded.ts', from: "fsync: durable ? 'on' : 'off',", to: "fsync: 'off'," }],
  },
  evidence_not_synced: {
    shows: /kept, and its bytes are not there$/,
    edits: [
      { file: 'src/server/storage/store.ts', from: '    await handle.sync()\n', to: '' },
      { file: 'src/server/storage/uploads.ts', from: '      await file.datasync()\n', to: '' },
    ],
  },
} as const satisfies Record<string, { shows: RegExp; edits: readonly Edit[] }>
