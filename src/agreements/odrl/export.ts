import type { Json } from '../../kernel/canonical-json.ts'
import type { AgreedField, AgreedService, Agreement, Purpose } from '../schema.ts'
import { context } from './context.ts'
import { duties, obligations, prohibitions } from './duties.ts'
import * as names from './terms.ts'

type Node = { readonly [name: string]: Json }

/**
 * The agreement as an ODRL 2.2 Agreement with DPV, in JSON-LD. What the two vocabularies have words for is said in them;
 * the rest stands under `terms`, so that nothing is lost on the way back. `scheme` is the country's purposes.
 */
export function agreementToOdrl(agreement: Agreement, scheme: readonly Purpose[]): Node {
  return {
    '@context': context,
    uid: names.agreementName(agreement.id, agreement.version),
    type: 'Agreement',
    profile: names.profile,
    conflict: 'prohibit',
    assigner: names.memberName(agreement.provider),
    assignee: names.memberName(agreement.consumer),
    permission: agreement.services.flatMap((service) => permissions(service, agreement)),
    prohibition: prohibitions(agreement),
    obligation: obligations(agreement),
    ...inDpv(agreement, scheme),
    dataset: datasetOf(agreement),
    terms: termsOf(agreement),
  }
}

/** One permission for each form in which fields of the service are released. */
function permissions(service: AgreedService, agreement: Agreement): Node[] {
  return [...Map.groupBy(service.fields, ({ release }) => release)].map(([form, fields]) => ({
    target: fields.map(({ element }) => names.fieldName(service.service, element)),
    action: { '@id': names.actionOf(form), includedIn: 'use' },
    constraint: [
      agreedPurpose(agreement.purposes),
      { leftOperand: 'dateTime', operator: 'gteq', rightOperand: date(agreement.validFrom) },
      { leftOperand: 'dateTime', operator: 'lteq', rightOperand: date(agreement.validUntil) },
      {
        leftOperand: names.askedBy,
        operator: 'isAnyOf',
        rightOperand: list(service.askBy.map((id) => names.elementName(id))),
      },
    ],
    duty: duties(agreement, { service, fields }),
  }))
}

/** `isA`, since an agreement for a purpose covers the narrower ones. */
function agreedPurpose(purposes: readonly string[]): Node {
  const each = purposes.map((purpose) => ({
    leftOperand: 'purpose',
    operator: 'isA',
    rightOperand: { '@id': names.purposeName(purpose) },
  }))
  const [only, ...others] = each
  return only !== undefined && others.length === 0 ? only : { or: each }
}

/** A calendar day of the country: the whole day counts. */
const date = (day: string): Node => ({ '@value': day, '@type': 'xsd:date' })

const list = (ids: readonly string[]): Node => ({ '@list': ids.map((id) => ({ '@id': id })) })

/** Of DPV's legal bases the nearest; research is none of them. */
const legalBases: Readonly<Record<Agreement['legalBasis']['ground'], string | undefined>> = {
  consent: 'dpv:Consent',
  contract: 'dpv:Contract',
  'legal-obligation': 'dpv:LegalObligation',
  'vital-interests': 'dpv:VitalInterest',
  'public-task': 'dpv:OfficialAuthorityOfController',
  'legitimate-interests': 'dpv:LegitimateInterest',
  research: undefined,
}

/** What a reader who knows DPV and not us should see. Nothing is decided on it, and nothing read back from it. */
function inDpv(
  { legalBasis, purposes, services, security, ...agreement }: Agreement,
  scheme: readonly Purpose[],
): Node {
  const basis = legalBases[legalBasis.ground]
  const elements = new Set(services.flatMap(({ fields }) => fields.map(({ element }) => element)))
  const measures = [
    ...(security === undefined ? [] : ['dpv:EncryptionInTransfer']),
    ...(security?.payloadEncryption === true ? ['dpv:EndToEndEncryption'] : []),
  ]
  return {
    ...(basis === undefined ? {} : { hasLegalBasis: basis }),
    hasPurpose: purposes.map((purpose) => concept(purpose, scheme)),
    hasPersonalData: [...elements].map((element) => names.elementName(element)),
    hasDataExporter: names.memberName(agreement.provider),
    hasRecipient: names.memberName(agreement.consumer),
    ...(measures.length === 0 ? {} : { hasTechnicalOrganisationalMeasure: measures }),
    ...(agreement.impactAssessment === undefined
      ? {}
      : { hasImpactAssessment: { type: 'dpv:DPIA', 'dcterms:identifier': agreement.impactAssessment.reference } }),
    ...(agreement.transfer === undefined
      ? {}
      : { hasThirdCountry: agreement.transfer.countries.map((code) => ({ 'dcterms:identifier': code })) }),
  }
}

/** DPV's purpose is a close match only: its tree would let social insurance pass as social assistance. */
function concept(id: string, scheme: readonly Purpose[]): Node {
  const purpose = scheme.find((one) => one.id === id)
  return {
    '@id': names.purposeName(id),
    type: 'skos:Concept',
    ...(purpose === undefined
      ? {}
      : {
          'skos:prefLabel': Object.entries(purpose.label).map(([language, text]) => ({
            '@value': text,
            '@language': language,
          })),
        }),
    ...(purpose?.broader === undefined ? {} : { 'skos:broader': { '@id': names.purposeName(purpose.broader) } }),
    ...(purpose?.dpv === undefined ? {} : { 'skos:closeMatch': { '@id': purpose.dpv } }),
  }
}

/** The data as a collection of services, each a collection of fields, in the order of the agreement. */
const datasetOf = ({ id, version, services }: Agreement): Node => ({
  '@id': names.dataName(id, version),
  type: 'AssetCollection',
  services: services.map(({ service, askBy: _, fields, ...rest }) => ({
    '@id': names.serviceName(service),
    type: 'AssetCollection',
    partOf: names.dataName(id, version),
    fields: fields.map((field) => fieldOf(service, field)),
    terms: rest,
  })),
})

const fieldOf = (service: string, { element, release: _, ...rest }: AgreedField): Node => ({
  '@id': names.fieldName(service, element),
  type: 'Asset',
  partOf: names.serviceName(service),
  element: names.elementName(element),
  terms: rest,
})

/** What is not said by a rule. A framework has no services, so no permission says who, for what and how long. */
function termsOf(agreement: Agreement): Json {
  const { id: _, version: _v, services, volume: _n, ...withoutData } = agreement
  if (services.length === 0) return withoutData
  const { provider: _p, consumer: _c, purposes: _u, validFrom: _f, validUntil: _t, ...rest } = withoutData
  return rest
}
