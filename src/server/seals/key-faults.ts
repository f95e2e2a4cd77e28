import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { readCheckCode } from './check-code.ts'

/**
 * What is wrong with the keys of seals, in words: sealed copies that were given out would be told to be none, and no one would
 * say so. Empty where nothing was sealed yet. @param client sees every row
 */
export async function sealKeyFaults(client: pg.Client, dataDir: string): Promise<string[]> {
  const { rows } = await client.query<{ check_code: string; certificate: string }>(
    `(select check_code, certificate from issued_papers order by made_at limit 1) union all
     (select check_code, certificate from issued_papers order by made_at desc limit 1)`,
  )
  const path = (name: string) => join(dataDir, 'keys', name)
  const check = path('check-signing.pem')
  const key = existsSync(check) ? createPrivateKey(readFileSync(check)) : null
  const isLost = rows.some(({ check_code }) => key === null || readCheckCode(key, check_code) === null)
  const roots = rows.map(({ certificate }) =>
    new X509Certificate(certificate).publicKey.asymmetricKeyType === 'rsa'
      ? 'seal-root-rsa.pem'
      : 'seal-root-ecdsa.pem',
  )
  const gone = [...new Set(roots)].filter((name) => !existsSync(path(name)))
  return [
    ...(isLost ? ['二维码的密钥 keys/check-signing.pem 不是原来的那一把：已经发出去的盖章件扫码会显示“不存在”'] : []),
    ...gone.map((name) => `印章的根证书和密钥 keys/${name} 不见了：不能再盖章，也认不出以前盖的章`),
  ]
}
