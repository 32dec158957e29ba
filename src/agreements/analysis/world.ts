import type { LocalText } from '../../kernel/nouns.ts'
import type { Classification, DataKind, ElementType } from '../../semantics/schema.ts'
import type { Agreement, Purpose } from '../schema.ts'
import type { Combination } from './schema.ts'

export interface ElementFacts {
  readonly classification: Classification
  /** The member whose system's value prevails. */
  readonly owner?: string
  readonly type: ElementType
  /** What it is about, where the dictionary says. */
  readonly kind?: DataKind
}

/** What was released under one agreement in a span of days. */
export interface FieldUse {
  readonly days: number
  readonly answers: number
  /** Element → answers in which it was released. */
  readonly released: ReadonlyMap<string, number>
}

/** What a rule of law says of the text of an agreement that does not meet it. */
export interface ClauseFault {
  readonly rule: string
  readonly act: string
  readonly section: string
  readonly verified: string
  readonly severity: 'deny' | 'warn' | 'record'
  readonly says: LocalText
  readonly fix: LocalText
}

/** What must be known to analyse; loaded before, so that it is pure. */
export interface AnalysisWorld {
  /** Agreements that apply today, of all members. */
  readonly inForce: readonly Agreement[]
  readonly element: (id: string) => ElementFacts | undefined
  readonly purposes: readonly Purpose[]
  readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
  readonly combination: Combination
  /** Whether a service tells of events, so that it can be subscribed to. */
  readonly hasEvents: (service: string) => boolean
  readonly use?: FieldUse
  readonly clauseFaults?: (agreement: Agreement) => readonly ClauseFault[]
}
