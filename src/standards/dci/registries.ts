/** The registries of the standard and their operations: which paths there are, and what a message at each is called. */
import type { LocalText } from '../../kernel/nouns.ts'

/** As their base paths name them. */
export const registryNames = ['sr', 'crvs', 'dr', 'fr', 'ibr', 'ess'] as const
export type RegistryName = (typeof registryNames)[number]

export interface Registry {
  readonly name: LocalText
  /** What we write as `reg_type`; what others write is matched by its last part. */
  readonly type: string
  /** Kinds of record it answers with, the usual first. */
  readonly records: readonly string[]
  /** Kinds of event that it tells, as `reg_event_type`. */
  readonly events: readonly string[]
}

export const registries: Readonly<Record<RegistryName, Registry>> = {
  sr: {
    name: { en: 'social registry', sw: 'rejista ya kijamii', fr: 'registre social' },
    type: 'ns:org:RegistryType:Social',
    records: ['Member', 'Group'],
    events: ['REGISTER', 'NewHouseHoldMember'],
  },
  crvs: {
    name: { en: 'civil registration', sw: 'usajili wa raia', fr: 'état civil' },
    type: 'ns:org:RegistryType:Civil',
    records: ['Person'],
    events: ['LiveBirth', 'Death', 'Marriage'],
  },
  dr: {
    name: { en: 'disability registry', sw: 'rejista ya watu wenye ulemavu', fr: 'registre du handicap' },
    type: 'ns:org:RegistryType:DR',
    records: ['DisabledPerson'],
    events: ['REGISTER'],
  },
  fr: {
    name: { en: 'farmer registry', sw: 'rejista ya wakulima', fr: 'registre des agriculteurs' },
    type: 'ns:org:RegistryType:FR',
    records: ['Farmer'],
    events: ['REGISTER'],
  },
  ibr: {
    name: {
      en: 'integrated beneficiary registry',
      sw: 'rejista jumuishi ya wanufaika',
      fr: 'registre intégré des bénéficiaires',
    },
    type: 'ns:org:RegistryType:IBR',
    records: ['Beneficiary'],
    events: ['enrollement', 'enrollement_status_change'],
  },
  ess: {
    name: { en: 'employment registry', sw: 'rejista ya ajira', fr: 'registre de l’emploi' },
    type: 'ns:org:RegistryType:ESS',
    records: ['Member'],
    events: ['REGISTER'],
  },
}

export interface Operation {
  /** Below the registry's base address. */
  readonly path: string
  /** `header.action` of the request, and of the message that answers it. */
  readonly action: string
  readonly answer: string
}

/** What a registry hosts. The first four answer with an acknowledgement now and a callback later. */
export const operations = {
  search: { path: '/registry/search', action: 'search', answer: 'on-search' },
  subscribe: { path: '/registry/subscribe', action: 'subscribe', answer: 'on-subscribe' },
  unsubscribe: { path: '/registry/unsubscribe', action: 'unsubscribe', answer: 'on-unsubscribe' },
  status: { path: '/registry/txn/status', action: 'txn-status', answer: 'txn-on-status' },
  syncSearch: { path: '/registry/sync/search', action: 'search', answer: 'on-search' },
  syncStatus: { path: '/registry/sync/txn/status', action: 'txn-status', answer: 'txn-on-status' },
  enrolled: { path: '/registry/sync/enrolled', action: 'search', answer: 'on-search' },
  enrollmentUpdates: { path: '/registry/sync/enrollment/updates', action: 'notify', answer: 'notify' },
  disabled: { path: '/registry/sync/disabled', action: 'search', answer: 'on-search' },
  disabilityDetails: { path: '/registry/sync/get-disability-details', action: 'search', answer: 'on-search' },
  disabilitySupport: { path: '/registry/sync/get-disability-support', action: 'search', answer: 'on-search' },
  checkEnrollment: { path: '/registry/sync/check-enrollment', action: 'search', answer: 'on-search' },
} as const satisfies Record<string, Operation>
export type OperationName = keyof typeof operations

/** What a caller hosts, so that it can be called back, by `header.action`. */
export const callbackPaths = {
  'on-search': '/registry/on-search',
  'on-subscribe': '/registry/on-subscribe',
  'on-unsubscribe': '/registry/on-unsubscribe',
  'txn-on-status': '/registry/txn/on-status',
  notify: '/registry/notify',
} as const
export type CallbackAction = keyof typeof callbackPaths
