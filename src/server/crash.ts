/** Places at which a test may have the process killed (design 10). A label not listed here is a mistake of the caller. */
export const CRASH_POINTS = [
  'before_commit',
  'commit_sent',
  'after_commit',
  'effect_before_send',
  'effect_after_send',
  'copy_kept',
  'scan_between_files',
  'succession_between_chunks',
  'piece_written',
  'upload_checked',
] as const
export type CrashPoint = (typeof CRASH_POINTS)[number]

const [label, count] = (process.env.CRASH_AT ?? '').split(':')
let left = Number(count ?? '1')

/** Kills this very process, as a power cut would, when CRASH_AT names this point (for the n-th time). Inert otherwise. */
export function crashPoint(at: CrashPoint): void {
  if (label !== at) return
  left -= 1
  if (left <= 0) process.kill(process.pid, 'SIGKILL')
}
