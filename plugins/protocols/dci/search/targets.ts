import { ok, type Result } from '../../../../src/kernel/result.ts'
import type { RegistryName } from '../../../../src/standards/dci/registries.ts'
import { type ItemFault, itemFault } from '../door/fault.ts'
import { isTree, lastSegment, type Tree } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import type { RecordKind } from '../query/names.ts'

/** A service that answers for a kind of record, and the mapping into the standard's vocabulary. */
export interface Target {
  readonly record: RecordKind
  readonly service: string
  readonly mapping: string
  /** `reg_record_type` and `@type` of what is answered. */
  readonly type: string
}

const civil = { mapping: 'dci-crvs-person', type: 'CRVSPerson' } as const

export const targets = {
  person: { record: 'person', service: 'social-registry.person', mapping: 'dci-person', type: 'SRPerson' },
  member: { record: 'person', service: 'social-registry.person', mapping: 'dci-member', type: 'Member' },
  group: { record: 'household', service: 'social-registry.household', mapping: 'dci-group', type: 'Group' },
  // Civil registration's own system answers one key at a time; what else is asked goes to the register's copy.
  birth: { record: 'birth', service: 'crvs.birth', ...civil },
  death: { record: 'death', service: 'crvs.death', ...civil },
  registeredBirth: { record: 'birth', service: 'civil-register.birth', ...civil },
  registeredDeath: { record: 'death', service: 'civil-register.death', ...civil },
  marriage: { record: 'marriage', service: 'civil-register.marriage', ...civil },
  enrolment: {
    record: 'enrolment',
    service: 'beneficiary-registry.enrolment',
    mapping: 'dci-beneficiary',
    type: 'Beneficiary',
  },
  disabled: {
    record: 'disabled-person',
    service: 'disability-registry.person',
    mapping: 'dci-disabled-person',
    type: 'DisabledPerson',
  },
  farmer: { record: 'farmer', service: 'farmer-registry.farmer', mapping: 'dci-farmer', type: 'Farmer' },
  employment: { record: 'employment', service: 'employment-service.person', mapping: 'dci-employment', type: 'Member' },
  identity: { record: 'identity', service: 'identity-map.identifiers', mapping: 'dci-identity', type: 'Member' },
} as const satisfies Record<string, Target>

/** Kept in the register's copy: what a key of a person does not find. */
export const inCopy: Readonly<Partial<Record<RecordKind, Target>>> = {
  birth: targets.registeredBirth,
  death: targets.registeredDeath,
}

/** Last part of `reg_type`, as partners write it. */
const registryWords: Readonly<Record<RegistryName, readonly string[]>> = {
  sr: ['social', 'sr', 'social_registry', 'socialregistry'],
  crvs: ['civil', 'crvs', 'civil_registry', 'civilregistry', 'birth', 'death', 'marriage'],
  dr: ['dr', 'disability', 'disabled', 'disability_registry', 'disabilityregistry'],
  fr: ['fr', 'farmer', 'farmer_registry', 'farmerregistry'],
  ibr: ['ibr', 'beneficiary', 'integrated_beneficiary_registry', 'beneficiary_registry'],
  ess: ['ess', 'employment', 'employment_registry', 'sp'],
}

type Targets = Result<readonly Target[], ItemFault>
const invalid = (message: string) => itemFault('rjct.search_criteria.invalid', message)

/** Which services a search of this registry asks. */
export function targetsOf(registry: RegistryName, criteria: Tree): Targets {
  const named = word(criteria.reg_type)
  if (named !== undefined && named !== 'unknown' && !registryWords[registry].includes(named)) {
    return invalid('reg_type is of another registry than this address')
  }
  switch (registry) {
    case 'sr':
      return socialTargets(criteria)
    case 'crvs':
      return civilTargets(criteria)
    case 'dr':
      return one(criteria, targets.disabled, disabledWords)
    case 'fr':
      return one(criteria, targets.farmer, farmerWords)
    case 'ibr':
      return one(criteria, targets.enrolment, beneficiaryWords)
    case 'ess':
      return one(criteria, targets.employment, memberWords)
  }
}

const memberWords = ['member', 'person', 'essperson']
const disabledWords = ['disabledperson', 'drperson', 'pwdperson', ...memberWords]
const farmerWords = ['farmer', 'frperson', ...memberWords]
const beneficiaryWords = ['beneficiary', 'ibrperson', 'group', 'household', ...memberWords]

/** A registry of one kind of record: another kind that is named is not here. */
function one(criteria: Tree, target: Target, words: readonly string[]): Targets {
  const named = [criteria.response_entity, criteria.reg_record_type, collectionOf(criteria.query)].map(word)
  const stranger = named.find((name) => name !== undefined && !words.includes(name))
  return stranger === undefined ? ok([target]) : invalid(`reg_record_type is not ${target.type}`)
}

const groups = new Set(['group', 'household', 'family'])
const members = new Set(['member', 'srmember'])
const persons = new Set(['person', 'srperson', 'individual'])

function socialTargets(criteria: Tree): Targets {
  const named = [criteria.response_entity, criteria.reg_record_type, collectionOf(criteria.query)].map(word)
  const entity = named.find((name) => name !== undefined)
  if (entity === undefined || persons.has(entity)) return ok([targets.person])
  if (members.has(entity)) return ok([targets.member])
  if (groups.has(entity)) return ok([targets.group])
  return invalid('response_entity is none of Group, Household, Member, Person')
}

function collectionOf(query: unknown): unknown {
  const value = isTree(query) ? query.value : undefined
  const expression = isTree(value) ? value.expression : undefined
  return isTree(expression) ? expression.collection : undefined
}

const births = new Set(['birth', 'livebirth', 'live_birth'])
// Words of subscriptions, and of searches that do not say which event they look for.
const anyEvent = new Set(['search', 'register', 'civil', 'crvs', 'civil_registry', 'civilregistry', 'unknown'])

/** Without an event both registers are asked: a person's civil record is its birth and, one day, its death. */
function civilTargets(criteria: Tree): Targets {
  const events = [criteria.reg_event_type, criteria.reg_type].map(word)
  const event = events.find((name) => name !== undefined && !anyEvent.has(name))
  if (event === undefined) return ok([targets.birth, targets.death])
  if (births.has(event)) return ok([targets.birth])
  if (event === 'death') return ok([targets.death])
  if (event === 'marriage') return ok([targets.marriage])
  return invalid('only births, deaths and marriages are registered here')
}

/** `spdci-common:RegistryEventType:LiveBirth` → `livebirth`. */
export function word(value: unknown): string | undefined {
  const text = present(value)
  return typeof text === 'string' ? lastSegment(text).toLowerCase().slice(0, 60) : undefined
}
