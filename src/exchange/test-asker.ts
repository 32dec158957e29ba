import process from 'node:process'
import { signingKeyFromPem } from '../kernel/signature.ts'
import { createPool } from '../platform/database/connect.ts'
import { incoming, request } from './test-asking.ts'
import { openTestWorld } from './test-world.ts'

// A process that asks without end and prints `<index> <exchange id>` for each answer it could give, until it is killed:
// for the crash tests. Arguments: address of the database, PEM of the node's key, prefix of its message ids.

const [url = '', pem = '', prefix = ''] = process.argv.slice(2)
const { room } = await openTestWorld(createPool({ url }), { nodeKey: signingKeyFromPem(pem) })
let asked = 0

async function call(): Promise<void> {
  for (;;) {
    const answered = await room.exchanges.answer(incoming([request()], { messageId: `${prefix}-${asked++}` }))
    if (!answered.ok) await new Promise((resolve) => setTimeout(resolve, 20))
    else for (const { id, ledgerIndex } of answered.value.settled) process.stdout.write(`${ledgerIndex} ${id}\n`)
  }
}

await Promise.all(Array.from({ length: 16 }, call))
