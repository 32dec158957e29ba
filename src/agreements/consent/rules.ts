import { ageOn, type IsoDate, isIsoDate } from '../../kernel/dates.ts'
import type { Problem } from '../../kernel/problem.ts'
import {
  consentFinal,
  faultyConsent,
  representationMissing,
  representationNotFor,
  subjectUnderAge,
} from './problems.ts'
import type { ConsentDeclaration, ConsentPurpose, ConsentRevision, Representation } from './schema.ts'

/** What must be known to record a consent. */
export interface GivingFacts {
  readonly now: Date
  readonly today: string
  readonly members: ReadonlySet<string>
  readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
  readonly isElement: (id: string) => boolean
  /** The representation that the request names. */
  readonly representation: Representation | undefined
  /** Pseudonymous key of the person. */
  readonly subject: string
  /** Where it is known. */
  readonly birthDate: IsoDate | undefined
}

/** Why a consent cannot be recorded as it is sent; undefined: it can. */
export function givingFault(request: ConsentDeclaration, facts: GivingFacts): Problem | undefined {
  return termsFault(request, facts) ?? proofFault(request, facts) ?? representationFault(request, facts)
}

function termsFault(
  { terms }: ConsentDeclaration,
  { members, broaderPurposes, isElement }: GivingFacts,
): Problem | undefined {
  for (const name of ['validFrom', 'validUntil'] as const) {
    const day = terms[name]
    if (day !== undefined && !isIsoDate(day)) return faultyConsent(`/terms/${name}`, 'no-day')
  }
  if (terms.validUntil !== undefined && terms.validUntil < terms.validFrom) {
    return faultyConsent('/terms/validUntil', 'ends-before-it-begins')
  }
  for (const role of ['controllers', 'providers'] as const) {
    const at = (terms[role] ?? []).findIndex((member) => !members.has(member))
    if (at !== -1) return faultyConsent(`/terms/${role}/${at}`, 'no-member')
  }
  for (const [i, { purpose, elements }] of terms.purposes.entries()) {
    if (!broaderPurposes.has(purpose)) return faultyConsent(`/terms/purposes/${i}/purpose`, 'no-purpose')
    if (terms.purposes.findIndex((one) => one.purpose === purpose) !== i) {
      return faultyConsent(`/terms/purposes/${i}/purpose`, 'twice')
    }
    const at = elements.findIndex((element) => !isElement(element))
    if (at !== -1) return faultyConsent(`/terms/purposes/${i}/elements/${at}`, 'no-element')
  }
  return undefined
}

function proofFault({ giving }: ConsentDeclaration, { now }: GivingFacts): Problem | undefined {
  if (Date.parse(giving.at) > now.getTime()) return faultyConsent('/giving/at', 'in-the-future')
  const { kind } = giving.proof
  if (kind === 'click' && giving.channel !== 'online') {
    return faultyConsent('/giving/proof/kind', 'online-only')
  }
  // Who cannot read what is signed needs somebody beside the one who fills it in.
  if (kind === 'thumbprint' && giving.witness === undefined) return faultyConsent('/giving/witness', 'witness-missing')
  return undefined
}

function representationFault({ giving, terms }: ConsentDeclaration, facts: GivingFacts): Problem | undefined {
  if (giving.by === 'subject') {
    if (giving.representation !== undefined) return faultyConsent('/giving/representation', 'for-others-only')
    return isChild(facts) ? subjectUnderAge : undefined
  }
  const { representation, today, subject, broaderPurposes } = facts
  if (representation === undefined || representation.subject !== subject) return representationMissing
  if (!isRepresentedOn(representation, today)) return representationMissing
  if (isChild(facts) && representation.kind === 'delegate') return subjectUnderAge
  const outside = terms.purposes.find(({ purpose }) => !speaksFor(representation, purpose, broaderPurposes))
  return outside === undefined ? undefined : representationNotFor(outside.purpose)
}

/** Convention on the Rights of the Child, article 1. */
const majorityYears = 18

export const isChild = ({ birthDate, today }: Pick<GivingFacts, 'birthDate' | 'today'>): boolean =>
  birthDate !== undefined && ageOn(birthDate, today) < majorityYears

export const isRepresentedOn = ({ validFrom, validUntil, endedAt }: Representation, day: string): boolean =>
  endedAt === undefined && validFrom <= day && (validUntil === undefined || day <= validUntil)

const speaksFor = (
  { purposes }: Representation,
  purpose: string,
  broader: ReadonlyMap<string, readonly string[]>,
): boolean => purposes === undefined || purposes.some((one) => broader.get(purpose)?.includes(one) === true)

/** Only what is given can be withdrawn, and what was withdrawn stays so: another consent is another record. */
export const withdrawalFault = ({ id, status }: ConsentRevision): Problem | undefined =>
  status === 'given' ? undefined : consentFinal(id, status)

export interface AskedUnder {
  readonly consumer: string
  readonly provider: string
  readonly purpose: string
}

export interface Chosen {
  readonly record: ConsentRevision
  readonly given: ConsentPurpose
}

/**
 * The record that speaks of a request, of the latest revisions of one person: the newest that covers it, and of those one
 * that is given and in its time before one that is not. So a refusal of today outweighs no consent that still stands.
 */
export function consentFor(
  records: readonly ConsentRevision[],
  { consumer, provider, purpose }: AskedUnder,
  facts: { readonly broaderPurposes: ReadonlyMap<string, readonly string[]>; readonly today: string },
): Chosen | undefined {
  const covering = records.flatMap((record): Chosen[] => {
    const { controllers, providers, purposes } = record.terms
    if (!controllers.includes(consumer) || providers?.includes(provider) === false) return []
    const given = purposes.find((one) => facts.broaderPurposes.get(purpose)?.includes(one.purpose))
    return given === undefined ? [] : [{ record, given }]
  })
  const newestFirst = covering.sort((a, b) => (a.record.recordedAt < b.record.recordedAt ? 1 : -1))
  return newestFirst.find(({ record }) => standsOn(record, facts.today)) ?? newestFirst[0]
}

const standsOn = ({ status, terms }: ConsentRevision, day: string): boolean =>
  status === 'given' && terms.validFrom <= day && (terms.validUntil === undefined || day <= terms.validUntil)

export const frequencyPeriods = ['consent', 'day', 'month'] as const

/** Names the period in which uses are counted: the whole time of the consent, a day, or a month of the country. */
export function periodOf(per: (typeof frequencyPeriods)[number], today: string): string {
  if (per === 'consent') return 'consent'
  return per === 'day' ? today : today.slice(0, 7)
}
