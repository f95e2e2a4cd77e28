import { execFileSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { throwAway } from '#test/kept.ts'
import { startProduct } from '#test/product.ts'
import { quickFolder } from '#test/quick-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    demoFolder: string
  }
}

/** The data folder of a product that was started once and stopped: each journey goes on from a copy of it. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = quickFolder('fengqiao-journeys-')
  const product = await startProduct(folder)
  await product.stop()
  project.provide('demoFolder', folder)
  return () => throwAway(folder)
}

/** A copy of it, of one's own. */
export function copyOf(demoFolder: string): string {
  const copy = quickFolder('fengqiao-journey-')
  // With owners and permissions: PostgreSQL does not start on a folder that others may read.
  execFileSync('cp', ['-a', `${demoFolder}/.`, copy])
  return copy
}
