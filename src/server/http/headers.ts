const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** What every answer carries where nothing else was said: also one to a request that never reached a handler (threats D23). */
export const headersOf = ({ tls }: { tls: unknown }): Readonly<Record<string, string>> =>
  tls ? { ...ALWAYS, 'strict-transport-security': 'max-age=31536000' } : ALWAYS
