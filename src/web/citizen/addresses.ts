import type { Endpoint } from '#contract/endpoint.ts'
import type * as intake from '#contract/intake.ts'
import type { StepReply } from '#contract/shared.ts'
import type { RegisterInput, SupplyInput, WithdrawInput } from '#domain/intake/inputs.ts'
import type { Lean } from '#web/lib/call.ts'

// Method and path only: the contract's own values would bring every schema onto a phone. A test holds these to them.
type Nothing = Endpoint['params']
type OnDispute<B extends Endpoint['body']> = Endpoint<Nothing, Nothing, B, typeof StepReply>

export const countyInfo: Lean<typeof intake.countyInfo> = { method: 'GET', path: '/api/county' }
export const placesUnder: Lean<typeof intake.placesUnder> = { method: 'GET', path: '/api/places' }
export const myDispute: Lean<typeof intake.myDispute> = { method: 'GET', path: '/api/my-dispute' }
export const whoLooked: Lean<typeof intake.whoLooked> = { method: 'GET', path: '/api/my-dispute/looks' }

export const register: Lean<Endpoint<Nothing, Nothing, typeof RegisterInput, typeof intake.Receipt>> = {
  method: 'POST',
  path: '/api/disputes/steps/register',
}
export const supplySupplement: Lean<OnDispute<typeof SupplyInput>> = {
  method: 'POST',
  path: '/api/disputes/:file_id/steps/supply_supplement',
}
export const withdraw: Lean<OnDispute<typeof WithdrawInput>> = {
  method: 'POST',
  path: '/api/disputes/:file_id/steps/withdraw',
}
