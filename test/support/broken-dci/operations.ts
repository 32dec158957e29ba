/** What each operation of the registry does: the message that answers it, now or in a callback. */
import { randomUUID } from 'node:crypto'
import type { Json } from '../../../src/kernel/canonical-json.ts'
import type { Tree } from '../../../src/standards/dci/envelope.ts'
import { isTree, member } from '../../../src/standards/dci/sealed-message.ts'
import { Refused, stamp } from './envelope.ts'
import { people } from './people.ts'
import { searchAll } from './search.ts'
import type { Subscription, World } from './world.ts'

export interface Worked {
  readonly message: Tree
  readonly status: 'succ' | 'rjct'
  readonly count: number
  readonly completed: number
}

export interface Hearing {
  readonly header: Tree
  readonly message: Tree
  readonly correlation: string
}

const worked = (message: Tree, items: readonly Tree[]): Worked => {
  const completed = items.filter(({ status }) => status === 'succ').length
  return { message, status: completed === 0 && items.length > 0 ? 'rjct' : 'succ', count: items.length, completed }
}

export function search({ header, message, correlation }: Hearing, world: World): Worked {
  const items = searchAll(header, message, world)
  const { transaction_id } = message
  return worked({ transaction_id: transaction_id ?? '', correlation_id: correlation, search_response: items }, items)
}

export function status({ message, correlation }: Hearing, world: World): Worked {
  const asked = message.txnstatus_request
  if (!isTree(asked) || typeof message.transaction_id !== 'string')
    throw new Refused(400, 'err.request.bad', 'no txnstatus_request')
  const wanted = [asked.attribute_value ?? []].flat().map(String)
  const by = asked.attribute_type
  const found = world.transactions.filter((one) => {
    if (by === 'transaction_id') return wanted.includes(one.transaction)
    if (by === 'correlation_id') return wanted.includes(one.correlation)
    return by === 'reference_id_list' && one.references.some((reference) => wanted.includes(reference))
  })
  const [first] = found
  if (first === undefined && !world.has('invents-status')) {
    throw new Refused(404, 'err.request.not_found', 'there is no such transaction')
  }
  const waiting = {
    transaction_id: first?.transaction ?? wanted[0] ?? '',
    correlation_id: first?.correlation ?? randomUUID(),
    search_response: [],
  }
  return {
    message: {
      transaction_id: message.transaction_id,
      correlation_id: correlation,
      txnstatus_response: { txn_type: asked.txn_type ?? 'search', txn_status: first?.reply ?? waiting },
    },
    status: 'succ',
    count: 1,
    completed: first?.reply === undefined ? 0 : 1,
  }
}

export const eventsOf: Readonly<Record<World['registry'], readonly string[]>> = {
  sr: ['REGISTER', 'NewHouseHoldMember'],
  crvs: ['LiveBirth', 'Death', 'Marriage', 'BIRTH'],
  dr: ['REGISTER'],
  fr: ['REGISTER', 'register'],
  ibr: ['enrollement', 'enrollement_status_change'],
  ess: ['REGISTER'],
}

export function subscribe({ header, message, correlation }: Hearing, world: World): Worked {
  const { subscribe_request: requests, transaction_id } = message
  if (!Array.isArray(requests) || requests.length === 0)
    throw new Refused(400, 'err.request.bad', 'no subscribe_request')
  const items = requests.map((request: Json): Tree => {
    const criteria = member(request, 'subscribe_criteria')
    const head = { reference_id: member(request, 'reference_id') ?? '', timestamp: stamp(world), locale: 'eng' }
    const event = String(member(criteria, 'reg_event_type'))
    const known = world.events.includes(event.split(':').at(-1) ?? '')
    if (!isTree(criteria) || (!known && !world.has('accepts-unknown-event'))) {
      return {
        ...head,
        status: 'rjct',
        status_reason_code: 'rjct.notify_types.invalid',
        status_reason_message: 'no such event',
      }
    }
    const code = `sub-${randomUUID()}`
    const url = String(header.sender_uri).replace(/on-subscribe$/, 'notify')
    world.subscriptions.push({ code, url, criteria, active: true })
    return {
      ...head,
      status: 'succ',
      subscriptions: [{ code, status: 'subscribe', timestamp: stamp(world), ...criteria }],
    }
  })
  return worked({ transaction_id: transaction_id ?? '', correlation_id: correlation, subscribe_response: items }, items)
}

export function unsubscribe({ message, correlation }: Hearing, world: World): Worked {
  const codes = Array.isArray(message.subscription_codes) ? message.subscription_codes.map(String) : []
  const found = codes.map((code) => world.subscriptions.find((one) => one.code === code))
  const head = { transaction_id: message.transaction_id ?? '', correlation_id: correlation, timestamp: stamp(world) }
  if (found.length === 0 || (found.includes(undefined) && !world.has('accepts-unknown-code'))) {
    const said = { status: 'rjct', status_reason_code: 'rjct.subscription_code.invalid' }
    return { message: { ...head, ...said }, status: 'rjct', count: 1, completed: 0 }
  }
  for (const one of found) if (one !== undefined && !world.has('notifies-after-unsubscribe')) one.active = false
  const ended = codes.map((code) => ({ code, status: 'unsubscribe' }))
  return { message: { ...head, status: 'succ', subscription_status: ended }, status: 'succ', count: 1, completed: 1 }
}

/** Enrolled, disabled and check-enrollment: yes or no about one person. */
export function yesOrNo(answerName: string, statusName: string) {
  return ({ message, correlation }: Hearing, world: World): Worked => {
    const criteria = message.enrolled_criteria ?? message.disabled_criteria
    if (!isTree(criteria)) throw new Refused(400, 'err.request.bad', 'no criteria')
    const text = JSON.stringify(criteria)
    const one = people.find(({ uin }) => text.includes(`"${uin}"`))
    const yes = world.has('everybody-is-enrolled') || one !== undefined
    const item = {
      reference_id: randomUUID(),
      timestamp: stamp(world),
      status: 'succ',
      [statusName]: yes ? 'yes' : 'no',
    }
    return worked({ transaction_id: message.transaction_id ?? '', correlation_id: correlation, [answerName]: [item] }, [
      item,
    ])
  }
}

export function details({ message, correlation }: Hearing, world: World): Worked {
  if (!isTree(message.disabled_criteria)) throw new Refused(400, 'err.request.bad', 'no criteria')
  const text = JSON.stringify(message.disabled_criteria)
  const found = people.some(({ uin }) => text.includes(`"${uin}"`))
  const detail = { disability_details: [{ impairment_type: '1', impairment_level: '2' }] }
  const data = {
    version: '1.0.0',
    reg_type: 'ns:org:RegistryType:DR',
    reg_record_type: 'DisabledPerson',
    reg_records: found ? [detail] : [],
  }
  const item = { reference_id: randomUUID(), timestamp: stamp(world), status: 'succ', data }
  return worked(
    { transaction_id: message.transaction_id ?? '', correlation_id: correlation, search_response: [item] },
    [item],
  )
}

/** The message that tells a subscriber of a new person. */
export function notification({ criteria }: Subscription, record: Json, world: World): Tree {
  const data = {
    version: '1.0.0',
    reg_type: criteria.reg_type ?? '',
    reg_event_type: criteria.reg_event_type ?? '',
    reg_record_type: criteria.notify_record_type ?? '',
    reg_records: record,
  }
  return { transaction_id: randomUUID(), notify_event: [{ reference_id: randomUUID(), timestamp: stamp(world), data }] }
}
