import type { AgreementStanding } from '../../../src/agreements/lifecycle/schema.ts'
import type { Agreement, Reason, Usage } from '../../../src/agreements/schema.ts'
import type { ExchangeSummary } from '../../../src/exchange/schema.ts'
import type { Service, System } from '../../../src/federation/schema.ts'
import type { LocalText } from '../../../src/kernel/nouns.ts'

// The nouns are imported as types from where the server declares them: one declaration, checked by one compiler.
// Only the envelopes that routes put around them are written here.

/** What anyone may know of the country. */
export interface Country {
  readonly code: string
  readonly name: LocalText
  readonly currency: { readonly code: string; readonly name: LocalText }
  /** IANA name. */
  readonly timeZone: string
  readonly languages: readonly string[]
}

/** What came of asking one source. */
export type SourceStatus = ExchangeSummary['status']

export interface Session {
  readonly username: string
  readonly name: string
  readonly member: string
  readonly memberName: LocalText
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly expiresAt: string
}

export interface DemoAccount {
  readonly username: string
  readonly password: string
  readonly name: string
  readonly role: string
  readonly member: string
  readonly memberName: LocalText
}

export type ListedSystem = System & {
  readonly services: readonly Omit<Service, 'operation'>[]
  readonly health: { readonly state: 'up' | 'down' | 'unknown'; readonly checkedAt?: string; readonly detail?: string }
}

export interface ListedAgreement {
  readonly agreement: Agreement
  readonly hash: string
  readonly standing: AgreementStanding
  readonly inForce: boolean
  readonly stopped?: Reason
  readonly usage: Usage
}

export interface AgreementPage extends ListedAgreement {
  readonly versions: readonly {
    readonly version: number
    readonly hash: string
    readonly standing: AgreementStanding
    readonly createdAt: string
  }[]
}

export interface MappingSummary {
  readonly id: string
  readonly system: string
  readonly recordType: string
  readonly fields: readonly {
    readonly element: string
    readonly from: string
    readonly transform: string
    readonly codes?: unknown
  }[]
}

export interface DemoPerson {
  readonly name: string
  readonly story: LocalText
  readonly identifiers: Readonly<Record<string, string>>
}
