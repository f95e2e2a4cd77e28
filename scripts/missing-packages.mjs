// What the lock file asks for and is not installed. Plain JavaScript, nothing imported but Node itself: it runs under
// whatever Node the machine has, before node_modules exists.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The `packages` of a lock file, or undefined while there is none that can be read. */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Whether a package is made for this machine; npm leaves out optional ones that are not. */
function fits(wanted) {
  const matches = (list, value) => {
    const entries = [list ?? []].flat()
    const named = entries.filter((entry) => !entry.startsWith('!'))
    return !entries.includes(`!${value}`) && (named.length === 0 || named.includes(value) || named.includes('any'))
  }
  return matches(wanted.os, process.platform) && matches(wanted.cpu, process.arch) && matches(wanted.libc, 'glibc')
}

/**
 * The packages of the lock file that are not installed as it says; undefined when the lock file cannot be read. npm
 * writes node_modules/.package-lock.json as the last thing of an install, so an interrupted one shows as everything
 * missing; times of files prove nothing after a clone.
 */
export function missingPackages(root, purpose) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  if (!wanted) return undefined
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json')) ?? {}
  return Object.entries(wanted)
    .filter(([path, entry]) => {
      if (path === '' || (purpose === 'start' && (entry.dev || entry.devOptional))) return false
      const there = installed[path]
      if (there) return there.version !== entry.version || there.integrity !== entry.integrity
      // npm leaves out, without a word, optional packages it could not fetch: one made for this machine is needed.
      const optional = entry.optional || entry.devOptional
      return !optional || (entry.os !== undefined && entry.cpu !== undefined && fits(entry))
    })
    .map(([path]) => path)
    .concat(existsSync(join(root, 'node_modules', '.bin', 'node')) ? [] : ['node'])
}
