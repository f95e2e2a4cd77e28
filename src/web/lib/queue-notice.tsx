import { useSyncExternalStore } from 'react'
import { isQueued, onQueue } from './queue.ts'
import './queue-notice.css'

/** Says calmly that something waits for its turn, for as long as it does: nothing is wrong, and nothing is to be done. */
export function QueueNotice() {
  const queued = useSyncExternalStore(onQueue, isQueued)
  return (
    <div role="status" className="queue-notice">
      {queued && <p>办事的人多，正在排队……轮到了自动办，不用再点。</p>}
    </div>
  )
}
