/** 模拟十年：停机、时钟跳动、放假安排改变，看有没有漏提醒、重复提醒。用法：node scripts/clock-years.ts [年数] [期限数] */
import { liveThrough } from '../test/clock-years.ts'

const [years = 10, clocks = 200_000] = process.argv.slice(2).map(Number)
const begun = performance.now()
const lived = liveThrough({ years, clocks, seed: Date.now() % 1_000_000 })
console.log(JSON.stringify({ years, ...lived, seconds: Math.round((performance.now() - begun) / 100) / 10 }))
process.exit(lived.missed + lived.twice + lived.early === 0 && lived.latest_seconds <= 60 ? 0 : 1)
