import { createHash } from 'node:crypto'
import type { Shipped } from './contents.ts'
import { nameOf } from './packages.ts'

const purl = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** A number of its own for every content, so that one version of the product has one list. */
function serialOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * The list of what is given out, as CycloneDX 1.6 (JSON): name, version, licence, the lock file's digest, and whether it
 * runs on the server or is built into the pages. Nothing in it changes while the lock file and the sources do not.
 */
export function sbomOf({ lock, version, program, pages }: Shipped): string {
  const inPages = new Set(pages)
  const onServer = new Set(program)
  const components = [...new Set([...program, ...pages])].sort().flatMap((path) => {
    const locked = lock[path]
    if (!locked) return []
    const name = nameOf(path, locked)
    const [, algorithm = '', digest = ''] = /^(sha\d+)-(.+)$/.exec(locked.integrity ?? '') ?? []
    return [
      {
        type: 'library',
        'bom-ref': path,
        name,
        version: locked.version,
        purl: purl(name, locked.version),
        // An id only where SPDX knows it as one; else the words of the package.
        ...(locked.license
          ? {
              licenses: [
                /^[A-Za-z0-9.+-]+$/.test(locked.license)
                  ? { license: { id: locked.license } }
                  : { expression: locked.license },
              ],
            }
          : {}),
        hashes: [{ alg: `SHA-${algorithm.slice(3)}`, content: Buffer.from(digest, 'base64').toString('hex') }],
        properties: [
          ...(onServer.has(path) ? [{ name: 'fengqiao:part', value: 'program' }] : []),
          ...(inPages.has(path) ? [{ name: 'fengqiao:part', value: 'pages' }] : []),
        ],
      },
    ]
  })
  const product = {
    type: 'application',
    'bom-ref': 'fengqiao',
    name: 'fengqiao',
    version,
    purl: purl('fengqiao', version),
    licenses: [{ license: { id: 'Apache-2.0' } }],
  }
  const serialNumber = serialOf(JSON.stringify([version, components]))
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber, version: 1, metadata: { component: product }, components }, null, 1)}\n`
}
