import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { type KiungoProcess, startKiungo } from '../../../../test/support/kiungo.ts'
import {
  accountsOf,
  askQuestion,
  callbacksOf,
  callerOf,
  type Desk,
  deskOf,
  type Item,
  itemsOf,
  type Kind,
  now,
  oneOf,
  paymentsOf,
  ref,
  setFault,
  type TestAccount,
  telling,
} from '../../../../test/support/payments.ts'
import { wrongDisbursements, wrongRequests } from '../../../../test/support/wrong-payments.ts'

// The whole product with the demo's payment switch, called as a programme's system calls it.

const cleanups: (() => Promise<void> | void)[] = []
let kiungo: KiungoProcess
let dss: Desk
let ndma: Desk
let accounts: readonly TestAccount[]
let linked: TestAccount
let closed: TestAccount
let both: readonly [TestAccount, TestAccount]

describe('payments and their mapper', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.02 })
    dss = deskOf(await callerOf(kiungo, 'dss-payments'))
    ndma = deskOf(await callerOf(kiungo, 'ndma-payments'))
    accounts = accountsOf(kiungo)
    ;({ linked, closed, both } = telling(accounts))
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  const treasury = 'account:9000000001@treasury'
  const disbursement = (more: object = {}) => ({
    reference_id: ref(),
    payer_fa: treasury,
    payee_fa: linked.fa,
    amount: '4000.00',
    currency_code: 'TUS',
    ...more,
  })

  test('an id is resolved to yes, and with details to its account and provider', async () => {
    const yes = await dss.mapper('resolve', { id: linked.id })
    assert.deepEqual([yes.status, yes.status_reason_code], ['succ', 'succ.id.active'])
    assert.deepEqual([yes.fa, yes.account_provider_info], [undefined, undefined], 'yes_no tells no more')
    const details = await dss.mapper('resolve', { id: linked.id.toUpperCase(), scope: 'details' })
    assert.equal(details.fa, linked.fa)
    assert.equal(details.account_provider_info?.code, linked.fa.split('@')[1])
  })

  test('a financial address is resolved, with the id that it may belong to', async () => {
    const code = async (entry: object) => (await dss.mapper('resolve', entry)).status_reason_code
    assert.equal(await code({ fa: linked.fa }), 'succ.fa.active')
    assert.equal(await code({ fa: linked.fa, id: linked.id }), 'succ.fa.active')
    assert.equal(await code({ fa: linked.fa, id: closed.id }), 'succ.fa.not_linked_to_id')
    assert.equal(await code({ fa: closed.fa }), 'succ.fa.inactive')
    assert.equal(await code({ id: closed.id }), 'succ.id.inactive')
    assert.equal(await code({ fa: 'account:7777777777@benki-ya-umoja' }), 'succ.fa.not_found')
    assert.equal(await code({ id: both[0].id }), 'succ.id.not_found')
    const other = await dss.mapper('resolve', { fa: linked.fa, id: closed.id, scope: 'details', name: linked.name })
    assert.deepEqual(
      [other.fa, other.account_provider_info],
      [linked.fa, undefined],
      'of another’s account nothing is told',
    )
    assert.deepEqual(other.additional_info, [{ name: 'name_matches', value: true }])
  })

  test('who pays by national number is told whether there is an account, and never which', async () => {
    const details = await ndma.mapper('resolve', { id: linked.id, scope: 'details' })
    assert.deepEqual([details.status, details.status_reason_code], ['succ', 'succ.id.active'])
    assert.deepEqual([details.fa, details.account_provider_info], [undefined, undefined])
    const linking = await ndma.mapper('link', { id: both[0].id, fa: both[0].fa })
    assert.deepEqual(
      [linking.status, linking.status_reason_code],
      ['rjct', 'rjct.other.error'],
      'it has no agreement to link',
    )
  })

  test('any sequence of links, updates and unlinks agrees with a small model', async () => {
    const [one, two] = both
    const step = fc.record({
      kind: fc.constantFrom<Kind>('link', 'update', 'unlink', 'resolve'),
      fa: fc.constantFrom(one.fa, two.fa, undefined),
    })
    const begin = async () => void (await dss.mapper('unlink', { id: one.id }))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        await begin()
        let model: string | undefined
        for (const { kind, fa = one.fa } of steps) {
          const item = await dss.mapper(kind, { id: one.id, fa })
          const expected = expectedOf(kind, fa, model)
          assert.deepEqual([item.status, item.status_reason_code], expected.answer, `${kind} ${fa} after ${model}`)
          model = expected.model
        }
      }),
      { numRuns: 12 },
    )
    await begin()
  })

  interface Expected {
    readonly answer: readonly [status: string, code: string | undefined]
    readonly model: string | undefined
  }

  function expectedOf(kind: Kind, fa: string, model: string | undefined): Expected {
    const done = (next: string | undefined): Expected => ({ answer: ['succ', undefined], model: next })
    const no = (code?: string): Expected => ({ answer: ['rjct', code], model })
    switch (kind) {
      case 'link':
        return model === undefined || model === fa ? done(fa) : no('rjct.id.invalid')
      case 'update':
        return model === undefined ? no() : done(fa)
      case 'unlink':
        return model === fa ? done(undefined) : no()
      case 'resolve':
        return { answer: ['succ', model === fa ? 'succ.fa.active' : 'succ.fa.not_linked_to_id'], model }
    }
  }

  test('a request that is sent again within its transaction is done once, whatever was done since', async () => {
    const [one] = both
    const message = {
      transaction_id: 'txn-once',
      link_request: [{ reference_id: 'l1', timestamp: now(), id: one.id, fa: one.fa }],
    }
    const send = () => dss.send('/mapper/sync/link', { action: 'link', message })
    assert.equal(oneOf(await send(), 'link_response').status, 'succ')
    assert.equal((await dss.mapper('unlink', { id: one.id })).status, 'succ')
    assert.equal(oneOf(await send(), 'link_response').status, 'succ', 'the answer of the first time')
    assert.equal((await dss.mapper('resolve', { id: one.id })).status_reason_code, 'succ.id.not_found')
    const changed = { ...message, link_request: [{ ...message.link_request[0], fa: both[1].fa }] }
    const other = await dss.send('/mapper/sync/link', { action: 'link', message: changed })
    assert.equal(oneOf(other, 'link_response').status_reason_code, 'rjct.reference_id.duplicate')
  })

  test('a payment is pending, then succeeds; sent again in other messages it is paid once', async () => {
    const entry = disbursement({ payee_name: linked.name, note: 'Pension Sep-Oct' })
    const first = await dss.pay([entry], { messageId: 'pay-1' })
    assert.deepEqual([first.header.status, oneOf(first, 'disbursements_status').status], ['pdng', 'pdng'])
    await Promise.all([dss.pay([entry], { messageId: 'pay-1' }), dss.pay([entry]), dss.pay([entry])])
    const last = await dss.settled(entry.reference_id)
    assert.equal(last.status, 'succ')
    assert.deepEqual(
      [last.amount, last.currency_code, last.payer_fa, last.payee_fa],
      ['4000.00', 'TUS', treasury, linked.fa],
    )
    const again = await dss.pay([{ ...entry, amount: '5000.00' }])
    assert.equal(oneOf(again, 'disbursements_status').status_reason_code, 'rjct.reference_id.duplicate')
    assert.equal(paymentsOf(kiungo, entry.reference_id), 1)
  })

  test('a payment that cannot be credited is rejected with the nearest reason of the text', async () => {
    const entries = [
      disbursement({ payee_fa: closed.fa }),
      disbursement({ payee_name: 'Somebody Else' }),
      disbursement({ amount: '1000000.01' }),
    ]
    const atOnce = [
      disbursement({ payer_fa: 'account:9000000004@treasury' }),
      disbursement({ payee_fa: 'account:7777777777@benki-ya-pwani' }),
      disbursement({ payee_fa: both[0].id }),
      disbursement({ currency_code: 'XXX' }),
      disbursement({ scheduled_timestamp: '2001-01-01T00:00:00Z' }),
    ]
    const items = itemsOf(await dss.pay([...entries, ...atOnce]), 'disbursements_status')
    assert.deepEqual(
      items.map(({ status_reason_code: code }) => code),
      [
        ...entries.map(() => undefined),
        'rjct.payer_fa.invalid',
        'rjct.payee_fa.invalid',
        'rjct.payee_fa.invalid',
        'rjct.currency_code.invalid',
        'rjct.schedule_ts.invalid',
      ],
    )
    const later = await Promise.all(entries.map(({ reference_id: id }) => dss.settled(id)))
    assert.deepEqual(
      later.map(({ status, status_reason_code: code }) => [status, code]),
      [
        ['rjct', 'rjct.payee_fa.invalid'],
        ['rjct', 'rjct.payee_fa.invalid'],
        ['rjct', 'rjct.amount.invalid'],
      ],
    )
  })

  test('payments are found by payer and payee, and by nobody but who ordered them', async () => {
    const entry = disbursement({ payee_fa: linked.id })
    await dss.pay([entry])
    const search = async ({ send }: Desk, by: string, value: string) =>
      itemsOf(
        await send('/disburse/sync/search', {
          action: 'search',
          message: {
            search_criteria: [
              {
                reference_id: ref(),
                timestamp: now(),
                request_type: 'disburse',
                attribute_type: by,
                attribute_value: value,
              },
            ],
          },
        }),
        'disbursements_status',
      )
    const found = await search(dss, 'payee_fa', linked.id)
    assert.deepEqual(
      found.map(({ reference_id: id }) => id),
      [entry.reference_id],
    )
    assert.ok((await search(dss, 'payer_fa', treasury)).some(({ reference_id: id }) => id === entry.reference_id))
    assert.deepEqual(await search(ndma, 'payee_fa', linked.id), [])
    assert.deepEqual(await ndma.statusOf(entry.reference_id), [])
  })

  test('the status of a mapper message holds its answer again, also at the address that the text misfiles', async () => {
    const request = { reference_id: ref(), timestamp: now(), id: linked.id }
    const message = { transaction_id: 'txn-status', resolve_request: [request] }
    const given = oneOf(await dss.send('/mapper/sync/resolve', { action: 'resolve', message }), 'resolve_response')
    for (const path of ['/mapper/sync/txn/status', '/registry/sync/txn/status']) {
      const question = { txn_type: 'resolve', attribute_type: 'transaction_id', attribute_value: 'txn-status' }
      const reply = await dss.send(path, {
        action: 'txn-status',
        message: { txnstatus_request: { reference_id: ref(), ...question } },
      })
      const { txn_type: type, txn_status: status } = reply.message.txnstatus_response as Record<string, unknown>
      assert.equal(type, 'on-resolve')
      assert.deepEqual((status as { resolve_response: Item[] }).resolve_response, [given])
    }
  })

  test('what is wrong with an entry is told by the code of its action’s list, and the others are done', async () => {
    const cases = wrongRequests(linked, both[0])
    for (const [kind, entry, code] of cases) {
      const item = await dss.mapper(kind, entry)
      assert.deepEqual([item.status, item.status_reason_code], ['rjct', code], `${kind} ${JSON.stringify(entry)}`)
    }
    const items = itemsOf(
      await dss.pay([...wrongDisbursements.map(([more]) => disbursement(more)), disbursement()]),
      'disbursements_status',
    )
    assert.deepEqual(
      items.map(({ status, status_reason_code: code }) => [status, code]),
      [...wrongDisbursements.map(([, code]) => ['rjct', code]), ['pdng', undefined]],
    )
  })

  test('a batch is bounded and counted, its references are different, and both spellings of its list are read', async () => {
    const many = Array.from({ length: 101 }, () => disbursement())
    const over = await dss.pay(many)
    assert.deepEqual([over.http, over.header.status_reason_code], [400, 'rjct.total_count.limit_exceeded'])
    const miscounted = await dss.pay([disbursement()], { count: 2 })
    assert.deepEqual([miscounted.http, miscounted.header.status_reason_code], [400, 'rjct.total_count.invalid'])
    const twice = disbursement()
    const items = itemsOf(await dss.pay([twice, twice]), 'disbursements_status')
    assert.deepEqual(
      items.map(({ status_reason_code: code }) => code),
      [undefined, 'rjct.reference_id.duplicate'],
    )
    const message = { disburemsents: [disbursement()] }
    const spelt = await dss.send('/disburse/sync/disburse', { action: 'disburse', message })
    assert.equal(oneOf(spelt, 'disbursements_status').status, 'pdng')
    const unknown = await dss.send('/disburse/sync/disburse', { action: 'pay', message })
    assert.deepEqual([unknown.http, unknown.header.status_reason_code], [400, 'rjct.action.invalid'])
    const reused = await dss.pay([disbursement()], { messageId: 'pay-1' })
    assert.deepEqual([reused.http, reused.header.status_reason_code], [409, 'rjct.message_id.duplicate'])
  })

  test('ordering needs its own permission, and a purpose', async () => {
    const reader = deskOf(await callerOf(kiungo, 'dss-payments', 'registry.search'))
    const refused = await reader.send('/disburse/sync/disburse', {
      action: 'disburse',
      message: { disbursements: [disbursement()] },
    })
    assert.equal(refused.http, 403)
    const other = deskOf(await callerOf(kiungo, 'dss-demo', 'registry.search'))
    const wrong = await other.mapper('resolve', { id: linked.id })
    assert.equal(wrong.status, 'rjct')
    assert.match(wrong.status_reason_message ?? '', /G4/)
  })

  test('what is asked asynchronously is acknowledged, and called back as a waiting caller has it', async (t) => {
    const ask = await callbacksOf(dss, t)
    const common = () => ({ reference_id: ref(), timestamp: now() })
    const resolving = await ask('/mapper/resolve', 'resolve', { resolve_request: [{ ...common(), id: linked.id }] })
    assert.equal(resolving.header.action, 'on-resolve')
    assert.equal(oneOf(resolving, 'resolve_response').status_reason_code, 'succ.id.active')
    for (const kind of ['link', 'update', 'unlink']) {
      const request = { ...common(), id: both[0].id, fa: both[0].fa }
      const done = await ask(`/mapper/${kind}`, kind, { [`${kind}_request`]: [request] })
      assert.deepEqual([done.header.action, oneOf(done, `${kind}_response`).status], [`on-${kind}`, 'succ'])
    }
    const entry = disbursement()
    const paying = await ask('/disburse', 'disburse', { transaction_id: 'txn-later', disbursements: [entry] })
    assert.deepEqual([paying.header.action, oneOf(paying, 'disbursements_status').status], ['on-disburse', 'pdng'])
    await dss.settled(entry.reference_id)
    const about = { ...common(), txn_type: 'disburse', attribute_type: 'transaction_id', attribute_value: 'txn-later' }
    const known = await ask('/disburse/txn/status', 'txn-status', { txnstatus_request: about })
    const { txn_status: status } = known.message.txnstatus_response as { txn_status: { disbursements_status: Item[] } }
    assert.deepEqual(
      status.disbursements_status.map((item) => [item.reference_id, item.status]),
      [[entry.reference_id, 'succ']],
    )
    const by = { request_type: 'disburse', attribute_type: 'payee_fa', attribute_value: linked.fa }
    const search = await ask('/disburse/search', 'search', { search_criteria: [{ ...common(), ...by }] })
    assert.ok(itemsOf(search, 'disbursements_status').some(({ reference_id: id }) => id === entry.reference_id))
  })

  test('a service that acts is no source of a question', async () => {
    const form = { client_id: 'nsps-demo', client_secret: 'nsps-demo-secret', scope: 'question.ask' }
    const question = {
      subject: { 'person.national-id': linked.nin, 'account.reference': 'q1', 'account.id-provider': 'nida' },
      sources: [{ service: 'payment-switch.unlink' }],
    }
    const answer = await askQuestion(kiungo, form, { messageId: 'q1', purpose: 'payment-verification', ...question })
    assert.deepEqual([answer.status, answer.code], [403, 'exchange.service-acts'])
    assert.equal((await dss.mapper('resolve', { id: linked.id })).status_reason_code, 'succ.id.active')
  })

  test('an act whose answer was lost is told as not known, and sent again it is done once', async () => {
    const [one] = both
    const entry = disbursement()
    const message = {
      transaction_id: 'txn-lost',
      link_request: [{ reference_id: 'l1', timestamp: now(), id: one.id, fa: one.fa }],
    }
    const link = async () => oneOf(await dss.send('/mapper/sync/link', { action: 'link', message }), 'link_response')
    await setFault(kiungo, { mode: 'truncated' })
    try {
      const paid = await dss.pay([entry])
      assert.deepEqual([paid.http, oneOf(paid, 'disbursements_status').status], [200, 'pdng'])
      assert.equal((await link()).status_reason_code, 'rjct.unknown.retry')
    } finally {
      await setFault(kiungo, { mode: 'ok' })
    }
    assert.equal((await dss.settled(entry.reference_id)).status, 'succ', 'it had been taken')
    assert.equal(oneOf(await dss.pay([entry]), 'disbursements_status').status, 'succ')
    assert.equal((await link()).status, 'succ')
    assert.equal(paymentsOf(kiungo, entry.reference_id), 1)
    assert.equal((await dss.mapper('unlink', { id: one.id })).status, 'succ')
  })

  test('a payment that never reached the switch is said so when its status is asked', async () => {
    const entry = disbursement()
    await setFault(kiungo, { mode: 'down' })
    try {
      assert.equal(oneOf(await dss.pay([entry]), 'disbursements_status').status, 'pdng')
    } finally {
      await setFault(kiungo, { mode: 'ok' })
    }
    const [item] = await dss.statusOf(entry.reference_id)
    assert.deepEqual(
      [item?.status, item?.status_reason_message],
      ['rjct', 'it never reached the switch: send it again'],
    )
  })

  test('a node that is killed between the act and its evidence pays once when the message comes again', async () => {
    const entry = disbursement()
    const sending = { messageId: 'killed' }
    await setFault(kiungo, { mode: 'slow', delayMs: 20_000 })
    const lost = assert.rejects(dss.pay([entry], sending))
    while (paymentsOf(kiungo, entry.reference_id) === 0) await sleep(50)
    await kiungo.kill()
    await lost
    kiungo = await startKiungo(
      { after: (action) => void cleanups.push(action) },
      { scale: 0.02, dataFolder: kiungo.dataFolder },
    )
    dss = deskOf(await callerOf(kiungo, 'dss-payments'))
    const reply = await dss.pay([entry], sending)
    assert.equal(reply.http, 200, JSON.stringify(reply))
    assert.equal((await dss.settled(entry.reference_id)).status, 'succ')
    assert.equal(paymentsOf(kiungo, entry.reference_id), 1)
  })
})
