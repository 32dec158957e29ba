import process from 'node:process'
import { Registry } from 'prom-client'
import { signingKeyFromPem } from '../../kernel/signature.ts'
import { createPool } from '../../platform/database/connect.ts'
import { startJobs } from '../../platform/jobs/runner.ts'
import { openOutbound } from '../../platform/outbound/outbound.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { openTestWorld } from '../test-world.ts'
import { acceptance, testProtocol } from './test-protocol.ts'

// A node that works and calls back, and accepts messages without end, printing the id of each that it acknowledged, until
// it is killed: for the crash tests. Arguments: address of the database, PEM of the node's key, port of the receiver,
// prefix of its message ids; without a prefix it accepts nothing and only finishes what others began.

const [url = '', pem = '', port = '', prefix = ''] = process.argv.slice(2)
const outbound = openOutbound({ resolve: async () => ['127.0.0.1'] })
const { room } = await openTestWorld(createPool({ url }), {
  nodeKey: signingKeyFromPem(pem),
  protocols: [testProtocol],
  outbound,
  hostsOf: () => ({ hosts: [`partner.test:${port}`], privateNetwork: true }),
})
await startJobs({ url, tasks: room.tasks, logger: createLogger('silent'), metrics: new Registry() })
process.stdout.write('ready\n')
const desk = room.messages(testProtocol.name)
let sent = 0

async function call(): Promise<void> {
  while (prefix !== '') {
    const message = acceptance(`http://partner.test:${port}/callback`, { messageId: `${prefix}-${sent++}` })
    const accepted = await desk.accept(message).catch(() => undefined)
    if (accepted?.ok === true) process.stdout.write(`accepted ${message.messageId}\n`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

await Promise.all(Array.from({ length: 4 }, call))
