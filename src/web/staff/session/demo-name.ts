let entered: string | null = null

/** As which demo person this window was entered: lets her come back in one click when the session ends. */
export function rememberDemo(signInName: string | null): void {
  entered = signInName
}
export const demoEntered = (): string | null => entered
