import type { Vocabulary } from '../../semantics/vocabulary.ts'
import type { AgreementStatus } from '../lifecycle/schema.ts'
import type { AgreedService, Agreement } from '../schema.ts'
import type { DataContract } from './contract.ts'
import { propertyOf } from './properties.ts'
import { serviceLevels } from './service-levels.ts'

export interface Exported {
  readonly agreement: Agreement
  readonly status: AgreementStatus
  readonly vocabulary: Vocabulary
  /** Under which callers reach the node. */
  readonly publicUrl: string
}

/**
 * The technical annex of an agreement as a data contract (ODCS 3.1.0): what is answered, in which shape and quality, how
 * fast, from where, to whom. The contract has one language; ours is English there. The law of the matter stays in the
 * agreement, which the contract names.
 */
export function agreementToOdcs({ agreement, status, vocabulary, publicUrl }: Exported): DataContract {
  const { id, version, title, purposes, legalBasis, obligations, cost } = agreement
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: `urn:kiungo:agreement:${id}:${version}`,
    name: title.en,
    version: String(version),
    status,
    description: {
      purpose: purposes.join(', '),
      ...(obligations.length === 0 ? {} : { limitations: obligations.map(({ text }) => text.en).join(' ') }),
    },
    servers: [
      {
        server: agreement.provider,
        type: 'api',
        location: `${publicUrl}/v1/questions`,
        description: 'One question about one person; a node decides under this agreement and answers with a receipt.',
      },
    ],
    schema: agreement.services.map((service) => schemaOf(service, agreement, vocabulary)),
    roles: rolesOf(agreement),
    slaProperties: serviceLevels(agreement),
    ...(cost === undefined ? {} : { price: priceOf(cost) }),
    customProperties: [
      { property: 'provider', value: agreement.provider },
      { property: 'consumer', value: agreement.consumer },
      { property: 'legalBasis', value: `${legalBasis.ground}: ${legalBasis.act}, ${legalBasis.section}` },
      ...(agreement.dictionaryVersion === undefined
        ? []
        : [{ property: 'dictionaryVersion', value: agreement.dictionaryVersion }]),
    ],
  }
}

function schemaOf(
  service: AgreedService,
  { quality }: Agreement,
  vocabulary: Vocabulary,
): DataContract['schema'][number] {
  const floor = quality && `Of a hundred records at least ${quality.floorPercent} are well formed. ${quality.remedy.en}`
  return {
    name: service.service,
    logicalType: 'object',
    properties: service.fields.map((field) => propertyOf(field, vocabulary)),
    // No metric of the standard's library speaks of whole records.
    ...(floor === undefined ? {} : { quality: [{ type: 'text', dimension: 'conformity', description: floor }] }),
    customProperties: [
      { property: 'askBy', value: service.askBy },
      { property: 'maxRecords', value: service.maxRecords },
      ...(['mode', 'channel', 'frequency'] as const).flatMap((property) => {
        const value = service[property]
        return value === undefined ? [] : [{ property, value }]
      }),
    ],
  }
}

function rolesOf({ consumer, conditions }: Agreement): DataContract['roles'] {
  const roles = conditions?.recipientRoles ?? []
  if (roles.length === 0) return [{ role: consumer, access: 'read', description: 'Systems and people of the consumer' }]
  return roles.map((role) => ({ role, access: 'read', description: `Within ${consumer}` }))
}

const priceUnits = { free: 'use', 'per-check': 'check', shared: 'shared cost' } as const

const priceOf = ({ model, amount, currency }: NonNullable<Agreement['cost']>): NonNullable<DataContract['price']> => ({
  priceAmount: Number(amount ?? 0),
  ...(currency === undefined ? {} : { priceCurrency: currency }),
  priceUnit: priceUnits[model],
})
