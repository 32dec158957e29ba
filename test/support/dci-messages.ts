import assert from 'node:assert/strict'
import { newId } from '../../src/kernel/ids.ts'
import {
  requestHeader,
  searchCriteria,
  searchItem,
  subscribeItem,
  type Tree,
} from '../../src/standards/dci/envelope.ts'
import { callAs } from './caller.ts'

// Messages of a partner of the demo that are answered later, at an address of this machine.

const partner = 'dss-demo'
const nobody = '999999999'

/** A search by a number that nobody has: it is accepted, and its answer is called back. */
export async function searchLater(url: string, callback: string): Promise<void> {
  const criteria = searchCriteria({
    regType: 'ns:org:RegistryType:Social',
    recordType: 'spdci-extensions-dci:Member',
    queryType: 'idtype-value',
    query: { type: 'UIN', value: nobody },
  })
  const item = searchItem(newId('ref'), new Date(), criteria)
  await accepted(url, '/dci/sr/v1.0.0/registry/search', 'search', callback, { search_request: [item] })
}

/** To registrations of one number, told every morning at seven. */
export async function subscribe(url: string, callback: string): Promise<void> {
  const from = new Date()
  const item = subscribeItem(newId('ref'), from, {
    regType: 'ns:org:RegistryType:Social',
    eventType: 'registration',
    recordType: 'Person',
    filterType: 'idtype-value',
    filter: { type: 'UIN', value: nobody },
    frequency: { from, until: new Date(from.getTime() + 86_400_000 * 30), cron: '0 0 7 * * ?' },
  })
  await accepted(url, '/dci/sr/v1.0.0/registry/subscribe', 'subscribe', callback, { subscribe_request: [item] })
}

async function accepted(url: string, path: string, action: string, senderUri: string, message: Tree): Promise<void> {
  const header = { action, messageId: newId('msg'), at: new Date(), senderId: partner, receiverId: 'kiungo', senderUri }
  const reply = await (await callAs(url, partner)).post(path, {
    signature: 'unsigned',
    header: requestHeader({ ...header, totalCount: 1 }),
    message: { transaction_id: newId('txn'), ...message },
  })
  assert.equal(reply.json<{ message?: { ack_status?: string } }>().message?.ack_status, 'ACK', reply.text)
}
