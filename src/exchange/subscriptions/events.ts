import type { Scalar } from '../plugin.ts'
import type { EventFilter, EventType, RegistryEvent } from './schema.ts'

/** Something that happened: by what it can be asked about, and never what it says. */
export interface Happening {
  readonly id: string
  /** Its place among all events; a later one never becomes visible before an earlier one. */
  readonly position: number
  readonly type: EventType
  readonly key: Readonly<Record<string, Scalar>>
  readonly occurredAt: Date
}

/** The events that one subscription is about. */
export interface Stream {
  readonly service: string
  readonly types: readonly EventType[]
  /** Position of the last one that was dealt with. */
  readonly after: number
  /** Recorded from then on, and before that. */
  readonly from?: Date
  readonly until?: Date
}

/** Who has events: the registry. */
export interface EventSource {
  /** Elements that its events are asked about by; undefined for a service that nothing is told of. */
  keyOf(service: string): readonly string[] | undefined
  /** Gives the events that were committed since their places; answers with what there is news of. */
  number(): Promise<readonly { readonly service: string; readonly type: EventType }[]>
  /** In order of their places. */
  next(stream: Stream, limit: number): Promise<readonly Happening[]>
  /** How many there are in each. */
  count(streams: readonly Stream[]): Promise<readonly number[]>
  /** The last place that was given. */
  last(): Promise<number>
  /** A place before all events that were recorded from the instant on. */
  placeBefore(instant: Date): Promise<number>
  recent(filter: EventFilter): Promise<readonly RegistryEvent[]>
}
