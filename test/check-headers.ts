import type { LightMyRequestResponse } from 'fastify'

type Answer = Pick<LightMyRequestResponse, 'statusCode' | 'headers'>

/** What every answer carries, whoever asked and whatever came of it. */
export const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}
/** What tells of the program behind it, or opens it to other sites. */
const NEVER = ['server', 'x-powered-by', 'access-control-allow-origin', 'access-control-allow-credentials', 'via']

const COMMON_POLICY =
  /^default-src 'none'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self'; style-src 'self'( 'nonce-[A-Za-z0-9+/=]{24}')?$/

/** The policy of each kind of answer: pages run our own scripts, what somebody handed in runs nothing, all else is nothing. */
const policyOf = (type: string): RegExp =>
  type.startsWith('text/html')
    ? COMMON_POLICY
    : /^default-src 'none';( sandbox;)? frame-ancestors 'none'$/

/** A session's cookie: of this host alone, over https alone, unseen by scripts, not sent from other sites. */
const COOKIE = /^__Host-fengqiao=[\w-]*; Path=\/; Secure; HttpOnly; SameSite=(Lax|Strict)(; Max-Age=\d+)?$/

/** What is wrong with the headers of an answer; null where nothing is. `tls`: asked of a server that speaks https itself. */
export function checkHeaders({ headers, statusCode }: Answer, { tls = false } = {}): string | null {
  const type = String(headers['content-type'] ?? '')
  const wrong = [
    ...Object.entries(ALWAYS).flatMap(([name, value]) => (headers[name] === value ? [] : [`${name}: ${headers[name]}`])),
    ...NEVER.filter((name) => headers[name] !== undefined),
  ]
  const policy = String(headers['content-security-policy'] ?? '')
  if (!policyOf(type).test(policy)) wrong.push(`content-security-policy: ${policy}`)
  const kept = String(headers['cache-control'] ?? '')
  const isAsset = statusCode < 400 && /^public, max-age=31536000, immutable$/.test(kept)
  if (!isAsset && kept !== 'no-store') wrong.push(`cache-control: ${kept}`)
  if ((headers['strict-transport-security'] === 'max-age=31536000') !== tls) wrong.push('strict-transport-security')
  for (const cookie of [headers['set-cookie'] ?? []].flat())
    if (!COOKIE.test(cookie)) wrong.push(`set-cookie: ${cookie.replace(/=[\w-]{8,}/, '=…')}`)
  return wrong.length ? wrong.join('; ') : null
}
