import { z } from 'zod'

/** The agent who said it for her; and that her guardian said it for or with her. Only an office writes either down. */
export const by_agent = z.uuid().optional()
export const with_guardian = z.boolean().optional()
/** The agents who took part, of whichever party; and the parties whose guardian was there and agreed. */
export const agents = z.array(z.uuid()).max(60).optional()
export const guardians = z.array(z.uuid()).max(60).optional()
