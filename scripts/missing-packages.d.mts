/** The packages of the lock file that are not installed as it says, by path; undefined when it cannot be read. */
export function missingPackages(root: string, purpose: 'start' | 'test'): string[] | undefined
