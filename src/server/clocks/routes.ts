import type { FastifyInstance } from 'fastify'
import { changeClockRule, clockRules, enterHolidays, holidays, tryClockRule } from '#contract/clock-rules.ts'
import { serve } from '../http/serve.ts'
import type { World } from '../world.ts'
import { ruleChanged, ruleTried } from './change-rules.ts'
import { holidaysEntered, showHolidays } from './holidays.ts'
import { showRules } from './show-rules.ts'

/** Lengths and holidays: for everybody to read, for the justice bureau to keep. */
export function clockRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, clockRules, ({ asker }) => showRules(world, asker))
  serve(app, world, holidays, ({ asker }) => showHolidays(world, asker))
  serve(app, world, tryClockRule, (asked) => ruleTried(world, asked))
  serve(app, world, changeClockRule, (asked) => ruleChanged(world, asked))
  serve(app, world, enterHolidays, (asked) => holidaysEntered(world, asked))
}
