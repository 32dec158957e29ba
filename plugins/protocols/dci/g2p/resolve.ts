import type { ExchangeAnswer, ReleasedFields } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import type { PaymentReason } from '../../../../src/standards/dci/codes.ts'
import type { Tree } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import type { Action } from '../door/operation.ts'
import {
  type Address,
  accountElements,
  type Forms,
  parseAccount,
  parsePerson,
  personElements,
  releasedAddress,
  writeAddress,
} from './address.ts'
import { attributesFault, batched, commonFault, type Fault, fault, optionalText, type Said } from './batch.ts'
import { unanswered } from './refusal.ts'

interface Resolve {
  readonly fa: Address | undefined
  readonly id: Address | undefined
  readonly name: string | undefined
  readonly details: boolean
}

function readResolve(entry: Tree): Result<Resolve, Fault> {
  const common = commonFault(entry) ?? attributesFault(entry.additional_info)
  if (common !== undefined) return common
  const [givenFa, givenId] = [present(entry.fa), present(entry.id)]
  const fa = parseAccount(givenFa)
  const id = parsePerson(givenId)
  if (givenFa !== undefined && fa === undefined) {
    return fault('rjct.fa.invalid', 'fa is not of the form account:number@provider or mobile:number@provider')
  }
  if (givenId !== undefined && id === undefined) {
    return fault('rjct.id.invalid', 'id is not of the form nin:number@provider')
  }
  if (fa === undefined && id === undefined) return fault('rjct.id.invalid', 'neither fa nor id is there')
  const name = optionalText(entry.name, 200)
  if (name === false) return fault(undefined, 'name is not a text of at most 200 characters')
  const scope = present(entry.scope) ?? 'yes_no'
  if (scope !== 'yes_no' && scope !== 'details') {
    return fault('rjct.resolve_type.not_supported', 'scope is neither yes_no nor details')
  }
  return ok({ fa, id, name, details: scope === 'details' })
}

const details = ['account.type', 'account.number', 'account.provider', 'account.provider-name']

const elementsOf = ({ fa, id, name, details: all }: Resolve): string[] => [
  'account.state',
  ...(fa !== undefined && id !== undefined ? ['account.linked'] : []),
  ...(name === undefined ? [] : ['account.name-matches']),
  ...(all ? details : []),
]

/** Whether a financial address, or a person's, leads to an account; with `details`, which, as far as is agreed. */
export const resolve = batched<Resolve>({
  name: 'resolve',
  // payment-action-words
  words: ['resolve', 'link'],
  answer: 'on-resolve',
  lists: ['resolve_request'],
  response: 'resolve_response',
  read: readResolve,
  ask: (value) => ({
    service: 'payment-switch.account',
    equalities: {
      ...accountElements('account', value.fa),
      ...personElements(value.id),
      'person.name.full': value.name,
    },
    elements: elementsOf(value),
    acceptPartial: value.details,
  }),
  say,
}) as Action

const codes = [
  ['person.national-id', 'rjct.id.invalid'],
  ['account.id-provider', 'rjct.id.invalid'],
  ['account.', 'rjct.fa.invalid'],
] as const

function say(answer: ExchangeAnswer, value: Resolve): Said {
  const { fa, id } = value
  const asked = { fa: fa && writeAddress(fa), id: id && writeAddress(id) }
  const [record] = answer.records
  const malformed = answer.refusal?.code === 'exchange.identifier-malformed'
  if (record === undefined && answer.status === 'no-record' && !malformed) {
    return { status: 'succ', code: fa === undefined ? 'succ.id.not_found' : 'succ.fa.not_found', more: asked }
  }
  if (record === undefined) return { ...unanswered(answer, { codes }), more: asked }
  const code = stateOf(record, value)
  if (code === undefined) return { status: 'rjct', message: 'the state of the account was not released', more: asked }
  return { status: 'succ', code, more: { ...asked, ...detailsOf(record, answer.forms, value) } }
}

function stateOf(record: ReleasedFields, { fa, id }: Resolve): PaymentReason | undefined {
  if (fa !== undefined && id !== undefined && record['account.linked'] !== true) {
    return record['account.linked'] === false ? 'succ.fa.not_linked_to_id' : undefined
  }
  // Released as it is, or as a yes or no to "is it active".
  const state = record['account.state']
  if (state === undefined) return undefined
  const active = state === 'active' || state === true
  return `succ.${fa === undefined ? 'id' : 'fa'}.${active ? 'active' : 'inactive'}`
}

/** Nothing is told of an account that is not this person's. */
function detailsOf(record: ReleasedFields, forms: Forms, { details: all }: Resolve): { readonly [name: string]: Json } {
  const name = record['account.name-matches']
  const matches = typeof name === 'boolean' ? [{ name: 'name_matches', value: name }] : []
  if (!all || record['account.linked'] === false) return matches.length === 0 ? {} : { additional_info: matches }
  const fa = releasedAddress(record, forms, 'account')
  const provider = record['account.provider']
  const providerName = record['account.provider-name']
  const others = details.flatMap((element) => {
    const value = record[element]
    return value === undefined || forms[element] === 'raw' ? [] : [{ name: element, value }]
  })
  const info = [...matches, ...others]
  return {
    ...(fa === undefined ? {} : { fa }),
    ...(typeof provider === 'string' && forms['account.provider'] === 'raw'
      ? { account_provider_info: { name: typeof providerName === 'string' ? providerName : provider, code: provider } }
      : {}),
    ...(info.length === 0 ? {} : { additional_info: info }),
  }
}
