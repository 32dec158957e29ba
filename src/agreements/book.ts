import { digestOf } from '../kernel/digest.ts'
import { verifyDetached } from '../standards/detached-jws.ts'
import type { AgreementEvent } from './lifecycle/schema.ts'
import { standingOf, tookEffect } from './lifecycle/standing.ts'
import type { BindingVersion, DecisionRequest, Purpose } from './schema.ts'
import type { AgreementRows, VersionRow } from './store.ts'

/** One version with its history; its text never changes. */
export interface AgreementVersion extends BindingVersion {
  readonly createdAt: string
  readonly events: readonly AgreementEvent[]
}

/** The agreements as they apply, indexed by who asks whom. */
export interface Book {
  readonly purposes: readonly Purpose[]
  readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
  readonly effective: ReadonlyMap<string, AgreementVersion>
  readonly versions: ReadonlyMap<string, readonly AgreementVersion[]>
  /** Those that may decide a request: with a clause for its service, or all between the two where none has one. */
  inQuestion(
    request: Pick<DecisionRequest, 'consumer' | 'provider' | 'service' | 'agreement'>,
  ): readonly AgreementVersion[]
  of(consumer: string): readonly AgreementVersion[]
}

/**
 * `onTampered` is told of versions whose text is not the one of its hash, or does not follow on the one before, and of
 * signatures that do not verify. An agreement with such a text counts as absent, as nobody can say what was agreed; a
 * false signature is none.
 */
export function makeBook(rows: AgreementRows, onTampered: (agreement: string, version: number) => void): Book {
  const byId = Map.groupBy(rows.versions, ({ agreement }) => agreement.id)
  const versions = new Map<string, readonly AgreementVersion[]>()
  for (const [id, latestFirst] of byId) {
    const all = versionsFrom(latestFirst, onTampered)
    if (all !== undefined) versions.set(id, all)
  }
  const effective = withFrameworks(new Map([...versions].map(([id, all]) => [id, effectiveVersion(all)])))
  const pairs = Map.groupBy(effective.values(), ({ agreement }) => pairOf(agreement.consumer, agreement.provider))
  const services = new Map<string, AgreementVersion[]>()
  for (const [pair, all] of pairs) {
    for (const version of all) {
      for (const { service } of version.agreement.services) {
        const key = `${pair} ${service}`
        services.set(key, [...(services.get(key) ?? []), version])
      }
    }
  }
  const consumers = Map.groupBy(effective.values(), ({ agreement }) => agreement.consumer)
  return {
    purposes: rows.purposes,
    broaderPurposes: broaderPurposes(rows.purposes),
    effective,
    versions,
    inQuestion({ consumer, provider, service, agreement: named }) {
      const pair = pairOf(consumer, provider)
      const covering = services.get(`${pair} ${service}`) ?? []
      const isCovered =
        named === undefined ? covering.length > 0 : covering.some(({ agreement }) => agreement.id === named)
      return isCovered ? covering : (pairs.get(pair) ?? [])
    },
    of: (consumer) => consumers.get(consumer) ?? [],
  }
}

const pairOf = (consumer: string, provider: string): string => `${consumer} ${provider}`

/** Undefined when a text or the chain was tampered with. */
function versionsFrom(
  latestFirst: readonly VersionRow[],
  onTampered: (agreement: string, version: number) => void,
): readonly AgreementVersion[] | undefined {
  const events = latestFirst.flatMap((row) => row.events).sort((a, b) => a.seq - b.seq)
  let whole = true
  const versions = latestFirst.flatMap((row, i) => {
    const { agreement, hash, createdAt } = row
    const own = events.filter(({ version }) => version === agreement.version)
    const standing = standingOf(own, events)
    if (standing === undefined || digestOf(agreement) !== hash || agreement.previous !== latestFirst[i + 1]?.hash) {
      whole = false
      onTampered(agreement.id, agreement.version)
      return []
    }
    const signatures = row.signatures.filter(({ jws, jwk }) => verifyDetached(agreement, jws, jwk))
    if (signatures.length < row.signatures.length) onTampered(agreement.id, agreement.version)
    const signed = signatures.map(({ jwk: _, ...signature }) => signature)
    const happened = own.map(({ seq: _, ...event }) => event)
    return [{ agreement, hash, createdAt, standing, events: happened, signatures: signed }]
  })
  return whole ? versions : undefined
}

/** The latest version that took effect: preparing the next one does not interrupt the one in force. */
function effectiveVersion(latestFirst: readonly AgreementVersion[]): AgreementVersion {
  const version = latestFirst.find(({ events }) => tookEffect(events)) ?? latestFirst[0]
  if (version === undefined) throw new Error('an agreement without a version')
  return version
}

/** Each with what it stands under, at any height. Whoever stands under itself has nothing above it. */
function withFrameworks(effective: ReadonlyMap<string, AgreementVersion>): Map<string, AgreementVersion> {
  const raised = (version: AgreementVersion, below: readonly string[]): AgreementVersion => {
    const { id, under } = version.agreement
    const above = under === undefined || below.includes(under) || under === id ? undefined : effective.get(under)
    return above === undefined ? version : { ...version, above: raised(above, [...below, id]) }
  }
  return new Map([...effective].map(([id, version]) => [id, raised(version, [])]))
}

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
