import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/**
 * The kinds of tests as they begin: those that wait for browsers and processes leave the cores to those that only count. What is put under
 * load begins when nobody waits before a browser any more.
 */
const ORDER = ['journeys', 'machine', 'harness', 'thorough', 'acts', 'rules', 'brief']

/** Long files begin first and short ones fill up the end, whatever their size or what a machine remembers of earlier runs. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((one, other) => ORDER.indexOf(one.project.name) - ORDER.indexOf(other.project.name))
  }
}
