/** One thing looked at: fine, worth knowing, or wrong; and what to do about it. */
export type Check = { state: 'ok' | 'warning' | 'wrong'; says: string; todo?: string }

export const ok = (says: string): Check => ({ state: 'ok', says })
export const warning = (says: string, todo: string): Check => ({ state: 'warning', says, todo })
export const wrong = (says: string, todo: string): Check => ({ state: 'wrong', says, todo })
