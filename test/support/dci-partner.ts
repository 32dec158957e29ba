import assert from 'node:assert/strict'
import { newId } from '../../src/kernel/ids.ts'
import { type Caller, callAs, type Reply } from './caller.ts'

// A partner's system that speaks DCI to a running node.

export const instant = '2026-11-23T08:00:00Z'

export interface Body {
  readonly signature?: string
  readonly header: { readonly status?: string; readonly status_reason_code?: string | null } & Record<string, unknown>
  readonly message: {
    readonly ack_status?: string
    readonly correlation_id?: string
    readonly error?: { readonly code: string; readonly message: string }
  } & Record<string, unknown>
  readonly errors?: readonly { readonly code: string; readonly message: string }[]
}

export const header = (changes: object = {}) => ({
  version: '1.0.0',
  message_id: newId('msg'),
  message_ts: instant,
  action: 'search',
  sender_id: 'dss-demo',
  total_count: 1,
  ...changes,
})

export const criteria = (changes: object = {}) => ({
  version: '1.0.0',
  query_type: 'idtype-value',
  query: { type: 'UIN', value: '847951632' },
  ...changes,
})

export const entry = (changes: object = {}) => ({
  reference_id: newId('ref'),
  timestamp: instant,
  locale: 'eng',
  ...changes,
})

export const searchOf = (changes: object = {}, head: object = {}) => ({
  header: header(head),
  message: { transaction_id: newId('txn'), search_request: [entry({ search_criteria: criteria(changes) })] },
})

export const subscribeOf = (changes: object = {}, head: object = {}) => ({
  header: header({ action: 'subscribe', ...head }),
  message: {
    transaction_id: newId('txn'),
    subscribe_request: [
      entry({
        subscribe_criteria: {
          reg_event_type: 'REGISTER',
          filter_type: 'expression',
          filter: {},
          notify_record_type: 'Member',
          ...changes,
        },
      }),
    ],
  },
})

export const statusOf = (changes: object = {}, head: object = {}) => ({
  header: header({ action: 'txn-status', ...head }),
  message: {
    transaction_id: newId('txn'),
    txnstatus_request: {
      reference_id: newId('ref'),
      txn_type: 'search',
      attribute_type: 'transaction_id',
      attribute_value: 'txn-0',
      ...changes,
    },
  },
})

export interface Partner extends Caller {
  /** Below `/dci/{registry}/v1.0.0/registry`. */
  call(registry: string, path: string, body: unknown): Promise<{ readonly reply: Reply; readonly body: Body }>
}

export async function partner(url: string, client: string): Promise<Partner> {
  const caller = await callAs(url, client)
  return {
    ...caller,
    async call(registry, path, body) {
      const reply = await caller.post(`/dci/${registry}/v1.0.0/registry${path}`, body)
      assert.match(reply.headers.get('content-type') ?? '', /^application\/json/)
      return { reply, body: reply.json<Body>() }
    },
  }
}

/** Both error shapes of the standard, saying the same. */
export function errorIn(body: Body): string {
  assert.equal(body.message.ack_status, 'ERR')
  assert.equal(body.errors?.length, 1)
  assert.deepEqual(body.errors?.[0], body.message.error)
  return body.message.error?.code ?? ''
}
