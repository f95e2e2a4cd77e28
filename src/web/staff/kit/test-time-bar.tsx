import { sayInstant } from '#web/lib/dates.ts'
import { useCounty } from '../session/me.ts'

/** Where the clock was set for a test, every page says so. */
export function TestTimeBar() {
  const at = useCounty().data?.test_time
  return at ? (
    <div className="test-time" role="status">
      测试时间：{sayInstant(at)}
    </div>
  ) : null
}
