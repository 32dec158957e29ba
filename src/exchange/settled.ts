import type { ReleasedRecord } from '../agreements/release.ts'
import type { Decision, Reason, ReleaseForm, Withheld } from '../agreements/schema.ts'
import type { MappingIssue } from '../semantics/schema.ts'
import type { Salts } from './evidence.ts'
import type { Page, SourceStatus } from './plugin.ts'
import type { Step } from './schema.ts'

/** An exchange whose evidence is durable: only now may it be answered. The same whether it just ran or was stored. */
export interface Settled {
  readonly id: string
  readonly questionId: string
  readonly part: number
  readonly at: Date
  readonly service: string
  readonly status: SourceStatus
  readonly reason?: Reason
  readonly decision?: Decision
  readonly records: readonly ReleasedRecord[]
  readonly total?: number
  readonly page: Page
  readonly asOf?: string
  readonly forms: Readonly<Record<string, ReleaseForm>>
  readonly withheld: readonly Withheld[]
  readonly issues: readonly MappingIssue[]
  readonly trace: readonly Step[]
  readonly durationMs: number
  readonly salts: Salts
  readonly ledgerIndex: number
  /** Size of the tree that ends with the entry's batch, when it was just appended. */
  readonly treeSize?: number
}
