import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import test from 'node:test'
import { createShutdown, stopOnSignals } from './shutdown.ts'
import { createLogger } from './telemetry/logger.ts'

const logger = createLogger('silent')

test('what was opened last is closed first, once, also when one of them fails or hangs', async () => {
  const closed: string[] = []
  const shutdown = createShutdown({ logger, timeLimitMs: 20 })
  shutdown.add('database', () => void closed.push('database'))
  shutdown.add('hangs', () => new Promise(() => undefined))
  shutdown.add('fails', () => {
    throw new Error('cannot')
  })
  shutdown.add('http', async () => void closed.push('http'))
  await Promise.all([shutdown.run('test'), shutdown.run('again')])
  assert.deepEqual(closed, ['http', 'database'])
})

class FakeHost extends EventEmitter {
  readonly codes: number[] = []
  exit(code: number): void {
    this.codes.push(code)
  }
}

test('a signal closes everything and then exits; the loss of the parent does too', async () => {
  for (const event of ['SIGTERM', 'disconnect']) {
    const host = new FakeHost()
    const shutdown = createShutdown({ logger })
    stopOnSignals(host, shutdown)
    host.emit(event)
    await shutdown.run('wait')
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(host.codes, [event === 'SIGTERM' ? 0 : 1])
  }
})

test('the same signal passed on by the launcher too is one wish; one that comes later does not wait for what hangs', () => {
  const host = new FakeHost()
  const shutdown = createShutdown({ logger, timeLimitMs: 50 })
  shutdown.add('hangs', () => new Promise(() => undefined))
  let nowMs = 0
  stopOnSignals(host, shutdown, () => nowMs)
  host.emit('SIGTERM')
  host.emit('SIGTERM')
  host.emit('disconnect')
  assert.deepEqual(host.codes, [])
  nowMs = 3_000
  host.emit('SIGINT')
  assert.deepEqual(host.codes, [130])
})
