/** npm run activation -- <用户名>：重新发一个开通码（手机丢了、忘了密码）；原来的密码、动态码和登录立即失效，安全审计员和个人信息保护负责人会收到告警。 */
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { makePool } from '#server/db/connection.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { renewActivation } from '#server/identity/activation.ts'
import { command } from '#server/packed.ts'
import { recordEmergencyCode } from '#server/upkeep/emergency-codes.ts'
import { withDatabase } from './with-database.ts'

const name = process.argv[2]?.trim().toLowerCase()
if (!name) {
  console.error(`用法：${command('activation', '<用户名>')}`)
  process.exit(2)
}
const renewed = await withDatabase(async (_, ownerUrl) => {
  const pool = makePool(ownerUrl, 1)
  const at = now()
  try {
    return await inScope(pool, nobody(dayIn(at)), async (trx) => {
      const made = await renewActivation(trx, name, at)
      if (made) await recordEmergencyCode(trx, name)
      return made
    })
  } finally {
    await pool.end()
  }
})
if (renewed)
  console.log(
    `${name} 的开通码：${renewed.code}（用一次，${dayIn(renewed.until)} 前有效）。请当面交给本人，在 /staff/activate 开通。`,
  )
else console.error(`没有用户名是 ${name} 的在岗人员，请核对。`)
process.exit(renewed ? 0 : 1)
