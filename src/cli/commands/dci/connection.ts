/** What every command that calls a server of the standard has in common: where it is, who asks, and with which keys. */

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Consumer, openConsumer } from '../../../conformance/consumer/consumer.ts'
import type { Credentials } from '../../../conformance/consumer/credentials.ts'
import { type ListeningReceiver, openReceiver } from '../../../conformance/consumer/receiver.ts'
import { openTransport } from '../../../conformance/consumer/transport.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type PublicJwk, signEd25519, signingKeyFromPem, thumbprint } from '../../../kernel/signature.ts'
import { type RegistryName, registryNames } from '../../../standards/dci/registries.ts'
import { canonicalForms, signatureProfiles } from '../../../standards/dci/signature/profiles.ts'
import type { MessageSigner } from '../../../standards/dci/signature/sign.ts'
import { text } from '../../calling.ts'
import type { ExitCode, Invocation } from '../../command.ts'
import { findCredentials } from '../../credentials.ts'

export interface Connection {
  readonly registry: RegistryName
  readonly consumer: Consumer
  readonly receiver?: ListeningReceiver
  readonly purpose: string | undefined
}

export const signingFile = 'dci-signing.pem'
export const encryptionFile = 'dci-encryption.pem'

const requestTimeoutMs = 30_000

const usage = (message: string, fix: string) => fail({ code: 'cli.usage', status: 400, message, fix })

/** Opens what the options name, does the work, and closes it. */
export async function withConnection(
  invocation: Invocation,
  { receiving }: { receiving: boolean },
  work: (connection: Connection) => Promise<Result<ExitCode>>,
): Promise<Result<ExitCode>> {
  const settings = readSettings(invocation)
  if (!settings.ok) return settings
  const { options } = invocation
  const publicUrl = text(options['callback-url'])
  if (publicUrl !== undefined && !URL.canParse(publicUrl)) {
    return usage('--callback-url is no web address', 'give one like http://127.0.0.1:7500')
  }
  const listening = receiving ? await listen(publicUrl, options.port) : ok(undefined)
  if (!listening.ok) return listening
  const receiver = listening.value
  const transport = openTransport(requestTimeoutMs)
  const { registry, ...consumer } = settings.value
  try {
    return await work({
      registry,
      consumer: openConsumer({ transport, ...consumer }),
      purpose: text(options.purpose),
      ...(receiver === undefined ? {} : { receiver }),
    })
  } finally {
    await receiver?.close()
    await transport.close()
  }
}

/** At the port that is told, or else that of the address that the server is told. */
async function listen(publicUrl: string | undefined, port: unknown): Promise<Result<ListeningReceiver>> {
  const told = publicUrl === undefined ? undefined : new URL(publicUrl)
  const own = told === undefined || told.hostname === '127.0.0.1'
  const at = Number(port ?? told?.port ?? 0)
  try {
    return ok(
      await openReceiver({
        port: at,
        ...(own ? { host: '127.0.0.1' } : {}),
        ...(publicUrl === undefined ? {} : { publicUrl }),
      }),
    )
  } catch {
    return usage(`port ${at} cannot be listened at`, 'choose one that is free with --port or in --callback-url')
  }
}

type ConsumerSettings = Omit<Consumer['options'], 'transport'> & { readonly registry: RegistryName }

function readSettings({ options, environment }: Invocation): Result<ConsumerSettings> {
  const baseUrl = text(options['base-url'])
  if (baseUrl === undefined || !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    return usage('--base-url is missing or no web address', 'give the address below which /registry/sync/search lies')
  }
  const registry = registryNames.find((name) => name === text(options.registry))
  if (registry === undefined)
    return usage('--registry is missing or unknown', `give one of ${registryNames.join(', ')}`)
  const credentials = credentialsOf(options, { environment, origin: new URL(baseUrl).origin })
  if (!credentials.ok) return credentials
  const keys = keysIn(text(options.keys))
  if (!keys.ok) return keys
  const profile = signatureProfiles.find((name) => name === (text(options.sign) ?? 'dci-httpsig'))
  if (profile === undefined) return usage('--sign is unknown', `give one of ${signatureProfiles.join(', ')}`)
  const canonicalForm = canonicalForms.find((name) => name === (text(options.canonical) ?? 'python-json'))
  if (canonicalForm === undefined) return usage('--canonical is unknown', `give one of ${canonicalForms.join(', ')}`)
  const { signer, decryption } = keys.value
  const client = 'client' in credentials.value ? credentials.value.client : undefined
  const jwksUrl = text(options['jwks-url'])
  return ok({
    registry,
    baseUrl,
    credentials: credentials.value,
    senderId: text(options['sender-id']) ?? client ?? 'kiungo-cli',
    receiverId: text(options['receiver-id']) ?? new URL(baseUrl).host,
    seal: {
      profile: signer === undefined ? 'none' : profile,
      canonicalForm,
      ...(signer === undefined ? {} : { signer }),
    },
    encrypt: options.encrypt === true,
    decryption,
    keys: [],
    ...(jwksUrl === undefined ? {} : { jwksUrl }),
  })
}

interface Place {
  readonly environment: Invocation['environment']
  readonly origin: string
}

function credentialsOf(options: Invocation['options'], { environment, origin }: Place): Result<Credentials> {
  const token = environment.KIUNGO_DCI_TOKEN
  if (token !== undefined) return ok({ kind: 'bearer', token })
  const client = text(options.client) ?? environment.KIUNGO_CLIENT_ID
  if (client === undefined) return ok({ kind: 'none' })
  const tokenUrl = text(options['token-url'])
  const where = { client, ...(tokenUrl === undefined ? {} : { tokenUrl }) }
  const dataFolder = text(options.data) ?? './data'
  const found = findCredentials({ url: origin, client, dataFolder, environment })
  if (!found.ok) return found
  if (found.value.kind === 'secret') return ok({ kind: 'secret', secret: found.value.secret, ...where })
  const key = signingKeyFromPem(found.value.privateKeyPem)
  return ok({ kind: 'key', key, audience: tokenUrl === undefined ? origin : new URL(tokenUrl).origin, ...where })
}

interface OwnKeys {
  readonly signer?: MessageSigner
  readonly decryption: Consumer['options']['decryption']
}

/** The keys that `kiungo dci keys` made. */
function keysIn(folder: string | undefined): Result<OwnKeys> {
  if (folder === undefined) return ok({ decryption: [] })
  const [signing, encryption] = [signingFile, encryptionFile].map((name) => join(folder, name))
  if (signing === undefined || !existsSync(signing)) {
    return usage(`there is no ${signingFile} in ${folder}`, 'make keys with `kiungo dci keys --out FOLDER`')
  }
  const { kid, privateKey } = signingKeyFromPem(readFileSync(signing, 'utf8'))
  const signer: MessageSigner = { kid, algorithm: 'EdDSA', sign: (data) => signEd25519(privateKey, data) }
  if (encryption === undefined || !existsSync(encryption)) return ok({ signer, decryption: [] })
  const key = createPrivateKey(readFileSync(encryption, 'utf8'))
  return ok({ signer, decryption: [{ kid: encryptionJwk(key).kid, privateKey: key }] })
}

export function encryptionJwk(privateKey: KeyObject): PublicJwk & { readonly kid: string } {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' }) as PublicJwk
  return { ...jwk, kid: thumbprint(jwk), use: 'enc', alg: 'ECDH-ES+A256KW' }
}
