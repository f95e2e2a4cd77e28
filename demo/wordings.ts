import { v7 } from 'uuid'
import { linesOf } from '#domain/documents/wording-rules.ts'
import { wordingOf } from '#domain/documents/wordings.ts'
import { now, setNow } from '#server/clock.ts'
import { wordingWritten } from '#server/documents/wordings.ts'
import type { World } from '#server/world.ts'
import { Desk } from './registers.ts'

/** A version of the rights that one of the bureau wrote: it waits for the other to look at it. */
export async function writeWording(world: World): Promise<void> {
  const desk = new Desk(world, now())
  const present = wordingOf('rights_and_duties', 1)
  const body = {
    label: present.kind === 'list' ? present.label : '',
    lines: [...linesOf(present), '不识字或者听不清的，可以请调解员一条一条念，听懂了再说愿不愿意。'],
    effective_on: desk.day(10),
    reason: '老人多，好几个镇说光发纸看不懂',
    base_version: 0,
  }
  const params = { piece: 'rights_and_duties' as const }
  try {
    await desk.at('-2 10:00', 'bo.wenyuan', (asker) => wordingWritten(world, { asker, key: v7(), params, body }))
  } finally {
    setNow(null)
  }
}
