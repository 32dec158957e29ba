/** How a request of the standard is put together: header, and the message of each operation. */
import type { Json } from '../../kernel/canonical-json.ts'
import { wireInstant } from './instants.ts'

export type Tree = { readonly [name: string]: Json }

export interface RequestHeader {
  readonly action: string
  readonly messageId: string
  readonly at: Date
  readonly senderId: string
  readonly receiverId: string
  /** Where the callback goes. */
  readonly senderUri?: string
  readonly totalCount: number
  readonly encrypted?: boolean
  readonly meta?: Tree
}

/** MsgHeader. What may be left out is written all the same: some verifiers of signatures fill it in before they hash. */
export const requestHeader = (header: RequestHeader): Tree => ({
  version: '1.0.0',
  message_id: header.messageId,
  message_ts: wireInstant(header.at),
  action: header.action,
  sender_id: header.senderId,
  ...(header.senderUri === undefined ? {} : { sender_uri: header.senderUri }),
  receiver_id: header.receiverId,
  total_count: header.totalCount,
  is_msg_encrypted: header.encrypted ?? false,
  meta: header.meta ?? {},
})

export interface Criteria {
  readonly regType: string
  readonly recordType?: string
  readonly eventType?: string
  readonly queryType: 'idtype-value' | 'expression' | 'predicate' | 'graphql'
  readonly query: Json
  /** Social and beneficiary registries: Group or Member. */
  readonly responseEntity?: string
  readonly sort?: readonly { readonly attribute: string; readonly order: 'asc' | 'desc' }[]
  readonly page?: { readonly size: number; readonly number: number }
  readonly purpose?: string
}

const version = '1.0.0'

/** search_criteria */
export const searchCriteria = ({ page, sort, purpose, ...criteria }: Criteria): Tree => ({
  version,
  reg_type: criteria.regType,
  ...(criteria.eventType === undefined ? {} : { reg_event_type: criteria.eventType }),
  ...(criteria.recordType === undefined ? {} : { reg_record_type: criteria.recordType }),
  query_type: criteria.queryType,
  ...(criteria.responseEntity === undefined ? {} : { response_entity: criteria.responseEntity }),
  query: criteria.query,
  ...(sort === undefined || sort.length === 0
    ? {}
    : { sort: sort.map(({ attribute, order }) => ({ attribute_name: attribute, sort_order: order })) }),
  ...(page === undefined ? {} : { pagination: { page_size: page.size, page_number: page.number } }),
  ...(purpose === undefined ? {} : { authorize: authorize(purpose) }),
})

/** The standard leaves the block's meaning open; the purpose's code is what readers of it have in common. */
const authorize = (purpose: string): Tree => ({ '@type': 'Authorize', purpose: { text: purpose, code: purpose } })

/** The entry that one search of a message is. */
export const searchItem = (referenceId: string, at: Date, criteria: Tree): Tree => ({
  reference_id: referenceId,
  timestamp: wireInstant(at),
  search_criteria: criteria,
  locale: 'eng',
})

export interface Interest {
  readonly regType: string
  readonly eventType: string
  readonly recordType: string
  readonly filterType: Criteria['queryType']
  readonly filter: Json
  readonly frequency?: { readonly from: Date; readonly until: Date; readonly cron: string }
  readonly purpose?: string
}

/** The entry that one subscription of a message is. */
export const subscribeItem = (referenceId: string, at: Date, interest: Interest): Tree => ({
  reference_id: referenceId,
  timestamp: wireInstant(at),
  subscribe_criteria: {
    version,
    reg_type: interest.regType,
    reg_event_type: interest.eventType,
    filter_type: interest.filterType,
    filter: interest.filter,
    notify_record_type: interest.recordType,
    ...(interest.frequency === undefined
      ? {}
      : {
          frequency: {
            start_time: wireInstant(interest.frequency.from),
            end_time: wireInstant(interest.frequency.until),
            frequency: interest.frequency.cron,
          },
        }),
    ...(interest.purpose === undefined ? {} : { authorize: authorize(interest.purpose) }),
  },
  locale: 'eng',
})

export interface StatusQuestion {
  readonly referenceId: string
  readonly at: Date
  readonly operation: 'search' | 'subscribe' | 'unsubscribe'
  readonly by: 'transaction_id' | 'correlation_id' | 'reference_id_list' | 'subscription_code_list'
  readonly value: string | readonly string[]
}

/** txnstatus_request */
export const statusQuestion = ({ referenceId, operation, by, value }: StatusQuestion): Tree => ({
  reference_id: referenceId,
  txn_type: operation,
  attribute_type: by,
  attribute_value: value,
  locale: 'eng',
})
