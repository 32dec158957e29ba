import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ledger } from './ledger/ledger.ts'

/** Kept outside the database: a database that was set back to an earlier state is noticed at the next start. */
export const checkpointFile = (dataFolder: string): string => join(dataFolder, 'ledger.checkpoint')

export async function keepCheckpoint(dataFolder: string, ledger: Ledger): Promise<void> {
  const { note } = await ledger.latestCheckpoint()
  const file = checkpointFile(dataFolder)
  // Written whole or not at all: half a checkpoint would keep the node from starting.
  writeFileSync(`${file}.new`, note)
  renameSync(`${file}.new`, file)
}
