import type { Language } from '../../../kernel/language.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { ConsentTerms } from '../schema.ts'
import { refused } from './problems.ts'
import type { DataAgreement, DataAgreementInput, Policy } from './schema.ts'

export interface AgreementFacts {
  readonly members: ReadonlySet<string>
  readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
  readonly isElement: (id: string) => boolean
}

/** The data agreement as it is kept: its policy is in it whole, so that a later policy changes nothing of it. */
export function agreementOf(
  id: string,
  { attributes, policy: _, ...input }: DataAgreementInput,
  { policy, ...facts }: AgreementFacts & { readonly policy: Policy },
): Result<DataAgreement> {
  if (!facts.members.has(input.controller.id)) return fail(refused('no-member', '/dataAgreement/controller/id'))
  if (!facts.broaderPurposes.has(input.purpose)) return fail(refused('no-purpose', '/dataAgreement/purpose'))
  for (const [i, { name }] of attributes.entries()) {
    const place = `/dataAgreement/attributes/${i}/name`
    if (!facts.isElement(name)) return fail(refused('no-element', place))
    if (attributes.findIndex((one) => one.name === name) !== i) return fail(refused('twice', place))
  }
  const agreement = {
    ...input,
    ...{ id, policy, attributes: attributes.map((one) => ({ ...one, id: one.name })) },
  }
  if (input.lawfulBasis === 'consent' && withPlaces(policy) === undefined) {
    return fail(refused('policy-incomplete', '/dataAgreement/policy'))
  }
  return ok(agreement)
}

/** What TS 27560 wants and GovStack leaves open. */
function withPlaces({ jurisdiction, storageLocation, dataRetentionPeriodDays: days }: Policy) {
  if (jurisdiction === undefined || storageLocation === undefined || days === undefined) return undefined
  return { jurisdiction, storage: storageLocation.split(','), retention: `P${days}D` }
}

/**
 * What a person agrees to who opts in: to look (`view`), as long as it is not taken back, by what the policy's page says in
 * that language. It is taken back here, or at the controller's address.
 */
export function termsOf(
  { controller, purpose, lawfulBasis, policy, active, attributes }: DataAgreement,
  { today, language }: { readonly today: string; readonly language: Language },
): Result<ConsentTerms> {
  if (lawfulBasis !== 'consent') return fail(refused('not-by-consent'))
  const places = withPlaces(policy)
  if (!active) return fail(refused('not-active'))
  if (places === undefined) return fail(refused('policy-incomplete'))
  return ok({
    controllers: [controller.id],
    purposes: [{ purpose, elements: attributes.map(({ name }) => name), mode: 'view' }],
    notice: { reference: policy.url, version: policy.version, language },
    ...places,
    withdrawal: controller.url,
    validFrom: today,
  })
}
