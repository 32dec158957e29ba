import process from 'node:process'
import { mustBeOk } from '../../src/kernel/result.ts'
import { signingKeyFromPem } from '../../src/kernel/signature.ts'
import { createPool } from '../../src/platform/database/connect.ts'
import { openSubscriberWorld } from './subscriber.ts'

// A node that tells its subscribers, and registers people without end, until it is killed. Arguments: address of the
// database, PEM of the node's key, port of the partner's server, prefix of its acts.

const [url = '', pem = '', port = '', prefix = ''] = process.argv.slice(2)
const world = await openSubscriberWorld(createPool({ url }), Number(port), signingKeyFromPem(pem))
await world.runJobs(url)
let acts = 0

async function register(): Promise<void> {
  for (;;) {
    const id = `${prefix}-${acts++}`
    const values = {
      'household.id': 'H1',
      'person.name.given': 'Amani',
      'person.sex': 'male',
      'person.birth-date': '2026-11-20',
      'person.relationship-to-head': 'child',
    }
    mustBeOk(await world.acts.perform({ id, act: 'register-person', values }))
    process.stdout.write(`${id}\n`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

await Promise.all(Array.from({ length: 3 }, register))
