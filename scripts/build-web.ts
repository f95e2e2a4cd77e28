/** npm run build：网页有变化才重新构建。用法：npm run build */
import { join } from 'node:path'
import { buildWebIfStale } from '#server/web-build.ts'

await buildWebIfStale({ root: join(import.meta.dirname, '..'), say: console.log })
