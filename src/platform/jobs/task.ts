import type { Static, TSchema } from 'typebox'
import type { Logger } from '../telemetry/logger.ts'

export interface TaskContext {
  readonly logger: Logger
  /** Counts from 1. */
  readonly attempt: number
  /** Aborts when the process stops: end soon, the job is tried again later. */
  readonly signal: AbortSignal
}

/** A kind of work done after the transaction that asked for it. It may run twice: it must have one effect. */
export interface Task {
  /** `room.verb-noun`, stable: jobs in the database name it. */
  readonly name: string
  readonly payload: TSchema
  readonly run: (payload: unknown, context: TaskContext) => Promise<void>
}

export interface TaskDeclaration<P extends TSchema> {
  readonly name: string
  readonly payload: P
  run(payload: Static<P>, context: TaskContext): Promise<void>
}

export const task = <P extends TSchema>(declared: TaskDeclaration<P>): Task => ({
  name: declared.name,
  payload: declared.payload,
  run: (payload, context) => declared.run(payload as Static<P>, context),
})
