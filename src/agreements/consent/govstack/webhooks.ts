import type pg from 'pg'
import { administer } from '../../../federation/administration.ts'
import type { Json } from '../../../kernel/canonical-json.ts'
import { hmacSha256Hex } from '../../../kernel/digest.ts'
import { newId } from '../../../kernel/ids.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { Principal } from '../../../platform/http/access.ts'
import type { ConsentReceipt } from '../schema.ts'
import type { ConsentWorld } from '../service.ts'
import { refused, unknownObject } from './problems.ts'
import type { ConsentEvent, Page, Webhook, WebhookInput } from './schema.ts'
import { deleteWebhook, findWebhook, type KeptWebhook, putWebhook, webhooksOf, whoHears } from './webhook-store.ts'

/** How messages leave the house; the exchange room has it. */
export interface Post {
  /** Whether that client may be called there, as agreed with it now. */
  mayBeCalled(client: string, url: string): Promise<boolean>
  /** In the transaction of the act that is told; delivered at least once, in the order of its subscription. */
  queueDelivery(
    tx: Pick<pg.ClientBase, 'query'>,
    delivery: {
      readonly key: string
      readonly kind: 'notification'
      readonly protocol: string
      readonly member: string
      readonly client: string
      readonly url: string
      readonly subscription: string
      readonly message: { readonly action: string; readonly exchanges: readonly string[]; readonly body: Json }
    },
  ): Promise<void>
}

/** For secrets at rest; `name` binds a sealed one to its place. */
export interface Sealer {
  seal(text: string, name: string): Buffer
  /** Undefined when it does not open. */
  unseal(sealed: Uint8Array, name: string): string | undefined
}

export interface WebhooksWorld extends Pick<ConsentWorld, 'pool' | 'ledger' | 'clock'> {
  readonly post: Post
  readonly sealer: Sealer
}

export interface Webhooks {
  create(input: WebhookInput, by: Principal): Promise<Result<Webhook>>
  update(id: string, input: WebhookInput, by: Principal): Promise<Result<Webhook>>
  remove(id: string, by: Principal): Promise<Result<undefined>>
  /** Those of one's own agency. */
  read(id: string, by: Principal): Promise<Result<Webhook>>
  list(page: Page, by: Principal): Promise<readonly Webhook[]>
  /** Written with the consent's revision: what was recorded is told, and nothing that was not. */
  tell(tx: Pick<pg.ClientBase, 'query'>, receipt: ConsentReceipt): Promise<void>
  /** What the deliveries sign these messages by. */
  readonly sender: {
    readonly name: string
    sign(text: string, body: Json): Promise<Result<Readonly<Record<string, string>>, string>>
  }
}

const senderName = 'govstack-consent'
export const signatureHeader = 'x-consentbb-signature'
/** Stands for the secret in answers; sent back, the secret stays what it is. */
export const hiddenSecret = '********'

const told = ({ id, payloadUrl, disabled }: KeptWebhook): Webhook => ({
  ...{ id, payloadUrl, disabled, contentType: 'application/json', secretKey: hiddenSecret },
})

export function openWebhooks(world: WebhooksWorld): Webhooks {
  const { pool, ledger, clock } = world
  /** Another agency's is as good as none. */
  async function own(id: string, by: Principal): Promise<Result<KeptWebhook>> {
    const found = await findWebhook(pool, id)
    return found?.member === by.member ? ok(found) : fail(unknownObject('Webhook', id))
  }
  return {
    async create(input, by) {
      if (input.secretKey === hiddenSecret) return fail(refused('secret-hidden', '/webhook/secretKey'))
      return put(newId('whk', clock.now().getTime()), input, { by, before: undefined }, world)
    },
    async update(id, input, by) {
      const before = await own(id, by)
      if (!before.ok) return before
      return put(id, input, { by, before: before.value }, world)
    },
    async remove(id, by) {
      const found = await own(id, by)
      if (!found.ok) return found
      const appended = await administer(ledger, {
        ...{ by, at: clock.now(), act: 'govstack.webhook-delete', concerns: by.member, subject: id, details: {} },
        write: (tx) => deleteWebhook(tx, id),
      })
      return appended.ok ? ok(undefined) : fail(unknownObject('Webhook', id))
    },
    async read(id, by) {
      const found = await own(id, by)
      return found.ok ? ok(told(found.value)) : found
    },
    list: async (page, by) => (await webhooksOf(pool, by.member, page)).map(told),
    tell: (tx, receipt) => tell(tx, receipt, world),
    sender: { name: senderName, sign: (text, body) => sign(text, body, world) },
  }
}

interface Put {
  readonly by: Principal
  readonly before: KeptWebhook | undefined
}

async function put(
  id: string,
  { payloadUrl, disabled, secretKey }: WebhookInput,
  { by, before }: Put,
  { ledger, clock, post, sealer }: WebhooksWorld,
): Promise<Result<Webhook>> {
  // A person has no agreed hosts; a client has those of its partner record.
  if (by.kind !== 'client' || (before !== undefined && before.client !== by.id)) return fail(refused('webhook-client'))
  if (!(await post.mayBeCalled(by.id, payloadUrl))) return fail(refused('webhook-address', '/webhook/payloadUrl'))
  const secret = before !== undefined && secretKey === hiddenSecret ? before.secret : sealer.seal(secretKey, id)
  const webhook = { id, client: by.id, member: by.member, payloadUrl, disabled, secret }
  const appended = await administer(ledger, {
    ...{ by, at: clock.now(), act: 'govstack.webhook', concerns: by.member, subject: id, details: { disabled } },
    write: (tx) => putWebhook(tx, webhook, before !== undefined),
  })
  if (appended.ok) return ok(told(webhook))
  return appended.problem.code === 'ledger.rejected' ? fail(unknownObject('Webhook', id)) : appended
}

async function tell(
  tx: Pick<pg.ClientBase, 'query'>,
  { record: { id: consent, revision, status, recordedAt }, hash }: ConsentReceipt,
  { post }: WebhooksWorld,
): Promise<void> {
  const heard = await whoHears(tx, consent)
  if (heard === undefined) return
  const optIn = status === 'given'
  for (const { id: webhookId, client, member, payloadUrl } of heard.webhooks) {
    const event: ConsentEvent = {
      id: `${webhookId}.${consent}.${revision}`,
      ...{ webhookId, timestamp: recordedAt },
      type: optIn ? 'consent-record.opted-in' : 'consent-record.opted-out',
      data: {
        ...{ consentRecordId: heard.record, individualId: heard.individual, dataAgreementId: heard.dataAgreement },
        dataAgreementRevisionId: heard.agreementRevision,
        ...{ optIn, revisionId: `${consent}.${revision}`, revisionHash: hash },
      },
    }
    await post.queueDelivery(tx, {
      ...{ key: `govstack:${event.id}`, kind: 'notification', protocol: senderName },
      ...{ member, client, url: payloadUrl, subscription: webhookId },
      message: { action: event.type, exchanges: [], body: { ...event } },
    })
  }
}

/**
 * `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA-256 (RFC 2104) under the webhook's secret over `<t>.<body>`, so that a receiver
 * can refuse what is old. The secret is looked up at each attempt: one that was changed signs from then on.
 */
async function sign(
  text: string,
  body: Json,
  { pool, clock, sealer }: WebhooksWorld,
): Promise<Result<Readonly<Record<string, string>>, string>> {
  const { webhookId } = body as unknown as ConsentEvent
  const webhook = await findWebhook(pool, webhookId)
  if (webhook === undefined || webhook.disabled) return fail('the webhook was deleted or disabled')
  const secret = sealer.unseal(webhook.secret, webhookId)
  if (secret === undefined) return fail('the secret of the webhook does not open')
  const seconds = Math.floor(clock.now().getTime() / 1000)
  return ok({ [signatureHeader]: `t=${seconds},v1=${hmacSha256Hex(secret, `${seconds}.${text}`)}` })
}
