import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { alive } from '../../src/platform/database/embedded-orphan.ts'
import { stopWithThisProcess, temporaryFolder } from './database.ts'

// To make a country costs several times what a start on one does, and dozens of tests start the product. So the first
// start at a scale makes a data folder that the others of the same run of the tests begin with a copy of.

/** Where one run of the tests keeps them. Without it each start makes a country of its own. */
const seedsVariable = 'KIUNGO_TEST_SEEDS'

/** For the processes of one run of the tests: a folder of theirs alone, deleted when this process ends. */
export function seedsOfThisRun(): Readonly<Record<string, string>> {
  const folder = temporaryFolder()
  mkdirSync(folder)
  // PostgreSQL may run as another user, who must be able to pass through.
  chmodSync(folder, 0o711)
  stopWithThisProcess(folder)
  return { [seedsVariable]: folder }
}

export interface SeedOptions {
  readonly scale: number
  /** Makes the seed in a new folder, and leaves nothing running on it. */
  readonly make: (folder: string) => Promise<void>
  readonly seeds?: string | undefined
}

/** Puts a copy of the seed of this scale where a new data folder shall be; makes the seed first where nobody has. */
export async function copySeed(
  dataFolder: string,
  { scale, make, seeds = process.env[seedsVariable] }: SeedOptions,
): Promise<void> {
  if (seeds === undefined || existsSync(dataFolder)) return
  const seed = join(seeds, `scale-${scale}`)
  while (!existsSync(seed)) {
    const claim = claimed(seed)
    if (claim === undefined) await sleep(100)
    else if (!existsSync(seed)) await makeOnce(seed, claim, make)
  }
  copy(seed, dataFolder)
}

const givenUp = 'given up\n'

/**
 * The claim of this process to make the seed, if no living process has one. Claims of the dead are passed over, never
 * deleted: two that find the same dead maker can then not both take its place.
 */
function claimed(seed: string): string | undefined {
  for (let turn = 0; ; turn++) {
    const claim = `${seed}.maker-${turn}`
    try {
      writeFileSync(claim, `${process.pid}\n`, { flag: 'wx' })
      return claim
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const maker = readFileSync(claim, 'utf8')
    // One without the end of its line is just being written.
    if (!maker.endsWith('\n') || (maker !== givenUp && alive(Number(maker)))) return undefined
  }
}

async function makeOnce(seed: string, claim: string, make: SeedOptions['make']): Promise<void> {
  const making = `${claim}.folder`
  try {
    await make(making)
    // A copy of a database that still runs would be none.
    if (existsSync(join(making, 'postgres', 'cluster', 'postmaster.pid'))) throw new Error(`${making} is still in use`)
    renameSync(making, seed)
  } catch (error) {
    writeFileSync(claim, givenUp)
    throw error
  }
}

/** Owners and modes are kept: PostgreSQL refuses a folder that is another's, or open to others. */
function copy(from: string, to: string): void {
  const copied = spawnSync('cp', ['-Rp', from, to], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(`could not copy ${from} to ${to}: ${copied.stderr}`)
}
