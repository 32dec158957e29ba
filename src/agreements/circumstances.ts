import type { LegalBasis } from './schema.ts'

/**
 * What is true of a person, a consent, a place or a source at the moment of a decision, and does not stand in the
 * agreement. Other rooms know it; they hand it in through `CircumstanceSources`. No values of anyone's record.
 */

/** A consent as far as a decision needs it; the receipt itself (ISO/IEC TS 27560) is kept elsewhere. */
export interface ConsentFacts {
  readonly receipt: string
  readonly status: 'given' | 'refused' | 'withdrawn'
  readonly purpose: string
  /** What it was given for; nothing else leaves. */
  readonly elements: readonly string[]
  /** What may be done (DEPA): look once, keep, ask about, be told as it happens. */
  readonly mode: 'view' | 'store' | 'query' | 'stream'
  /** How often it may be used, and how often it was in the current period; absent: as often as the agreement allows. */
  readonly frequency?: { readonly times: number; readonly per: 'consent' | 'day' | 'month'; readonly used: number }
  readonly validFrom: string
  readonly validUntil?: string
  readonly givenBy: 'subject' | 'guardian' | 'delegate'
}

export const restrictionKinds = ['restricted', 'objected', 'protected'] as const
export type RestrictionKind = (typeof restrictionKinds)[number]

/** The person's state, where it is known. */
export interface SubjectFacts {
  readonly restrictions: readonly SubjectRestriction[]
  readonly deceased?: boolean
  readonly child?: boolean
}

/** As far as a registry of the node holds it; what is absent is not known. */
export type PersonState = Pick<SubjectFacts, 'deceased' | 'child'>

/** Holds at one member or everywhere, for one purpose (and the narrower ones) or for all. */
export interface SubjectRestriction {
  readonly kind: RestrictionKind
  readonly member?: string
  readonly purpose?: string
}

/** What was last measured of a service. */
export interface QualityFacts {
  readonly wellFormedPercent: number
  readonly records: number
}

/** Asked about one request: `subject` is the pseudonymous key of the person, absent when nobody is named. */
export interface CircumstanceSources {
  readonly consentOf: (asked: {
    readonly subject: string | undefined
    readonly consumer: string
    readonly provider: string
    readonly purpose: string
    readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
    readonly today: string
  }) => Promise<ConsentFacts | undefined>
  /** Uses a consent that may be used so often; false when nothing is left of it. */
  readonly takeConsent: (consent: ConsentFacts, today: string) => Promise<boolean>
  /** Of those persons of whom something is known. */
  readonly subjectsOf: (subjects: readonly string[]) => Promise<ReadonlyMap<string, SubjectFacts>>
  readonly qualityOf: (service: string) => QualityFacts | undefined
}

/** Of a node that keeps no receipts, no restrictions and no measure: only what the law alone allows passes. */
export const nothingKnown: CircumstanceSources = {
  consentOf: async () => undefined,
  takeConsent: async () => false,
  subjectsOf: async () => new Map(),
  qualityOf: () => undefined,
}

/** Grounds that an objection of the person ends: the law commands nothing there (GDPR article 21). */
export const objectionEnds = (ground: LegalBasis['ground']): boolean =>
  ground === 'public-task' || ground === 'legitimate-interests' || ground === 'research'
