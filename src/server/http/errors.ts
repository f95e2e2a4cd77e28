import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Indeterminate } from '../db/standby.ts'
import { SideFailure } from '../side-process.ts'
import { type FieldFault, Problem, problemBody } from './problem.ts'

/** What Zod says when nobody wrote a sentence: a person needs to know what to do, not what the schema thinks. */
const PLAIN: Record<string, string> = {
  invalid_type: '请填写这一项，或检查它的格式。',
  invalid_value: '请从给出的选项里选择。',
  too_big: '太长或太大了，请改小一些。',
  too_small: '太短或太少了，请补充。',
  invalid_format: '格式不对，请检查。',
  unrecognized_keys: '有多余的内容，请刷新页面后再试。',
}

type ZodFault = {
  keyword?: string
  instancePath?: string
  message?: string
  params?: { issue?: { code: string; message: string; path: PropertyKey[] } }
}

function fieldFault(fault: ZodFault): FieldFault {
  const issue = fault.params?.issue
  const message = issue?.message ?? fault.message ?? ''
  const says = /\p{Script=Han}/u.test(message)
    ? message
    : (PLAIN[issue?.code ?? fault.keyword ?? ''] ?? '请检查这一项。')
  return { path: (fault.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'), says }
}

/** Errors of the database that mean something to a person; all others are ours. */
const OF_THE_DATABASE: Record<string, Problem['code']> = {
  '42501': 'not_found',
  '57P01': 'indeterminate',
  '57P03': 'indeterminate',
  '53300': 'indeterminate',
  '40001': 'indeterminate',
  '40P01': 'indeterminate',
}

const OF_FASTIFY: Record<string, Problem['code']> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'not_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'not_json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'not_json',
}

const LOST_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

function asProblem(error: FastifyError & { code?: string }): Problem | null {
  if (error instanceof Problem) return error
  if (error instanceof Indeterminate) return new Problem('indeterminate', { retryAfter: 3 })
  if (hasZodFastifySchemaValidationErrors(error)) {
    // An address that is not of its form names nothing: the same answer as for a thing that is not there.
    if (error.validationContext === 'params') return new Problem('not_found')
    if (error.validationContext === 'headers') return new Problem('key_missing')
    return new Problem('bad_input', { faults: error.validation.map((fault) => fieldFault(fault as ZodFault)) })
  }
  const code = error.code ?? ''
  const known = OF_THE_DATABASE[code] ?? OF_FASTIFY[code]
  if (known) return new Problem(known, known === 'indeterminate' ? { retryAfter: 3 } : {})
  if (
    LOST_CONNECTION.has(code) ||
    /Connection terminated|Client has encountered|timeout exceeded when trying to connect/.test(error.message)
  ) {
    return new Problem('indeterminate', { retryAfter: 3 })
  }
  if (error.statusCode === 400) return new Problem('not_json')
  // What a library refuses by itself (a file outside the folder of assets) is the asker's doing, and is not there for her.
  if (error.statusCode && error.statusCode > 400 && error.statusCode < 500) return new Problem('not_found')
  return null
}

/** Every answer that is not the one asked for is problem+json in Chinese; what we did not expect is logged, never shown. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = asProblem(error) ?? new Problem('failed')
    // The message of an unexpected error may quote what a person wrote: only its kind and place are logged.
    if (problem.code === 'failed')
      request.log.error({ kind: error.name, code: error.code, stack: placesOnly(error.stack) }, 'unexpected')
    const { cause } = problem
    if (cause instanceof SideFailure)
      request.log.error({ kind: cause.name, reason: cause.reason, places: cause.places }, 'not done beside the server')
    reply.header('cache-control', 'no-store')
    if (problem.retryAfter !== null) reply.header('retry-after', String(problem.retryAfter))
    return reply
      .code(problem.status)
      .type('application/problem+json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(problemBody(problem))
  })
}

/**
 * An address Fastify itself cannot read names nothing: it never reaches a handler, nor what puts the headers on every answer, and
 * is answered as one that is not there.
 */
export const answerBadAddress =
  (always: Readonly<Record<string, string>>) =>
  (_: unknown, __: FastifyRequest, reply: FastifyReply): void => {
    const problem = new Problem('not_found')
    void reply
      .code(problem.status)
      .headers({ ...always, 'cache-control': 'no-store' })
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemBody(problem)))
  }

const OF_THE_WIRE: Record<string, Problem['code']> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too_slow',
}

/**
 * What is no HTTP, too long before its body, or never finished is answered in Chinese like everything else, and the connection
 * ends: whatever follows on it may be somebody else's words (request smuggling).
 */
export const answerUnreadable =
  (always: Readonly<Record<string, string>>) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    if (!socket.writable) return void socket.destroy()
    const problem = new Problem(OF_THE_WIRE[error.code ?? ''] ?? 'not_http')
    const body = JSON.stringify(problemBody(problem))
    const headers = {
      ...always,
      'cache-control': 'no-store',
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`)
  }

const placesOnly = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
