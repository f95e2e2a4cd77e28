import type { World } from '#server/world.ts'

/** Tells the demo's stories. */
export async function tellStories(_world: World): Promise<void> {}
