import type { Party } from '../../../../../src/agreements/clauses/parties.ts'
import type { AgreedField, Agreement } from '../../../../../src/agreements/schema.ts'
import { addDays } from '../../../../../src/kernel/dates.ts'
import { languages } from '../../../../../src/kernel/language.ts'
import type { LocalText } from '../../../../../src/kernel/nouns.ts'

/** A text that is being written: of an agreement's shape, but what is not written yet is blank. */
export type Draft = Agreement

const noText: LocalText = { en: '', sw: '', fr: '' }
const idLimit = 80

const daysAtFirst = 730
/** Time to draw up the next version before this one ends. */
const daysOfReview = 90

/** Begins on the day it is drafted, for two years, until somebody says otherwise. */
export function blankDraft(consumer: string, today: string): Draft {
  return {
    ...{ id: '', version: 1, title: noText, provider: '', consumer, purposes: [] },
    legalBasis: { ground: 'public-task', act: '', section: '' },
    ...{ services: [], validFrom: today, validUntil: addDays(today, daysAtFirst), volume: {}, obligations: [] },
  }
}

/** The next version of a text; the server fills in the hash of the one before. */
export function nextVersion({ previous: _, ...text }: Agreement, newest: number): Draft {
  return { ...text, version: newest + 1 }
}

/** The clauses that agreements of this country have, kept from one of them; who, what and when are not taken over. */
export function withClausesOf(draft: Draft, library: Agreement): Draft {
  const { conditions, onward, automatedDecision, retention, derivedData, security, rights } = library
  const { quality, serviceLevel, breach, audit, cost, words, review, subjects, dictionaryVersion, notices } = library
  const forAll = retention?.filter(({ elements }) => elements === undefined)
  const clauses = {
    ...{ conditions, onward, automatedDecision, security, rights, quality, serviceLevel, breach, audit, cost, words },
    review: review === undefined ? undefined : { ...review, next: addDays(draft.validUntil, -daysOfReview) },
    ...{ subjects, dictionaryVersion, retention: forAll?.length === 0 ? undefined : forAll },
    derivedData: derivedData === undefined ? undefined : { ...derivedData, owner: draft.consumer },
    notices: notices === undefined ? undefined : { subjectNotice: '', publicSummary: noText },
    impactAssessment: { reference: '' },
  }
  return {
    ...draft,
    ...(Object.fromEntries(Object.entries(clauses).filter(([, clause]) => clause !== undefined)) as Partial<Draft>),
    tier: 'agreement',
    volume: Object.keys(draft.volume).length === 0 ? library.volume : draft.volume,
    obligations: library.obligations,
  }
}

/** What agreements say of a member: its registration, its officer, who signs for it. */
export function partyOf(member: string, role: Party['role'], agreements: readonly Agreement[]): Party | undefined {
  const known = agreements.flatMap(({ parties = [] }) => parties).find((party) => party.member === member)
  return known === undefined ? undefined : { ...known, role }
}

export interface Sides {
  readonly provider: string
  readonly consumer: string
}

/** With other parties, what was chosen of the former provider's services is void, and contacts are theirs. */
export function withSides(draft: Draft, { provider, consumer }: Sides, agreements: readonly Agreement[]): Draft {
  const parties = [partyOf(provider, 'provider', agreements), partyOf(consumer, 'consumer', agreements)]
  const [giver, receiver] = parties
  const { rights, breach, derivedData } = draft
  return {
    ...draft,
    ...{ provider, consumer, services: provider === draft.provider ? draft.services : [] },
    parties: parties.filter((party) => party !== undefined),
    ...(rights && receiver ? { rights: { ...rights, contact: receiver.dataProtectionOfficer } } : {}),
    ...(breach && giver ? { breach: { ...breach, contact: giver.dataProtectionOfficer } } : {}),
    ...(derivedData ? { derivedData: { ...derivedData, owner: consumer } } : {}),
  }
}

/** The agreement whose clauses fit best to begin with: between the same two, then of one of them. */
export function libraryFor({ provider, consumer }: Sides, agreements: readonly Agreement[]): Agreement | undefined {
  const nearness = (one: Agreement): number => Number(one.provider === provider) * 2 + Number(one.consumer === consumer)
  return agreements
    .filter(({ retention, services }) => retention !== undefined && services.length > 0)
    .toSorted((a, b) => nearness(b) - nearness(a))[0]
}

export interface Known {
  readonly taken: readonly string[]
  readonly member: (id: string) => LocalText | undefined
  readonly purpose: (id: string) => LocalText | undefined
}

export function suggestedId({ provider, consumer, purposes }: Draft, taken: readonly string[]): string {
  const base = [provider, consumer, purposes[0]]
    .filter(Boolean)
    .join('-')
    .slice(0, idLimit - 4)
  const free = [base, ...Array.from({ length: 98 }, (_, i) => `${base}-${i + 2}`)]
  return free.find((id) => !taken.includes(id)) ?? base
}

export function suggestedTitle({ provider, consumer, purposes }: Draft, { member, purpose }: Known): LocalText {
  const inLanguage = (language: keyof LocalText): string => {
    const [what, from, to] = [purpose(purposes[0] ?? ''), member(provider), member(consumer)]
    return what === undefined
      ? ''
      : `${what[language]}: ${from?.[language] ?? provider} → ${to?.[language] ?? consumer}`
  }
  return { en: inLanguage('en'), sw: inLanguage('sw'), fr: inLanguage('fr') }
}

/** What is sent: blanks that follow from the rest are filled, other blanks stay for the check to name. */
export function completed(draft: Draft, known: Known): Agreement {
  const id = draft.id === '' ? suggestedId(draft, known.taken) : draft.id
  const title = filled(draft.title, suggestedTitle(draft, known))
  const { notices, impactAssessment, legalBasis } = draft
  const { sensitiveGround, ...basis } = legalBasis
  return {
    ...draft,
    ...{ id, title, legalBasis: sensitiveGround ? legalBasis : basis },
    ...(notices && {
      notices: {
        ...notices,
        subjectNotice: notices.subjectNotice || `Notice/${id}`,
        publicSummary: filled(notices.publicSummary, title),
      },
    }),
    ...(impactAssessment && {
      impactAssessment: { ...impactAssessment, reference: impactAssessment.reference || `DPIA/${id}` },
    }),
  }
}

function filled(text: LocalText, other: LocalText): LocalText {
  return Object.fromEntries(languages.map((language) => [language, text[language] || other[language]])) as LocalText
}

/** A field that is added is most often needed for the same reason as the one before. */
export function addedField(element: string, fields: readonly AgreedField[]): AgreedField {
  return { element, release: 'raw', justification: fields.at(-1)?.justification ?? '' }
}

/** A text that one of the languages lacks. */
const hasGap = (text: LocalText): boolean => languages.some((language) => text[language].trim() === '')

/** What of a party must be said. */
const isId = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)

const partyPlaces = ({ registration, dataProtectionOfficer: officer, signatory, functions }: Party) => [
  ['/registration/number', registration.number] as const,
  ['/dataProtectionOfficer/office', officer.office] as const,
  ['/dataProtectionOfficer/address', officer.address] as const,
  ['/signatory/name', signatory.name] as const,
  ['/signatory/office', signatory.office] as const,
  ['/signatory/account', signatory.account] as const,
  ['/signatory/mandate', signatory.mandate] as const,
  ...functions.flatMap(({ act, section, text }, i) => [
    [`/functions/${i}/act`, act] as const,
    [`/functions/${i}/section`, section] as const,
    [`/functions/${i}/text`, hasGap(text) ? '' : 'said'] as const,
  ]),
]

/** Places that must be filled before the server can look at it, in the order of the form. */
export function openPlaces(draft: Draft): readonly string[] {
  const { provider, consumer, purposes, legalBasis, services, validFrom, validUntil, parties = [] } = draft
  const places: readonly (readonly [pointer: string, isOpen: boolean])[] = [
    ['/provider', provider === ''],
    ['/consumer', consumer === '' || consumer === provider],
    ...parties.flatMap((party, i) =>
      partyPlaces(party).map(([at, text]) => [`/parties/${i}${at}`, text.trim() === ''] as const),
    ),
    ['/purposes', purposes.length === 0],
    ['/legalBasis/act', legalBasis.act.trim() === ''],
    ['/legalBasis/section', legalBasis.section.trim() === ''],
    ['/transfer/countries', draft.transfer?.countries.length === 0],
    ...(['liability', 'dispute', 'ownership', 'governingLaw'] as const).map(
      (name) => [`/words/${name}`, draft.words !== undefined && hasGap(draft.words[name])] as const,
    ),
    ...(['recipientRoles', 'linkage'] as const).flatMap((name) =>
      (draft.conditions?.[name] ?? []).map((id, i) => [`/conditions/${name}/${i}`, !isId(id)] as const),
    ),
    ['/conditions/timeWindow/days', draft.conditions?.timeWindow?.days.length === 0],
    ['/services', services.length === 0 && draft.tier !== 'framework'],
    ...services.flatMap(({ askBy, fields }, i) => [
      [`/services/${i}/askBy`, askBy.length === 0] as const,
      [`/services/${i}/fields`, fields.length === 0] as const,
      ...fields.flatMap(({ justification, release, bandEdges }, j) => [
        [`/services/${i}/fields/${j}/justification`, justification.trim() === ''] as const,
        [`/services/${i}/fields/${j}/bandEdges`, release === 'band' && bandEdges === undefined] as const,
      ]),
    ]),
    ['/validFrom', validFrom === ''],
    ['/validUntil', validUntil === '' || validUntil < validFrom],
  ]
  return places.filter(([, isOpen]) => isOpen).map(([pointer]) => pointer)
}
