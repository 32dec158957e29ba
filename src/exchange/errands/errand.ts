import type { Json } from '../../kernel/canonical-json.ts'
import type { Caller } from '../plugin.ts'

/** Something that is seen to in the caller's name until it is done. */
export interface Errand {
  readonly id: string
  readonly caller: Caller
  /** Tries that were made before; with `id` it names the messages of this one, so that a try that is repeated has one effect. */
  readonly tries: number
  /** At rest it is sealed. */
  readonly body: Json
}

export type ErrandOutcome = 'done' | 'later' | 'given-up'

export interface ErrandDesk {
  /** Resolves when a kill -9 can no longer lose it. Begun again under the same key, it is not run again. */
  begin(errand: {
    readonly key: string
    readonly caller: Caller
    readonly body: Json
    /** Not before. */
    readonly from?: Date | undefined
  }): Promise<void>
}
