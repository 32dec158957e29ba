import type { PublicJwk } from '../../../src/kernel/signature.ts'
import type { Tree } from '../../../src/standards/dci/envelope.ts'
import type { RegistryName } from '../../../src/standards/dci/registries.ts'
import type { Fault } from './faults.ts'
import type { TestKeys } from './keys.ts'

export interface Known {
  readonly transaction: string
  readonly correlation: string
  readonly references: readonly string[]
  /** The message of the answer; absent while it is worked on. */
  reply?: Tree
}

export interface Subscription {
  readonly code: string
  readonly url: string
  readonly criteria: Tree
  active: boolean
}

export interface World {
  readonly registry: RegistryName
  /** The events that it tells of. */
  readonly events: readonly string[]
  readonly has: (fault: Fault) => boolean
  readonly keys: TestKeys
  readonly callerKeys: readonly PublicJwk[]
  readonly token: string
  readonly transactions: Known[]
  readonly subscriptions: Subscription[]
  /** Bodies and answers by message id: the same message has one effect. */
  readonly heard: Map<string, { readonly body: string; readonly answer: Promise<Answer> }>
  /** Work that is under way; awaited when the server stops. */
  readonly later: Set<Promise<void>>
}

export interface Answer {
  readonly status: number
  readonly body: Tree
}
