/** Two holes on purpose, for a server that is scanned: only the scan that is to find them loads this (`npm run scan -- --planted`). */
import { subscribe } from 'node:diagnostics_channel'

subscribe('fastify.initialization', ({ fastify }) => {
  fastify.get('/planted/hello', (request, reply) =>
    reply
      .header('content-security-policy', "default-src * 'unsafe-inline'")
      .type('text/html')
      .send(`<html><body><p>${request.query.name ?? ''}</p></body></html>`),
  )
  fastify.get('/planted/row', async (request, reply) => {
    // What PostgreSQL says of a text that ends early, shown to whoever asked.
    const id = String(request.query.id ?? '')
    if ((id.match(/'/g) ?? []).length % 2)
      return reply
        .code(500)
        .type('text/html')
        .send(`PostgreSQL query failed: ERROR: unterminated quoted string at or near "${id.replaceAll('<', '')}"`)
    return reply.type('text/html').send('<html><body>1</body></html>')
  })
})
