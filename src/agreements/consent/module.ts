import type pg from 'pg'
import type { Directory } from '../../federation/directory.ts'
import { loadOrCreateKey } from '../../federation/keys.ts'
import { ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { RouteScope } from '../../platform/http/route.ts'
import type { Vocabulary } from '../../semantics/vocabulary.ts'
import { broaderPurposes } from '../book.ts'
import type { CircumstanceSources } from '../circumstances.ts'
import type { Purpose } from '../schema.ts'
import { consentSource } from './facts.ts'
import { openGovstack } from './govstack/module.ts'
import { openWebhooks, type Post, type Sealer, type Webhooks } from './govstack/webhooks.ts'
import type { ReceiptNames } from './receipt-page.ts'
import { receiptRoute } from './receipt-route.ts'
import { consentRoutes } from './routes.ts'
import { type ConsentWorld, openConsents } from './service.ts'

export interface ConsentRoomWorld extends Pick<ConsentWorld, 'subjectKey' | 'birthDateOf'> {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly keysFolder: string
  readonly directory: Pick<Directory, 'current'>
  readonly subjectsOf: CircumstanceSources['subjectsOf']
  readonly elements: Vocabulary['elements']
  readonly purposes: () => Promise<readonly Purpose[]>
  readonly onTampered: (consent: string) => void
  /** For messages about consents, and the secrets that they are signed with. */
  readonly post: Post
  readonly sealer: Sealer
}

export interface ConsentRoom {
  /** For gate G6. */
  readonly circumstances: Pick<CircumstanceSources, 'consentOf' | 'takeConsent'>
  readonly scopes: readonly RouteScope[]
  /** What the deliveries sign messages about consents by. */
  readonly sender: Webhooks['sender']
}

/** Receipts have a key of their own: those of messages are rotated away, and a receipt is shown years later. */
export function openConsentRoom(world: ConsentRoomWorld): Result<ConsentRoom> {
  const loaded = loadOrCreateKey(world.keysFolder, 'consents')
  if (!loaded.ok) return loaded
  const receiptKey = loaded.value
  const { pool, directory, purposes, onTampered } = world
  const room = {
    ...world,
    receiptKey,
    isElement: (id: string) => world.elements.has(id),
    members: async () => new Set((await directory.current()).members.keys()),
    broaderPurposes: async () => broaderPurposes(await purposes()),
  }
  const webhooks = openWebhooks(room)
  const consents = openConsents({ ...room, tell: webhooks.tell })
  const circumstances = consentSource({ pool, receiptKey: receiptKey.publicJwk, onTampered })
  return ok({
    sender: webhooks.sender,
    circumstances,
    scopes: [
      {
        name: 'consents',
        routes: [...consentRoutes(consents, receiptKey.publicJwk), receiptRoute(consents, () => namesNow(world))],
      },
      openGovstack({ ...room, consents, webhooks, circumstances: { ...circumstances, subjectsOf: world.subjectsOf } }),
    ],
  })
}

async function namesNow({ directory, purposes, elements }: ConsentRoomWorld): Promise<ReceiptNames> {
  const { members } = await directory.current()
  return {
    members: new Map([...members].map(([id, { name }]) => [id, name])),
    purposes: new Map((await purposes()).map((purpose) => [purpose.id, purpose])),
    elements: new Map([...elements].map(([id, { element }]) => [id, element])),
  }
}
