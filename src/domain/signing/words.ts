import type { Signature } from '../disputes/parts.ts'

/** How whoever signed was known. */
export const KNOWN_BY_SAYS: Readonly<Record<Signature['known_by'], string>> = {
  identity_paper: '核对了身份证件',
  known_in_person: '调解员本人认识',
  one_time_code: '本人手机验证码',
  signed_in: '本人登录',
}

/** How a signature was put there, in words; a finger with who saw it. */
export function howSigned({ how, witness, signed }: Signature): string {
  if (how === 'on_paper') return witness ? `纸上按指印（见证人${witness}）` : '纸上签名'
  return signed?.device === 'office' ? '当面在屏幕上签名' : '屏幕签名'
}
