import { join } from 'node:path'
import type pg from 'pg'
import { importAgreements } from '../src/agreements/lifecycle/declare.ts'
import type { Agreement } from '../src/agreements/schema.ts'
import { loadOrCreateKey } from '../src/federation/keys.ts'
import { mustBeOk } from '../src/kernel/result.ts'

/** A new version of a demo agreement that allows any number of questions, signed with the keys of the demo's signatories. */
export async function liftVolume(
  pool: Pick<pg.ClientBase, 'query'>,
  { agreement, dataFolder }: { readonly agreement: Agreement; readonly dataFolder: string },
): Promise<void> {
  const lifted = { ...agreement, version: agreement.version + 1, volume: {} }
  const keyOf = (account: string) => mustBeOk(loadOrCreateKey(join(dataFolder, 'signatories'), account))
  const today = new Date().toISOString().slice(0, 10)
  mustBeOk(await importAgreements(pool, [{ agreement: lifted, status: 'active' }], { keyOf, today }))
}
