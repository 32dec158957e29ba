// The guides are followed as an integrator would: their shell blocks, one after the other, against the product.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { root } from './support/database.ts'
import { startKiungo } from './support/kiungo.ts'

interface Sent {
  readonly header: { readonly action: string; readonly status: string }
  readonly message: {
    readonly correlation_id: string
    readonly search_response?: readonly { readonly status: string }[]
  }
}

test('the guide’s commands work as written, and its callbacks arrive', async (t) => {
  const received: Sent[] = []
  const partner = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const message = JSON.parse(body) as Sent
    received.push(message)
    const correlation_id = message.message.correlation_id ?? 'none'
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ message: { ack_status: 'ACK', timestamp: '2026-01-01T00:00:00Z', correlation_id } }))
  })
  await new Promise<void>((listening) => partner.listen(0, '127.0.0.1', listening))
  t.after(() => void partner.close())
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-guide-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const { url } = await startKiungo(t, { scale: 0.004, environment: { KIUNGO_DEMO_EVENTS_PER_MINUTE: '120' } })

  const follow = async (guide: string): Promise<string[]> => {
    const text = readFileSync(join(root, 'docs/guides', guide), 'utf8')
    const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')
    const script = `set -euo pipefail\n${blocks.join('\necho\necho -----\n')}`
      .replaceAll('http://127.0.0.1:7400', url)
      .replaceAll('127.0.0.1:7555', `127.0.0.1:${(partner.address() as AddressInfo).port}`)
    return (await promisify(execFile)('bash', ['-c', script], { cwd: folder })).stdout.split('-----\n')
  }
  const [, search = '', accepted = '', status = '', subscribed = ''] = await follow('dci.md')
  const found = JSON.parse(search)
  assert.equal(found.message.search_response[0].status, 'succ')
  assert.ok(found.message.search_response[0].data.reg_records.length > 0)
  for (const reply of [accepted, subscribed]) assert.equal(JSON.parse(reply).message.ack_status, 'ACK')
  assert.equal(JSON.parse(status).header.action, 'txn-on-status')

  const heard = (action: string): Sent | undefined => received.find(({ header }) => header.action === action)
  for (const giveUpAt = Date.now() + 60_000; heard('notify') === undefined && Date.now() < giveUpAt; ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.equal(heard('on-search')?.message.correlation_id, JSON.parse(accepted).message.correlation_id)
  assert.equal(heard('on-search')?.message.search_response?.[0]?.status, 'succ')
  assert.equal(heard('on-subscribe')?.header.status, 'succ')
  assert.notEqual(heard('notify'), undefined, 'a birth is told')

  const [numbers = '', known = '', linked = '', waits = ''] = await follow('identity-mapping.md')
  const [map] = JSON.parse(numbers).sources
  assert.equal(map.status, 'answered', numbers)
  const identifiers = map.records[0]['identity.identifiers'] as Record<string, string>[]
  assert.ok(
    identifiers.some((one) => one['identity.type'] === 'beneficiary' && one['identity.basis'] === 'same-number'),
  )
  assert.equal(JSON.parse(known).sources[0].records[0]['known-to.pension'], true, known)
  const [item] = JSON.parse(linked).message.search_response
  assert.equal(item.data.reg_records[0].member_identifier[0].identifier_type, 'PERSON_ID')
  assert.equal(JSON.parse(waits).message.ack_status, 'ACK')
})
