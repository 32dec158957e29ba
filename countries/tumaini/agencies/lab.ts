// For tests: a small country and its agencies over real HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateCountry } from '../people/generate.ts'
import { type Agencies, startAgencies } from './start.ts'
import { Table } from './table.ts'

export type Lab = {
  readonly folder: string
  readonly agencies: Agencies
  /** A generated table, to know what a server should answer. */
  readonly table: (name: string) => Table
  readonly close: () => Promise<void>
}

export async function openLab(): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'tumaini-agencies-'))
  await generateCountry({ seed: 'lab', scale: 0.004, folder })
  const agencies = await startAgencies({ folder, basePort: 0 })
  return {
    folder,
    agencies,
    table: (name) => new Table(join(folder, name), {}),
    async close() {
      await agencies.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
