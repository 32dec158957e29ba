import process from 'node:process'
import { newId } from '../kernel/ids.ts'
import { mustBeOk } from '../kernel/result.ts'
import { signingKeyFromPem } from '../kernel/signature.ts'
import { createPool } from '../platform/database/connect.ts'
import { openLedger } from './open.ts'
import { message, newEntry, origin } from './test-log.ts'

// A process that appends without end and prints `<index> <entry id>` for each entry once it is acknowledged, until it
// is killed: for the crash tests. Arguments: address of the database, PEM of the signing key, callers at once.

const [url = '', pem = '', callers = '32'] = process.argv.slice(2)
const ledger = mustBeOk(await openLedger({ pool: createPool({ url }), signingKey: signingKeyFromPem(pem), origin }))

async function call(): Promise<void> {
  for (;;) {
    const entry = newEntry({ id: newId('exc') })
    const appended = await ledger.append(entry, message(entry.id))
    if (appended.ok) process.stdout.write(`${appended.value.index} ${entry.id}\n`)
    else await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

await Promise.all(Array.from({ length: Number(callers) }, call))
