import { subscribeItem, type Tree } from '../../standards/dci/envelope.ts'
import { expressionQuery } from '../../standards/dci/expression.ts'
import { parseInstant } from '../../standards/dci/instants.ts'
import { registries } from '../../standards/dci/registries.ts'
import { isTree, member } from '../../standards/dci/sealed-message.ts'
import { ackOf, callAndWait, newTransaction, openedOf, receiverOf } from '../callbacks.ts'
import { type Check, expect, need } from '../check.ts'
import type { Arrived } from '../consumer/receiver.ts'
import { type Probe, skip, verdictOf } from '../probe.ts'
import { everybody, sampleOf } from '../samples.ts'

const clause = (what: string) => `Registry core API 1.0.0: ${what}`

/** A subscription to the registry's usual event, of whomever it concerns. */
async function subscribeMessage(probe: Probe, event?: string): Promise<Tree> {
  const { type, events, records } = registries[probe.registry]
  const { attribute } = await sampleOf(probe)
  const interest = {
    regType: type,
    eventType: event ?? probe.eventType ?? events[0] ?? 'REGISTER',
    recordType: probe.recordType ?? records[0] ?? 'Person',
    filterType: 'expression' as const,
    filter: expressionQuery(everybody(attribute)),
    ...(probe.purpose === undefined ? {} : { purpose: probe.purpose }),
  }
  return {
    transaction_id: newTransaction(),
    subscribe_request: [subscribeItem(newTransaction(), new Date(), interest)],
  }
}

/** One subscription, opened once. */
const subscribed = (probe: Probe) =>
  probe.once('subscription', async () => {
    receiverOf(probe)
    const called = await callAndWait(probe, 'subscribe', await subscribeMessage(probe))
    const list = called.message.subscribe_response
    const [item] = Array.isArray(list) ? list.filter(isTree) : []
    const infos = item?.subscriptions
    const [info] = Array.isArray(infos) ? infos.filter(isTree) : []
    return { called, item, info, code: typeof info?.code === 'string' ? info.code : undefined }
  })

/** A registry may have no event of a kind; of one that was named for the run, it must. */
const tellsOfNoEvent = (item: Tree, { eventType }: Probe): boolean =>
  eventType === undefined && item.status === 'rjct' && item.status_reason_code === 'rjct.notify_types.invalid'

const isNotice = ({ body }: Arrived): boolean => member(member(body, 'header'), 'action') === 'notify'

/** The first notification, if one comes while the check waits. */
const notified = (probe: Probe) =>
  probe.once('notification', async () => {
    const { code } = await subscribed(probe)
    need(code, 'the subscription was not opened')
    const arrived = await receiverOf(probe).next(isNotice, probe.notifyMs)
    return openedOf(need(arrived, `no event came within ${probe.notifyMs} ms`), probe)
  })

const unsubscribed = (probe: Probe) =>
  probe.once('unsubscription', async () => {
    const { code } = await subscribed(probe)
    const message = {
      transaction_id: newTransaction(),
      timestamp: new Date().toISOString(),
      subscription_codes: [need(code, 'the subscription was not opened')],
    }
    return callAndWait(probe, 'unsubscribe', message)
  })

export const subscriptionChecks: readonly Check[] = [
  {
    id: 'subscriptions.subscription-is-opened',
    title: 'A subscription is acknowledged, and on-subscribe tells its code',
    clause: clause('subscribe, on-subscribe, SubscriptionInfo.code (at most 99 characters)'),
    level: 'must',
    async run(probe) {
      const { item, info, code } = await subscribed(probe)
      expect(item !== undefined, 'on-subscribe has no subscribe_response')
      if (tellsOfNoEvent(item, probe)) {
        skip('the registry answers that it tells of no such event: name one that it does tell of')
      }
      expect(item.status !== 'rjct', 'the subscription was rejected')
      expect(
        info !== undefined && code !== undefined && code.length <= 99,
        'subscriptions[].code is missing or too long',
      )
      expect(info.status === 'subscribe', 'subscriptions[].status is not subscribe')
    },
  },
  {
    id: 'subscriptions.answer-keeps-its-ids',
    title: 'on-subscribe has the transaction, correlation and reference ids',
    clause: clause('SubscribeResponse'),
    level: 'must',
    async run(probe) {
      const { called } = await subscribed(probe)
      expect(called.message.transaction_id === called.transactionId, 'it has another transaction_id')
      expect(called.message.correlation_id === called.ack.correlation_id, 'it has another correlation_id')
      expect(called.header.action === 'on-subscribe', 'header.action is not on-subscribe')
    },
  },
  {
    id: 'subscriptions.unknown-event-is-rejected',
    title: 'A subscription to an event that does not exist is rejected',
    clause: clause('rjct.notify_types.invalid'),
    level: 'must',
    async run(probe) {
      const sender_uri = receiverOf(probe).urlOf('on-subscribe')
      const message = await subscribeMessage(probe, 'NO_SUCH_EVENT')
      const exchange = await probe.send('subscribe', message, { sender_uri })
      if (verdictOf(exchange) === 'refused') return
      const correlation = ackOf(exchange).correlation_id
      const arrived = await receiverOf(probe).next(
        ({ body }) => member(member(body, 'message'), 'correlation_id') === correlation,
        probe.callbackMs,
      )
      const list = member(member(need(arrived, 'no callback came').body, 'message'), 'subscribe_response')
      const items = Array.isArray(list) ? list : []
      expect(
        items.every((item) => member(item, 'status') === 'rjct') ||
          member(member(arrived?.body, 'header'), 'status') === 'rjct',
        'it was opened',
      )
    },
  },
  {
    id: 'subscriptions.notification-is-one',
    title: 'A notification has the event, the type and the record',
    clause: clause('notify, NotifyEventRequest.notify_event[].data'),
    level: 'must',
    async run(probe) {
      const { message } = await notified(probe)
      const list = message.notify_event
      expect(Array.isArray(list) && list.length > 0, 'message.notify_event is missing or empty')
      for (const one of list) {
        expect(parseInstant(member(one, 'timestamp')) !== undefined, 'timestamp is missing or has no offset')
        const data = member(one, 'data')
        expect(typeof member(data, 'reg_event_type') === 'string', 'data.reg_event_type is missing')
        const records = member(data, 'reg_records')
        expect(typeof records === 'object' && records !== null, 'data.reg_records is missing')
      }
    },
  },
  {
    id: 'subscriptions.notification-is-signed-validly',
    title: 'The notification’s signature is valid by the published keys',
    clause: clause('signature of {header}+{message}'),
    level: 'must',
    async run(probe) {
      const { signature } = await notified(probe)
      if (signature.result === 'none') return skip('the notification is not signed')
      expect(signature.result === 'valid', 'it is not valid')
    },
  },
  {
    id: 'subscriptions.unknown-code-is-rejected',
    title: 'Ending a subscription that does not exist is rejected',
    clause: clause('rjct.subscription_code.invalid'),
    level: 'must',
    async run(probe) {
      const sender_uri = receiverOf(probe).urlOf('on-unsubscribe')
      const message = {
        transaction_id: newTransaction(),
        timestamp: new Date().toISOString(),
        subscription_codes: ['no-such-subscription'],
      }
      const exchange = await probe.send('unsubscribe', message, { sender_uri })
      if (verdictOf(exchange) === 'refused') return
      const correlation = ackOf(exchange).correlation_id
      const arrived = await receiverOf(probe).next(
        ({ body }) => member(member(body, 'message'), 'correlation_id') === correlation,
        probe.callbackMs,
      )
      const { body } = need(arrived, 'no callback came')
      const statuses = member(member(body, 'message'), 'subscription_status')
      const rejected = [member(member(body, 'message'), 'status'), member(member(body, 'header'), 'status')].includes(
        'rjct',
      )
      const none = Array.isArray(statuses) && statuses.length === 0
      expect(rejected || none, 'it is said to be ended')
    },
  },
  {
    id: 'subscriptions.subscription-is-ended',
    title: 'Unsubscribing is acknowledged, and on-unsubscribe tells that the subscription has ended',
    clause: clause('unsubscribe, on-unsubscribe, UnSubscribeResponse'),
    level: 'must',
    async run(probe) {
      const { header, message, transactionId } = await unsubscribed(probe)
      expect(header.action === 'on-unsubscribe', 'header.action is not on-unsubscribe')
      expect(message.transaction_id === transactionId, 'it has another transaction_id')
      expect(message.status !== 'rjct', 'it was rejected')
    },
  },
  {
    id: 'subscriptions.nothing-comes-after-the-end',
    title: 'No notification is sent after the subscription has ended',
    clause: clause('unsubscribe'),
    level: 'must',
    async run(probe) {
      await notified(probe)
      await unsubscribed(probe)
      const receiver = receiverOf(probe)
      // What was on its way when the subscription ended may still come.
      await receiver.next(() => false, Math.min(500, probe.notifyMs))
      const before = receiver.arrived.filter(isNotice).length
      await receiver.next(() => receiver.arrived.filter(isNotice).length > before, Math.min(2_000, probe.notifyMs))
      const more = receiver.arrived.filter(isNotice).length - before
      expect(more === 0, `${more} notification(s) came`)
    },
  },
]
