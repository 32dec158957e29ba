import type { Notice, OutgoingMessage, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { newId } from '../../../../src/kernel/ids.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import { type RegistryName, registries } from '../../../../src/standards/dci/registries.ts'
import { eventWord, recordLists } from '../door/edition.ts'
import { partnerOf } from '../door/partner.ts'
import { replyHeader, undressed } from '../door/reply.ts'
import type { RecordKind } from '../query/names.ts'
import { receiptOf } from '../search/item.ts'
import { dciRecords } from '../search/records.ts'

/** What a subscription is kept with, so that its notices can be written. */
export type NoticeContext = {
  readonly registry: string
  /** The standard's word for the event. */
  readonly word: string
  readonly mapping: string
  readonly type: string
  readonly record: string
  readonly service: string
}

/**
 * NotifyEventRequest. It has no place for the subscription's code: it stands in `header.meta`, and as the reference_id of
 * each entry. One entry for each record, where the edition has `reg_records` as an object.
 */
export async function notifyMessage({ subscription, notices }: Notice, house: ProtocolHouse): Promise<OutgoingMessage> {
  const context = subscription.context as unknown as NoticeContext
  const partner = partnerOf(subscription.caller, house)
  const reader = { registry: context.registry, edition: partner.specVersion }
  const target = { ...context, record: context.record as RecordKind }
  const events = notices.flatMap(({ event, answer }): Json[] => {
    const records = dciRecords([{ target, answer }], reader, house)
    return recordLists('notify', reader, records).map((list) => ({
      reference_id: subscription.code,
      timestamp: wireInstant(event.occurredAt),
      data: {
        version: '1.0.0',
        reg_type: registries[context.registry as RegistryName].type,
        reg_event_type: eventWord(context.word, reader),
        reg_record_type: context.type,
        reg_records: list,
      },
      locale: 'eng',
    }))
  })
  const transactionId = newId('txn', house.now().getTime())
  const receipts = notices.map(({ event, answer }) => receiptOf(event.id, answer))
  const counts = {
    totalCount: events.length,
    completedCount: events.length,
    receiverId: partner.senderIds[0] ?? partner.id,
  }
  const meta = { subscription_code: subscription.code, events: notices.map(({ event }) => event.id), receipts }
  const header = replyHeader({ action: 'notify', status: 'succ', ...counts, meta }, house)
  const message = { transaction_id: transactionId, notify_event: events }
  return {
    action: 'notify',
    transactionId,
    exchanges: notices.map(({ answer }) => answer.exchangeId),
    body: undressed({ header, message, encryptedBefore: false }),
  }
}
