import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

/** Where a system keeps its browser. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * The browser to test with: $CHROMIUM_PATH, Playwright's own if it was downloaded, the system's, or the one that came
 * with the packages, so that a fresh machine needs nothing.
 * @throws with a Chinese sentence when there is none
 */
export async function findBrowser(): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH 指的浏览器不存在：${given}`)
    return given
  }
  const own = chromium.executablePath()
  if (own && existsSync(own)) return own
  const found = PLACES.find((path) => existsSync(path))
  if (found) return found
  // Read when the package is loaded: tells it to unpack the libraries a bare system lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}

/** A font set-up naming the fonts that came with the packages: a fresh machine has none for Chinese, and would draw boxes. */
export function fontsFile(): string {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const folder = join(tmpdir(), 'fengqiao-fonts')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir>
<match target="pattern"><edit name="family" mode="append"><string>Noto Sans SC</string></edit></match></fontconfig>`,
  )
  return file
}

/** Starts the browser headless, as root or not, without it calling anywhere. */
export async function launchBrowser(more: string[] = []) {
  const executablePath = await findBrowser()
  return chromium.launch({
    executablePath,
    env: { ...process.env, FONTCONFIG_FILE: fontsFile() } as Record<string, string>,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--lang=zh-CN',
      ...more,
    ],
  })
}
