/** Where a partner's server calls this node back: the node's own doors, which check and keep what comes. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { KeptMessage } from '../../exchange/deliveries/received.ts'
import type { ReceivedMessages } from '../../exchange/deliveries/received-store.ts'
import type { Tree } from '../../standards/dci/envelope.ts'
import { callbackPaths, type RegistryName } from '../../standards/dci/registries.ts'
import type { Arrived, Receiver } from './receiver.ts'

export interface DoorsOptions {
  readonly received: ReceivedMessages
  readonly partner: string
  readonly registry: RegistryName
  readonly publicUrl: string
}

const lookEveryMs = 100
const keptLimit = 1_000

/** Hears what this partner sends from now on, in whichever process of the node it comes in. */
export async function listenAtOwnDoors(options: DoorsOptions): Promise<Receiver> {
  const { received, partner, registry } = options
  const from = { partner, after: await received.last() }
  const base = `${options.publicUrl.replace(/\/$/, '')}/dci/${registry}/v1.0.0`
  const messages = new Map<number, KeptMessage>()
  const arrived: Arrived[] = []
  const times = new Map<number, number>()
  const keep = (message: KeptMessage) => {
    if (arrived.length < keptLimit) arrived.push(arrivedOf(message))
    times.set(message.number, (times.get(message.number) ?? 0) + 1)
  }
  async function look(): Promise<void> {
    for (const message of await received.of(from, [...messages.keys()])) {
      messages.set(message.number, message)
      keep(message)
    }
    for (const [number, often] of await received.repeats(from)) {
      const message = messages.get(number)
      while (message !== undefined && (times.get(number) ?? 0) < often && arrived.length < keptLimit) keep(message)
    }
  }
  return {
    urlOf: (action) => base + callbackPaths[action],
    arrived,
    takes: 'what is not signed with a key that is known of this partner, or names another sender, is refused there',
    async next(fits, withinMs) {
      const until = Date.now() + withinMs
      for (;;) {
        await look()
        const found = arrived.find(fits)
        if (found !== undefined || Date.now() >= until) return found
        await sleep(Math.min(lookEveryMs, withinMs))
      }
    },
  }
}

/** The operation of a kept message names the door it came through: `sr/on-search`. */
function arrivedOf({ operation, header, message, signed, receivedAt }: KeptMessage): Arrived {
  const [registry, word] = operation.split('/') as [string, keyof typeof callbackPaths]
  const opened = {
    header: header as Tree,
    message: message as Tree,
    signature: { result: signed ? 'valid' : 'none' } as const,
  }
  const path = `/dci/${registry}/v1.0.0${callbackPaths[word] ?? `/${word}`}`
  return { path, body: { header, message }, opened, at: receivedAt }
}
