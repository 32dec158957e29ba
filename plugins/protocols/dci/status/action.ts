import type { Caller, KnownBy, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import type { Edition } from '../door/edition.ts'
import { type MessageFault, refused } from '../door/fault.ts'
import { idLengthLimit } from '../door/header.ts'
import { isTree, member } from '../door/json.ts'
import { isLocale, present } from '../door/leniencies.ts'
import type { Action, Done } from '../door/operation.ts'
import { employmentWord, responseOf, type TxnType, workOfType } from './response.ts'

const listLimit = 100

export interface StatusQuestion {
  readonly type: TxnType
  readonly referenceId: string
  readonly by: KnownBy | { readonly subscriptionCodes: readonly string[] }
}

/** `txn-status`: what became of earlier messages of the same caller. The answer holds their whole response again. */
export const txnStatus: Action<StatusQuestion> = {
  name: 'txn-status',
  words: ['txn-status', 'status'],
  answer: 'txn-on-status',
  read(message) {
    // older-names
    const question = member(message, 'txnstatus_request') ?? member(message, 'txn_status_request')
    if (!isTree(question)) return refused('err.request.bad', 'message.txnstatus_request is missing or not an object')
    const { reference_id: id, txn_type: type, attribute_type: by, attribute_value: value, locale } = question
    if (typeof id !== 'string' || id.length > idLengthLimit) {
      return refused('err.request.bad', `reference_id is not a text of 1 to ${idLengthLimit} characters`)
    }
    if (present(locale) !== undefined && !isLocale(locale)) {
      return refused('err.request.bad', 'locale is not a language code')
    }
    if (!isTxnType(type)) return refused('err.request.bad', `txn_type is none of ${Object.keys(workOfType).join(', ')}`)
    const known = knownBy(by, value)
    return known.ok ? ok({ count: 1, referenceIds: [id], value: { type, referenceId: id, by: known.value } }) : known
  },
  async work({ type, by }, { registry, caller, partner }, house) {
    const asked = { registry, edition: partner.specVersion, type, by }
    return ok(
      'subscriptionCodes' in by
        ? await ofSubscriptions(asked, by, { caller, house })
        : await ofMessages(asked, by, { caller, house }),
    )
  },
}

const isTxnType = (type: unknown): type is TxnType => typeof type === 'string' && Object.hasOwn(workOfType, type)

const isId = (id: unknown): id is string => typeof id === 'string' && id !== '' && id.length <= idLengthLimit

export function knownBy(by: unknown, value: unknown): Result<StatusQuestion['by'], MessageFault> {
  const list = Array.isArray(value) ? value : [value]
  if (list.length === 0 || list.length > listLimit || !list.every(isId)) {
    return refused('err.request.bad', `attribute_value is not an id, or a list of 1 to ${listLimit}`)
  }
  const [only = ''] = list
  switch (by) {
    case 'transaction_id':
    case 'correlation_id':
      if (list.length > 1) return refused('err.request.bad', `attribute_value of ${by} is one id`)
      return ok(by === 'transaction_id' ? { transactionId: only } : { correlationId: only })
    case 'reference_id_list':
      return ok({ referenceIds: list })
    case 'subscription_code_list':
      return ok({ subscriptionCodes: list })
    default: {
      const known = 'transaction_id, correlation_id, reference_id_list, subscription_code_list'
      return refused('err.request.bad', `attribute_type is none of ${known}`)
    }
  }
}

interface About {
  readonly registry: string
  readonly edition: Edition
  readonly type: TxnType
}

interface At {
  readonly caller: Caller
  readonly house: ProtocolHouse
}

async function ofMessages(about: About, by: KnownBy, { caller, house }: At): Promise<Done> {
  const work = `${about.registry}/${workOfType[about.type]}`
  const messages = await house.messages.find(caller, by)
  const found = messages.filter(({ operation }) => operation === work)
  const wanted = 'referenceIds' in by ? by.referenceIds : undefined
  const response = responseOf(found, { ...about, at: wireInstant(house.now()), wanted })
  return done(about, response, { found: found.length > 0, word: employmentWord(found) })
}

async function ofSubscriptions(
  about: About,
  { subscriptionCodes }: { readonly subscriptionCodes: readonly string[] },
  { caller, house }: At,
): Promise<Done> {
  const found = (await house.subscriptions?.find(caller, subscriptionCodes)) ?? []
  const subscriptions = found.map(({ code, status, at }) => ({
    code,
    status: status === 'ended' ? 'unsubscribe' : 'subscribe',
    timestamp: wireInstant(at),
  }))
  const at = wireInstant(house.now())
  const entry = {
    reference_id: subscriptionCodes[0] ?? '',
    timestamp: at,
    status: 'succ',
    subscriptions,
    locale: 'eng',
  }
  const response = { transaction_id: '', correlation_id: '', subscribe_response: found.length === 0 ? [] : [entry] }
  return done(about, response, { found: found.length > 0, word: 'completed' })
}

interface Said {
  readonly found: boolean
  /** The employment registry has words of its own. */
  readonly word: string
}

/** Nothing known is no error: `rjct`, with an empty response. */
const done = ({ registry, type }: About, response: { readonly [name: string]: Json }, { found, word }: Said): Done => ({
  message: {
    txnstatus_response: { txn_type: type, txn_status: response },
    ...(registry === 'ess' ? { txn_status: word } : {}),
  },
  status: found ? 'succ' : 'rjct',
  totalCount: 1,
  completedCount: found ? 1 : 0,
  exchanges: [],
})
