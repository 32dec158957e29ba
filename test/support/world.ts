import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import type { TestContext } from 'node:test'
import type { SourceAnswer } from '../../src/exchange/schema.ts'
import { type Caller, callAs, personOf, rowsOf } from './caller.ts'
import { stopWithThisProcess, temporaryFolder } from './database.ts'
import { type KiungoProcess, startKiungo } from './kiungo.ts'

// The whole product on a country of a test's own, and what each question leaves in its ledger.

export interface World {
  readonly node: KiungoProcess
  readonly dss: Caller
  readonly nsps: Caller
  /** A pensioner who also draws the drought transfer. */
  readonly nin: string
  /** A birth registration number that civil registration and the schools know. */
  readonly birth: string
}

export async function openWorld(t: TestContext): Promise<World> {
  const dataFolder = temporaryFolder()
  stopWithThisProcess(dataFolder)
  const node = await startKiungo(t, { scale: 0.004, dataFolder })
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const { nin } = personOf(dataFolder, 'pension-and-drought')
  const { birth } = personOf(dataFolder, 'child-in-school')
  return { node, dss: await callAs(node.url, 'dss-demo'), nsps: await callAs(node.url, 'nsps-demo'), nin, birth }
}

interface Written {
  /** Those of acts left out: the demo's own first run of linkage is one, at a moment of its own. */
  readonly entries: number
  readonly exchanges: number
}

export async function written({ dataFolder }: KiungoProcess): Promise<Written> {
  const [counts] = await rowsOf<{ entries: number; exchanges: number }>(
    dataFolder,
    `select (select size::int from ledger_head) - (select count(*)::int from administrative_act) as entries,
            (select count(*)::int from exchange) as exchanges`,
  )
  assert.ok(counts)
  return counts
}

/** What `work` leaves in the ledger and in the table of exchanges: always as many here as there. */
export async function entriesOf(node: KiungoProcess, work: () => Promise<unknown>): Promise<number> {
  const before = await written(node)
  await work()
  const after = await written(node)
  assert.equal(after.entries - before.entries, after.exchanges - before.exchanges)
  return after.entries - before.entries
}

export type Checks = Readonly<Record<string, (world: World) => Promise<void>>>

export const eligibility = { purpose: 'eligibility-verification' } as const

export const noRecords = (answer: SourceAnswer): void => assert.deepEqual(answer.records, [])
