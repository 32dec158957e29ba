// node countries/tumaini/agencies/main.ts --folder F [--port 4701] [--host 127.0.0.1]
import { parseArgs } from 'node:util'
import { startAgencies } from './start.ts'

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    port: { type: 'string', default: '4701' },
    host: { type: 'string', default: '127.0.0.1' },
  },
})
if (values.folder === undefined) throw new Error('--folder is required: a country written by people/main.ts')

const agencies = await startAgencies({
  folder: values.folder,
  host: values.host,
  basePort: Number(values.port),
  onReady: (addresses) => process.stdout.write(`${JSON.stringify({ ready: true, ...addresses })}\n`),
})

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await agencies.stop()
  if (process.connected) process.disconnect()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.once('disconnect', stop)
