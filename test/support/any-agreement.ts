import fc from 'fast-check'
import { agreementFault } from '../../src/agreements/check.ts'
import { Agreement } from '../../src/agreements/schema.ts'
import { anyOf } from './any-of-schema.ts'

/** Agreements with any clauses, sound by `agreementFault`; their members, purposes and services need not exist. */
export const anyAgreement: fc.Arbitrary<Agreement> = fc
  .tuple(anyOf(Agreement), fc.nat({ max: 900 }), fc.nat({ max: 900 }))
  .map(([{ tier: _, parties, ...agreement }, from, length]) => ({
    ...agreement,
    ...(agreement.services.length === 0 ? { tier: 'framework' as const } : {}),
    ...(parties === undefined ? {} : { parties: parties.map((party, i) => ({ ...party, ...memberAt(i, agreement) })) }),
    validFrom: dayAfter(from),
    validUntil: dayAfter(from + length),
    services: firstOf(agreement.services, ({ service }) => service).map((service) => ({
      ...service,
      fields: firstOf(service.fields, ({ element }) => element).map(({ predicate, bandEdges, ...field }) => ({
        ...field,
        ...(field.release === 'yes-no' && predicate !== undefined ? { predicate } : {}),
        ...(field.release === 'band' ? { bandEdges: [...new Set(bandEdges ?? [18])].sort((a, b) => a - b) } : {}),
      })),
    })),
  }))
  .filter((agreement) => agreementFault(agreement) === undefined)

/** The first two parties are the two sides. */
function memberAt(i: number, { provider, consumer }: Pick<Agreement, 'provider' | 'consumer'>): { member?: string } {
  return i === 0 ? { member: provider } : i === 1 ? { member: consumer } : {}
}

function dayAfter(days: number): string {
  return new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)
}

/** Of equal ones the first. */
const firstOf = <T>(items: readonly T[], keyOf: (item: T) => string): T[] =>
  items.filter((item, i) => items.findIndex((other) => keyOf(other) === keyOf(item)) === i)
