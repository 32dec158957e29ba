import { ok, type Result } from '../../../src/kernel/result.ts'
import type { RecordKind } from './attributes.ts'
import { type ItemFault, itemFault } from './fault.ts'
import { isTree, lastSegment, type Tree } from './json.ts'
import { present } from './leniencies.ts'

export const domains = ['sr', 'crvs', 'ibr'] as const
export type Domain = (typeof domains)[number]

/** A service that answers for a kind of record, and the mapping into the standard's vocabulary. */
export interface Target {
  readonly record: RecordKind
  readonly service: string
  readonly mapping: string
  /** `reg_record_type` and `@type` of what is answered. */
  readonly type: string
}

const person: Target = { record: 'person', service: 'social-registry.person', mapping: 'dci-person', type: 'SRPerson' }
const group: Target = { record: 'household', service: 'social-registry.household', mapping: 'dci-group', type: 'Group' }
const birth: Target = { record: 'birth', service: 'crvs.birth', mapping: 'dci-crvs-person', type: 'CRVSPerson' }
const death: Target = { record: 'death', service: 'crvs.death', mapping: 'dci-crvs-person', type: 'CRVSPerson' }
const enrolment: Target = {
  record: 'enrolment',
  service: 'beneficiary-registry.enrolment',
  mapping: 'dci-beneficiary',
  type: 'Beneficiary',
}

const registryTypes: Readonly<Record<Domain, ReadonlySet<string>>> = {
  sr: new Set(['social', 'sr', 'social_registry', 'socialregistry', 'unknown']),
  crvs: new Set(['civil', 'crvs', 'civil_registry', 'birth', 'death', 'unknown']),
  ibr: new Set(['ibr', 'beneficiary', 'integrated_beneficiary_registry', 'unknown']),
}

export const registryTypeOf: Readonly<Record<Domain, string>> = {
  sr: 'ns:org:RegistryType:Social',
  crvs: 'ns:org:RegistryType:Civil',
  ibr: 'ns:org:RegistryType:IBR',
}

type Targets = Result<readonly Target[], ItemFault>

/** Which services a search of this domain asks. */
export function targetsOf(domain: Domain, criteria: Tree): Targets {
  const registry = word(criteria.reg_type)
  if (registry !== undefined && !registryTypes[domain].has(registry)) {
    return itemFault('rjct.search_criteria.invalid', 'reg_type is of another registry than this address')
  }
  if (domain === 'ibr') return ok([enrolment])
  return domain === 'sr' ? socialTargets(criteria) : civilTargets(criteria)
}

const groups = new Set(['group', 'household', 'family'])
const persons = new Set(['member', 'person', 'srperson', 'individual'])

function socialTargets(criteria: Tree): Targets {
  const named = [criteria.response_entity, criteria.reg_record_type, collectionOf(criteria.query)].map(word)
  const entity = named.find((name) => name !== undefined)
  if (entity === undefined || persons.has(entity)) return ok([person])
  if (groups.has(entity)) return ok([group])
  return itemFault('rjct.search_criteria.invalid', 'response_entity is none of Group, Household, Member, Person')
}

function collectionOf(query: unknown): unknown {
  const value = isTree(query) ? query.value : undefined
  const expression = isTree(value) ? value.expression : undefined
  return isTree(expression) ? expression.collection : undefined
}

const births = new Set(['birth', 'livebirth', 'live_birth'])
// Words of subscriptions, and of searches that do not say which event they look for.
const anyEvent = new Set(['search', 'register', 'civil', 'crvs', 'civil_registry', 'unknown'])

/** Without an event both registers are asked: a person's civil record is its birth and, one day, its death. */
function civilTargets(criteria: Tree): Targets {
  const events = [criteria.reg_event_type, criteria.reg_type].map(word)
  const event = events.find((name) => name !== undefined && !anyEvent.has(name))
  if (event === undefined) return ok([birth, death])
  if (births.has(event)) return ok([birth])
  if (event === 'death') return ok([death])
  return itemFault('rjct.search_criteria.invalid', 'only births and deaths are registered here')
}

/** `spdci-common:RegistryEventType:LiveBirth` → `livebirth`. */
function word(value: unknown): string | undefined {
  const text = present(value)
  return typeof text === 'string' ? lastSegment(text).toLowerCase().slice(0, 60) : undefined
}
