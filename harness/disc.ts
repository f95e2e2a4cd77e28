import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const SIZE = '3G'
/** Clones share their blocks: only what was written since takes room. */
const ROOM = '8G'

/** A disc on which nothing is kept that was not written to it: what still lies in memory when its power goes is lost. */
export type Disc = {
  /** Where it is mounted. */
  readonly folder: string
  /** Makes a copy of the disc as it is at this instant; nobody is asked to write anything down first. */
  cut(): void
  /** Puts the copy in the disc's place, as the machine finds it when it is started again. Whoever used it is dead. */
  restart(): Promise<void>
  remove(): Promise<void>
}

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()

function has(command: string): boolean {
  try {
    run('sh', '-c', `command -v ${command}`)
    return true
  } catch {
    return false
  }
}

function clones(folder: string): boolean {
  const [from, to] = [join(folder, 'whole'), join(folder, 'clone')]
  try {
    writeFileSync(from, 'x')
    run('cp', '--reflink=always', from, to)
    return true
  } catch {
    return false
  } finally {
    for (const it of [from, to]) rmSync(it, { force: true })
  }
}

/** Why no such disc can be made here; null where it can. */
export function whyNoDisc(base: string): string | null {
  if (process.getuid?.() !== 0) return '要用 root 运行：要挂载一个文件做的磁盘'
  const lacking = ['losetup', 'mount', 'umount', 'mkfs.ext4'].filter((it) => !has(it))
  if (lacking.length) return `没有 ${lacking.join('、')}`
  if (!existsSync('/dev/loop-control')) return '内核没有 loop 设备'
  if (!clones(base) && !has('mkfs.xfs') && !has('mkfs.btrfs'))
    return '这里的文件系统不能瞬间复制文件，又没有 mkfs.xfs（xfsprogs）或 mkfs.btrfs（btrfs-progs）'
  return null
}

/** A process that was just killed may hold its folder a moment longer. */
async function unmount(folder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return void run('umount', folder)
    } catch (error) {
      if (tries === 100) throw error
      await sleep(50)
    }
  }
}

/**
 * Makes one under `base`: a filesystem in a file that is read and written past the memory of the one it lies on, which clones files.
 * @throws where this machine does not let it, for a reason `whyNoDisc` could not see
 */
export async function makeDisc(base: string): Promise<Disc> {
  const folder = join(base, 'disc')
  const images = join(base, 'images')
  for (const it of [folder, images]) mkdirSync(it)
  let [ownImages, isMounted, isRemoved] = [false, false, false]
  function makeImages(): void {
    if (clones(images)) return
    const whole = join(base, 'images.img')
    run('truncate', '-s', ROOM, whole)
    if (has('mkfs.xfs')) run('mkfs.xfs', '-q', '-m', 'reflink=1', whole)
    else run('mkfs.btrfs', '-q', whole)
    run('mount', '-o', 'loop', whole, images)
    ownImages = true
  }
  let image = join(images, '0')
  let copy = 0
  let device = ''
  function insert(): void {
    device = run('losetup', '--find', '--show', '--direct-io=on', image)
    const direct = readFileSync(`/sys/block/${basename(device)}/loop/dio`, 'utf8').trim()
    if (direct !== '1') throw new Error('the loop device does not write past the memory of the filesystem below it')
    run('mount', device, folder)
    isMounted = true
  }
  async function takeOut(): Promise<void> {
    if (isMounted) await unmount(folder)
    isMounted = false
    if (device) run('losetup', '--detach', device)
    device = ''
  }
  async function remove(): Promise<void> {
    if (isRemoved) return
    isRemoved = true
    await takeOut()
    if (ownImages) await unmount(images)
    rmSync(base, { recursive: true, force: true })
  }
  try {
    makeImages()
    run('truncate', '-s', SIZE, image)
    run('mkfs.ext4', '-q', '-F', image)
    insert()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    folder,
    cut() {
      copy += 1
      run('cp', '--reflink=always', image, join(images, String(copy)))
    },
    async restart() {
      const next = join(images, String(copy))
      if (statSync(next).size === 0) throw new Error('there is no copy')
      await takeOut()
      if (isRemoved) throw new Error('the disc is gone')
      rmSync(image)
      image = next
      insert()
    },
    remove,
  }
}
