import type { DataKind } from '../../semantics/schema.ts'
import type { Agreement, BindingVersion, LegalBasis } from '../schema.ts'
import type { AgreementFacts, LawFacts } from './facts.ts'

/** What is known of the bodies that take part and of the elements; whatever is not known stays a missing fact. */
export interface KnownAbout {
  party(member: string): {
    readonly country?: string
    readonly publicBody?: boolean
    readonly civilRegistration?: boolean
    readonly commercial?: boolean
  }
  classificationOf(element: string): 'open' | 'personal' | 'sensitive' | undefined
  kindOf?(element: string): DataKind | undefined
}

type Version = Pick<BindingVersion, 'agreement' | 'standing' | 'signatures'>

/** An agreement as the rules of law see it: the same clauses, with what a law asks of them. */
export function agreementFacts({ agreement, standing, signatures }: Version, known: KnownAbout): AgreementFacts {
  const signed = new Set(signatures.map(({ member }) => member))
  const { subjects, conditions, retention, review, notices, quality, security, audit } = agreement
  return {
    id: agreement.id,
    status: standing.status,
    validFrom: agreement.validFrom,
    validUntil: agreement.validUntil,
    frequency: agreement.services.every(({ frequency }) => frequency === 'once') ? 'once' : 'recurring',
    parties: partiesOf(agreement).map((party) => ({
      ...party,
      ...known.party(party.id),
      signed: signed.has(party.id),
    })),
    legalBases: legalBasesOf(agreement),
    purposes: agreement.purposes,
    fields: fieldsOf(agreement, known),
    ...(agreement.tier && { tier: agreement.tier }),
    ...(subjects && { subjectCategories: subjects.categories }),
    ...(conditions && { commercialUse: conditions.commercialUse, reidentification: conditions.reidentification }),
    ...(retention && { retention: retention.map(retentionFacts) }),
    ...(review && { review: { everyMonths: review.everyMonths, nextReview: review.next } }),
    ...(notices && {
      notices: {
        subjectNotice: notices.subjectNotice,
        ...given('indirectCollectionPlan', notices.indirectCollection?.en),
      },
    }),
    ...(quality && { quality: { floorPercent: quality.floorPercent } }),
    ...(security && {
      security: {
        transportEncryption: true,
        payloadEncryption: security.payloadEncryption,
        auditLogMonths: Math.floor(daysOf(security.auditLogRetention) / 30),
      },
    }),
    ...(audit && { audit: { rightToAudit: audit.rightToAudit, everyMonths: audit.everyMonths } }),
    ...protectionFacts(agreement),
  }
}

/** Countries whose law governs: those of the parties, and those that data go to. */
export function jurisdictionsOf({ parties = [], transfer }: AgreementFacts): LawFacts['jurisdictions'] {
  return [...new Set([...parties.flatMap(({ country }) => country ?? []), ...(transfer?.countries ?? [])])]
}

function partiesOf({ parties, provider, consumer }: Agreement) {
  if (parties === undefined)
    return [
      { id: provider, role: 'provider' as const },
      { id: consumer, role: 'consumer' as const },
    ]
  return parties.map(({ member, role, registration, dataProtectionOfficer, functions: [first] }) => ({
    id: member,
    role,
    registration: { number: registration.number, ...given('expiresOn', registration.validUntil) },
    dataProtectionOfficer: dataProtectionOfficer.address,
    ...(first && { statutoryFunction: { act: first.act, section: first.section } }),
  }))
}

/** A party's own bases, or the agreement's for all its purposes. */
function legalBasesOf(agreement: Agreement): NonNullable<AgreementFacts['legalBases']> {
  const own = agreement.partyBases ?? []
  const basis = ({ ground, act, section, sensitiveGround }: LegalBasis) => ({
    ground,
    act,
    section,
    ...given('sensitiveGround', sensitiveGround),
  })
  return partiesOf(agreement).flatMap(({ id }) =>
    agreement.purposes.map((purpose) => ({
      party: id,
      purpose,
      ...basis(own.find((one) => one.member === id && one.purpose === purpose) ?? agreement.legalBasis),
    })),
  )
}

function fieldsOf(
  { services }: Agreement,
  { classificationOf, kindOf }: KnownAbout,
): NonNullable<AgreementFacts['fields']> {
  return services.flatMap(({ fields }) =>
    fields.map(({ element, necessity, justification, release }) => ({
      element,
      // What the dictionary does not know counts as sensitive.
      classification: classificationOf(element) ?? 'sensitive',
      ...given('kind', kindOf?.(element)),
      ...given('necessity', necessity),
      justification,
      release,
    })),
  )
}

const retentionFacts = ({
  elements,
  period,
  from,
  action,
  proofWithinDays,
}: NonNullable<Agreement['retention']>[number]) => ({
  fieldGroup: elements === undefined ? 'all' : 'some',
  days: daysOf(period),
  trigger: from,
  action,
  ...given('proofWithinDays', proofWithinDays),
})

/** What protects people: assessment, transfer, breach, onward sharing, decisions, rights. */
function protectionFacts(agreement: Agreement): AgreementFacts {
  const {
    impactAssessment: dpia,
    conditions,
    transfer,
    breach,
    onward,
    automatedDecision: decision,
    rights,
  } = agreement
  return {
    // Without a clause on transfer it stays in the country: that is what the clause is for.
    transfer: {
      countries: transfer?.countries ?? [],
      mechanism: transfer?.mechanism ?? 'none',
      ...given('assessment', transfer?.assessment),
    },
    ...((dpia || conditions) && {
      dpia: {
        ...given('reference', dpia?.reference),
        ...given('approvedAt', dpia?.approvedOn),
        ...given('submittedAt', dpia?.submittedOn),
        ...given('notNeededBecause', dpia?.notRequired?.en),
        ...(conditions && { linksSources: conditions.linkage.length > 0 }),
      },
    }),
    ...(breach && { breach: { noticeHours: breach.noticeHours, contact: breach.contact.address } }),
    ...(onward && {
      onward: { allowed: onward.to.length > 0, to: onward.to, ...given('conditions', onward.conditions?.en) },
    }),
    ...(decision && { automatedDecision: decision }),
    ...(rights && {
      rights: { contactPoint: rights.contact.address, propagateCorrections: rights.propagateCorrections },
    }),
  }
}

/** An object with the fact, or without it: a missing fact is none, not one that is undefined. */
const given = <K extends string, T>(name: K, value: T | undefined): { [name in K]?: T } =>
  (value === undefined ? {} : { [name]: value }) as { [name in K]?: T }

const daysIn = { D: 1, W: 7, M: 30, Y: 365 } as const

/** Days of a period such as P90D; of months and years about. */
export function daysOf(period: string): number {
  const [, number, unit] = /^P(\d+)([DWMY])$/.exec(period) ?? []
  return Number(number) * daysIn[unit as keyof typeof daysIn]
}
