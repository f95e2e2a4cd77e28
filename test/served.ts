import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { keepWords } from './kept.ts'
import { freePort } from './product.ts'
import type { TestWorld } from './world.ts'

const root = join(import.meta.dirname, '..')

/** A server and a worker as processes of their own on a test's database, and every word they print. */
export type Served = { url: string; said: () => string; stop: () => Promise<void> }

export async function serveWorld(world: TestWorld): Promise<Served> {
  const port = await freePort()
  let said = ''
  const env = {
    PATH: process.env.PATH,
    // Where a run keeps its temporary files, and what it plants.
    TMPDIR: process.env.TMPDIR,
    NODE_OPTIONS: process.env.NODE_OPTIONS,
    DATA_DIR: world.dataDir,
    PORT: String(port),
    FENGQIAO_SERVER_URL: world.serverUrl,
    FENGQIAO_WORKER_URL: world.workerUrl,
  }
  const children = ['main', 'worker'].map((name): ChildProcess => {
    const child = keepWords(
      spawn(process.execPath, [`src/server/${name}.ts`], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    )
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk))
    return child
  })
  const url = `http://127.0.0.1:${port}`
  const stop = async (): Promise<void> => {
    await Promise.all(
      children.map(
        (child) =>
          new Promise<void>((done) => {
            if (child.exitCode !== null) return done()
            child.once('exit', () => done())
            child.kill('SIGTERM')
          }),
      ),
    )
  }
  for (let tries = 0; tries < 600; tries += 1) {
    if (children.some((child) => child.exitCode !== null)) break
    const ready = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return { url, said: () => said, stop }
    await new Promise((done) => setTimeout(done, 50))
  }
  await stop()
  throw new Error(`the server did not come up:\n${said}`)
}

/** An answer as a person's browser got it: status, headers and body as one text, and the body read. */
export type Got = { status: number; text: string; body: Record<string, unknown> }

/** Speaks http to a served world; every answer is kept under its name. */
export function recorder(url: string) {
  const kept: { name: string; text: string }[] = []
  const ask = async (
    name: string,
    path: string,
    by: { cookie?: string; link?: string },
    body?: object,
  ): Promise<Got> => {
    const answer = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(by.cookie ? { cookie: by.cookie } : {}),
        ...(by.link ? { authorization: `Link ${by.link}` } : {}),
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const told = await answer.text()
    const text = `${[...answer.headers].map((pair) => pair.join(': ')).join('\n')}\n${told}`
    kept.push({ name, text })
    return { status: answer.status, text, body: JSON.parse(told) }
  }
  /** Which answers hold a text, by name. */
  const holding = (secret: string): string[] =>
    [...new Set(kept.filter(({ text }) => text.includes(secret)).map(({ name }) => name))].sort()
  return { ask, holding }
}
