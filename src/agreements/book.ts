import { digestOf } from '../kernel/digest.ts'
import type { Agreement, Purpose } from './schema.ts'
import type { AgreementRows, AgreementVersion } from './store.ts'

/** The agreements as they apply, indexed by who asks whom. */
export interface Book {
  readonly purposes: readonly Purpose[]
  readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
  readonly effective: ReadonlyMap<string, AgreementVersion>
  readonly versions: ReadonlyMap<string, readonly AgreementVersion[]>
  between(consumer: string, provider: string): readonly AgreementVersion[]
  of(consumer: string): readonly AgreementVersion[]
}

/**
 * `onTampered` is told of versions whose text is not the one that was signed for: their agreements count as absent, as
 * nobody can say what was agreed.
 */
export function makeBook(rows: AgreementRows, onTampered: (agreement: string, version: number) => void): Book {
  const versions = new Map<string, AgreementVersion[]>()
  const tampered = new Set<string>()
  for (const row of rows.versions) {
    const { id, version } = row.agreement
    const { length } = versions.get(id) ?? []
    if (length === 0) versions.set(id, [row])
    else versions.get(id)?.push(row)
    if (digestOf(row.agreement) === row.hash) continue
    tampered.add(id)
    onTampered(id, version)
  }
  for (const id of tampered) versions.delete(id)
  const effective = new Map([...versions].map(([id, all]) => [id, effectiveVersion(all)]))
  const pairs = Map.groupBy(effective.values(), ({ agreement }) => pairOf(agreement.consumer, agreement.provider))
  const consumers = Map.groupBy(effective.values(), ({ agreement }) => agreement.consumer)
  return {
    purposes: rows.purposes,
    broaderPurposes: broaderPurposes(rows.purposes),
    effective,
    versions,
    between: (consumer, provider) => pairs.get(pairOf(consumer, provider)) ?? [],
    of: (consumer) => consumers.get(consumer) ?? [],
  }
}

const pairOf = (consumer: string, provider: string): string => `${consumer} ${provider}`

/** The latest version that took effect: preparing the next one as a draft does not interrupt the one in force. */
function effectiveVersion(latestFirst: readonly AgreementVersion[]): AgreementVersion {
  const tookEffect = latestFirst.find(({ agreement }) => !isInPreparation(agreement))
  const version = tookEffect ?? latestFirst[0]
  if (version === undefined) throw new Error('an agreement without a version')
  return version
}

const isInPreparation = ({ status }: Agreement): boolean => status === 'draft' || status === 'signed'

/** Each purpose with those that cover it: itself, its broader one, and so on. A circle ends where it began. */
export function broaderPurposes(purposes: readonly Purpose[]): Map<string, readonly string[]> {
  const broaderOf = new Map(purposes.map(({ id, broader }) => [id, broader]))
  return new Map(
    purposes.map(({ id }) => {
      const covering = new Set<string>()
      for (let at: string | undefined = id; at !== undefined && !covering.has(at); at = broaderOf.get(at)) {
        covering.add(at)
      }
      return [id, [...covering]]
    }),
  )
}
