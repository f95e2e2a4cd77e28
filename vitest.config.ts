import { defineConfig } from 'vitest/config'
import { keep } from './test/kept.ts'
import { SlowFirst } from './test/slow-first.ts'

const shared = { environment: 'node' as const, pool: 'forks' as const }

/** Tests about this machine: processes started and killed, packages installed, every policy spoilt in turn. Slow by nature. */
const MACHINE = [
  'src/server/launch.test.ts',
  'src/server/web-build.test.ts',
  'src/server/db/embedded.test.ts',
  'src/server/db/postgres-program.test.ts',
  'scripts/prepare.test.ts',
  'scripts/pack/disc.test.ts',
  // They put other modules in the place of real ones, which works only where nothing was read before.
  'src/server/backup/back.test.ts',
  'src/server/backup/backup.test.ts',
  'test/row-security.test.ts',
  'harness/fuzz.test.ts',
  // Long: only when it is asked for by its own name.
  ...(process.env.CRASH_EVERY_STEP === '1' ? ['harness/every-step.ts'] : []),
  'harness/standby.test.ts',
]
/** Every row with each of its writers failing, every endpoint with every caller, every real case and story: thorough, and longer than an inner loop. */
const THOROUGH = [
  'test/races.test.ts',
  'test/random-steps.test.ts',
  'test/authorisation.test.ts',
  'test/foreign-ids.test.ts',
  'test/real-cases/drive.test.ts',
  'test/stories/stories.test.ts',
  'test/demo.test.ts',
  'test/demo-papers.test.ts',
  'test/demo-parties.test.ts',
  'test/demo-desks.test.ts',
  'test/hostile-input.test.ts',
  'harness/guessing.test.ts',
  'test/two-sides.test.ts',
  'scripts/verify.test.ts',
  'src/server/intake/merge.test.ts',
  'src/server/identity/demo.test.ts',
  'src/server/disputes/events-are-kept.test.ts',
  'src/server/exchange/deliver.test.ts',
  'src/server/identity/every-beside.test.ts',
  'src/server/intake/every-row.test.ts',
  'src/server/intake/every-duplicate.test.ts',
  'src/server/triage/every-row.test.ts',
  'src/server/mediation/every-row.test.ts',
  'src/server/sealed/every-row.test.ts',
  'src/server/organisations/every-row.test.ts',
  'src/server/organisations/succession-cut-off.test.ts',
  'src/server/organisations/succession.test.ts',
  'src/server/organisations/succession-of-complaints.test.ts',
  'src/server/organisations/workbook.test.ts',
  'src/server/intake/batches.test.ts',
  'src/server/ledger/every-row.test.ts',
  'src/server/complaints/every-row.test.ts',
  'src/server/complaints/complaints.test.ts',
  'src/server/referrals/every-row.test.ts',
  'src/server/danger/every-row.test.ts',
  'src/server/sealed/sealed-notes.test.ts',
  'src/server/evidence/every-row.test.ts',
  'src/server/storage/bad-files.test.ts',
  'src/server/storage/killed.test.ts',
  'src/server/seals/copy-cut-off.test.ts',
  'src/server/agreements/every-row.test.ts',
  'src/server/agreements/every-obligation.test.ts',
]
/** Walks and races over the pure table: short in the inner loop, two million steps and a hundred thousand races in the whole suite. */
const WALKED = ['src/domain/walk.test.ts', 'src/domain/races.test.ts']
/** Files that share a process share what was read and compiled: half of a file's time is that. Each still has a database of its own, and the real time (`setup.ts`). */
const SHARING = { isolate: false, setupFiles: ['test/setup.ts'] }
const WITH_DATABASE = { globalSetup: ['test/global-setup.ts'], testTimeout: 90_000, hookTimeout: 120_000 }

/** Kinds of tests: rules (pure), acts (a database a file), thorough, machine, journeys (a browser). `check` runs rules, acts and brief. */
export default defineConfig({
  test: {
    // A journey waits as often as it works: three at a time keep two cores busy.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    onConsoleLog: (said) => keep('console', said),
    projects: [
      {
        test: {
          ...shared,
          ...SHARING,
          name: 'rules',
          // Properties over thousands of cases: a busy machine is slow, not wrong.
          testTimeout: 20_000,
          include: [
            'src/domain/**/*.test.ts',
            'src/contract/**/*.test.ts',
            'src/web/**/*.test.ts',
            'demo/**/*.test.ts',
          ],
          exclude: WALKED,
        },
      },
      { test: { ...shared, name: 'brief', testTimeout: 20_000, include: WALKED } },
      {
        test: {
          ...shared,
          ...WITH_DATABASE,
          ...SHARING,
          name: 'acts',
          include: ['src/server/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...MACHINE, ...THOROUGH, 'node_modules/**'],
        },
      },
      {
        test: {
          ...shared,
          ...WITH_DATABASE,
          ...SHARING,
          name: 'thorough',
          include: [...WALKED, ...THOROUGH],
          env: { WALK_STEPS: process.env.WALK_STEPS ?? '2000000', RACES: process.env.RACES ?? '100000' },
        },
      },
      { test: { ...shared, ...WITH_DATABASE, name: 'machine', include: MACHINE } },
      {
        test: {
          ...shared,
          name: 'journeys',
          globalSetup: ['journeys/demo-folder.ts'],
          include: ['journeys/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'harness',
          include: ['harness/**/*.test.ts'],
          exclude: [...MACHINE, ...THOROUGH],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
