/** npm run bench -- <名称>：量一组数字，每个数字一行 JSON。用法：npm run bench -- spine */
import { cpus } from 'node:os'

/** `limit`: what the value may not pass; `floor`: what it may not stay under. */
export type Figure = { figure: string; value: number; unit: string; limit?: number; floor?: number; note?: string }

const benches: Record<string, () => Promise<{ figures: (tell: (figure: Figure) => void) => Promise<void> }>> = {
  spine: () => import('./spine.ts'),
  'hundred-thousand': () => import('./hundred-thousand.ts'),
  walk: () => import('./walk.ts'),
  similar: () => import('./similar.ts'),
  papers: () => import('./papers.ts'),
  dossier: () => import('./dossier.ts'),
  evidence: () => import('./evidence.ts'),
  load: () => import('./load.ts'),
  scale: () => import('./scale.ts'),
  limits: () => import('./limits.ts'),
}

const name = process.argv[2] ?? ''
const load = benches[name]
if (!load) {
  console.error(`用法：npm run bench -- <${Object.keys(benches).join('|')}>`)
  process.exit(2)
}
let within = true
const { figures } = await load()
await figures((figure) => {
  const ok = figure.value <= (figure.limit ?? Infinity) && figure.value >= (figure.floor ?? -Infinity)
  within &&= ok
  console.log(JSON.stringify({ bench: name, ...figure, within: ok, cores: cpus().length, node: process.versions.node }))
})
process.exit(within ? 0 : 1)
