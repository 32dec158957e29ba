import type { DeliveryState } from '../../src/exchange/deliveries/schema.ts'
import type { EventType, Subscription } from '../../src/exchange/subscriptions/schema.ts'
import { languages } from '../../src/kernel/language.ts'
import type { SourceStatus } from './api/types.ts'
import {
  assessmentStatuses,
  breachStatuses,
  caseStatuses,
  dutyKinds,
  dutyStates,
  rightsKinds,
  urgencies,
} from './pages/compliance/known.ts'
import { certainties, householdChanges, queueViews, reviewStates } from './pages/identity/known.ts'
import { steps } from './pages/partners/draft-faults.ts'
import { eventTypes } from './parts/events.ts'

// What may stand after the question mark of each page's address. A hand-typed address is hostile until read here.
export type Raw = Readonly<Record<string, unknown>>

const textLimit = 200
const statuses: readonly SourceStatus[] = ['answered', 'no-record', 'refused', 'unavailable', 'invalid']
const deliveryStates: readonly DeliveryState[] = ['waiting', 'delivered', 'dead']
const subscriptionStatuses: readonly Subscription['status'][] = ['active', 'held', 'ended']
const windowChoices = [15, 60, 1440, 10_080] as const
export const radarDays = [30, 90, 180] as const
export const agreementTabs = ['allows', 'text', 'standing', 'changes', 'traffic', 'checks'] as const

/** A number in an address is read as the text it was typed as: an identifier may look like one. */
function text(raw: Raw, name: string): string | undefined {
  const value = raw[name]
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const trimmed = String(value).slice(0, textLimit)
  return trimmed === '' ? undefined : trimmed
}

function oneOf<T>(choices: readonly T[], value: unknown): T | undefined {
  return choices.find((choice) => choice === value)
}

function version(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 ? number : undefined
}

function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

export const signInSearch = (raw: Raw) => {
  const back = text(raw, 'back')
  // Only an address of this console: `//host` would lead elsewhere.
  return present({ back: back !== undefined && /^\/(?![/\\])/.test(back) ? back : undefined })
}

export const countrySearch = (raw: Raw) =>
  present({
    window: oneOf(windowChoices, Number(raw.window)),
    view: oneOf(['map', 'table'] as const, raw.view),
    flow: text(raw, 'flow'),
    member: text(raw, 'member'),
  })

export const askSearch = (raw: Raw) => present({ purpose: text(raw, 'purpose') })

export const exchangesSearch = (raw: Raw) =>
  present({
    consumer: text(raw, 'consumer'),
    provider: text(raw, 'provider'),
    service: text(raw, 'service'),
    agreement: text(raw, 'agreement'),
    purpose: text(raw, 'purpose'),
    status: oneOf(statuses, raw.status),
    from: text(raw, 'from'),
    until: text(raw, 'until'),
    search: text(raw, 'search'),
  })

export const agreementSearch = (raw: Raw) =>
  present({
    state: oneOf(['in-force', 'not-in-force'] as const, raw.state),
    within: oneOf(radarDays, Number(raw.within)),
    member: text(raw, 'member'),
    search: text(raw, 'search'),
  })

export const agreementPageSearch = (raw: Raw) =>
  present({
    tab: oneOf(agreementTabs, raw.tab),
    version: version(raw.version),
    from: version(raw.from),
    language: oneOf(languages, raw.language),
  })

export const draftSearch = (raw: Raw) =>
  present({ of: text(raw, 'of'), side: oneOf(['text', 'checks', 'what-if'] as const, raw.side) })

export const compositionSearch = (raw: Raw) => present({ consumer: text(raw, 'consumer') })

export const dictionarySearch = (raw: Raw) => present({ type: text(raw, 'type'), search: text(raw, 'search') })

export const deliveriesSearch = (raw: Raw) =>
  present({
    state: oneOf(deliveryStates, raw.state),
    kind: oneOf(['callback', 'notification'] as const, raw.kind),
    member: text(raw, 'member'),
    subscription: text(raw, 'subscription'),
  })

export const subscriptionsSearch = (raw: Raw) =>
  present({
    status: oneOf(subscriptionStatuses, raw.status),
    member: text(raw, 'member'),
    event: oneOf<EventType>(eventTypes, raw.event),
  })

export const partnersSearch = (raw: Raw) =>
  present({
    status: oneOf(['active', 'suspended'] as const, raw.status),
    member: text(raw, 'member'),
    search: text(raw, 'search'),
  })

export const reportSearch = (raw: Raw) => present({ show: oneOf(['failed'] as const, raw.show) })

export const onboardSearch = (raw: Raw) => present({ step: oneOf(steps, raw.step) })

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined

export const clocksSearch = (raw: Raw) =>
  present({
    urgency: oneOf(urgencies, raw.urgency),
    kind: oneOf(dutyKinds, raw.kind),
    member: text(raw, 'member'),
  })

export const casesSearch = (raw: Raw) =>
  present({
    status: oneOf(caseStatuses, raw.status),
    kind: oneOf(rightsKinds, raw.kind),
    member: text(raw, 'member'),
    overdue: oneOf(['true'] as const, raw.overdue),
  })

export const assessmentsSearch = (raw: Raw) =>
  present({ status: oneOf(assessmentStatuses, raw.status), agreement: text(raw, 'agreement') })

export const breachesSearch = (raw: Raw) => present({ status: oneOf(breachStatuses, raw.status) })

export const newAssessmentSearch = (raw: Raw) => present({ agreement: text(raw, 'agreement') })

export const registerSearch = (raw: Raw) =>
  present({
    member: text(raw, 'member'),
    purpose: text(raw, 'purpose'),
    gaps: oneOf(['true'] as const, raw.gaps),
    from: day(raw.from),
    until: day(raw.until),
    search: text(raw, 'search'),
  })

export const retentionSearch = (raw: Raw) =>
  present({
    view: oneOf(['certificates'] as const, raw.view),
    state: oneOf(dutyStates, raw.state),
    member: text(raw, 'member'),
    agreement: text(raw, 'agreement'),
  })

export const transferSearch = (raw: Raw) => present({ id: text(raw, 'id'), agreement: text(raw, 'agreement') })

export const duplicatesSearch = (raw: Raw) =>
  present({
    view: oneOf(queueViews, raw.view),
    state: oneOf(reviewStates, raw.state),
    area: text(raw, 'area'),
    certainty: oneOf(certainties, raw.certainty),
    mine: oneOf(['true'] as const, raw.mine),
    cluster: text(raw, 'cluster'),
    run: text(raw, 'run'),
  })

export const compareSearch = (raw: Raw) => present({ first: text(raw, 'first'), second: text(raw, 'second') })

export const runSearch = (raw: Raw) => present({ households: oneOf(householdChanges, raw.households) })

export const personSearch = (raw: Raw) => present({ on: day(raw.on) })

export const wizardSteps = ['source', 'columns', 'model'] as const

export const wizardSearch = (raw: Raw) =>
  present({
    of: oneOf(['registry'] as const, raw.of),
    upload: text(raw, 'upload'),
    step: oneOf(wizardSteps, raw.step),
  })
