import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { transitions } from '../../../agreements/lifecycle/transitions.ts'
import type { Agreement } from '../../../agreements/schema.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type SigningKey, signingKeyFromPem } from '../../../kernel/signature.ts'
import { signDetached } from '../../../standards/detached-jws.ts'
import type { Api } from '../../api.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command, ExitCode, Invocation, OptionDeclaration } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { agreementId, type History, historyTable } from './words.ts'

const versionOption: OptionDeclaration = {
  name: 'version',
  type: 'integer',
  value: 'N',
  about: { en: 'which version', sw: 'toleo lipi', fr: 'quelle version' },
  default: 'newest',
}
const reasonOption: OptionDeclaration = {
  name: 'reason',
  type: 'string',
  value: 'TEXT',
  about: { en: 'why', sw: 'kwa nini', fr: 'pourquoi' },
}

export const agreementDraft: Command = {
  name: 'agreements draft',
  about: {
    en: 'bring a new agreement, or the next version of one, from a YAML or JSON file',
    sw: 'leta makubaliano mapya, au toleo linalofuata, kutoka faili la YAML au JSON',
    fr: 'apporter un nouvel accord, ou sa version suivante, d’un fichier YAML ou JSON',
  },
  positionals: [{ name: 'FILE', about: { en: 'the document', sw: 'hati', fr: 'le document' }, required: true }],
  options: callerOptions,
  examples: ['kiungo agreements draft identity.yaml --client nsps-legal'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const document = read(invocation.positionals[0] ?? '', (content) => parse(content, { maxAliasCount: 0 }))
      if (!document.ok) return document
      return shown(await api.post('/v1/agreements', document.value), invocation)
    }),
}

export const agreementStep: Command = {
  name: 'agreements step',
  about: {
    en: 'take a step with an agreement: submit, approve, send back, activate, suspend, terminate …',
    sw: 'chukua hatua kwa makubaliano: wasilisha, idhinisha, rudisha, anzisha, simamisha, maliza …',
    fr: 'faire une étape d’un accord : soumettre, approuver, renvoyer, activer, suspendre, résilier …',
  },
  positionals: [
    agreementId,
    {
      name: 'STEP',
      about: {
        en: `one of ${Object.keys(transitions).join(', ')}`,
        sw: `mojawapo ya ${Object.keys(transitions).join(', ')}`,
        fr: `parmi ${Object.keys(transitions).join(', ')}`,
      },
      required: true,
    },
  ],
  options: [versionOption, reasonOption, ...callerOptions],
  examples: ['kiungo agreements step nida-nsps-identity suspend --reason "an incident" --client nsps-legal'],
  run: (invocation) => withApi(invocation, (api) => take(api, invocation, invocation.positionals[1] ?? '')),
}

export const agreementSuspend: Command = {
  name: 'agreements suspend',
  about: {
    en: 'suspend an agreement: nothing leaves under it within a second',
    sw: 'simamisha makubaliano: hakuna kitakachotoka chini yake ndani ya sekunde',
    fr: 'suspendre un accord : plus rien n’en sort dans la seconde',
  },
  positionals: [agreementId],
  options: [versionOption, reasonOption, ...callerOptions],
  examples: ['kiungo agreements suspend nida-nsps-identity --reason "an incident" --client nsps-legal'],
  run: (invocation) => withApi(invocation, (api) => take(api, invocation, 'suspend')),
}

export const agreementSign: Command = {
  name: 'agreements sign',
  about: {
    en: 'sign a version with the signatory’s private key; the key stays here',
    sw: 'tia saini toleo kwa ufunguo binafsi wa mtia saini; ufunguo unabaki hapa',
    fr: 'signer une version avec la clé privée du signataire ; la clé reste ici',
  },
  positionals: [agreementId],
  options: [
    {
      name: 'key',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'Ed25519 private key in PEM; its public key is registered for the signatory',
        sw: 'ufunguo binafsi wa Ed25519 katika PEM; ule wa umma umesajiliwa kwa mtia saini',
        fr: 'clé privée Ed25519 en PEM ; la clé publique est enregistrée pour le signataire',
      },
    },
    versionOption,
    ...callerOptions,
  ],
  examples: ['kiungo agreements sign my-agreement --key data/signatories/nsps-signatory.pem --client nsps-legal'],
  run: (invocation) => withApi(invocation, (api) => sign(api, invocation)),
}

async function sign(api: Api, invocation: Invocation): Promise<Result<ExitCode>> {
  const [id = ''] = invocation.positionals
  const key: Result<SigningKey> = read(text(invocation.options.key) ?? '', signingKeyFromPem)
  if (!key.ok) return key
  const version = await versionOf(api, invocation)
  if (!version.ok) return version
  const answer = await api.get(`/v1/agreements/${id}/versions/${version.value}`)
  if (!answer.ok) return answer
  const { agreement } = answer.value as { agreement: Agreement }
  const jws = signDetached(agreement, key.value)
  return shown(await api.post(`/v1/agreements/${id}/versions/${version.value}/signatures`, { jws }), invocation)
}

async function take(api: Api, invocation: Invocation, step: string): Promise<Result<ExitCode>> {
  if (!Object.hasOwn(transitions, step)) return fail(usage(`there is no step ${step}`))
  const version = await versionOf(api, invocation)
  if (!version.ok) return version
  const reason = text(invocation.options.reason)
  const path = `/v1/agreements/${invocation.positionals[0]}/versions/${version.value}/${step}`
  return shown(await api.post(path, reason === undefined ? {} : { reason }), invocation)
}

/** The one asked for, or the newest. */
async function versionOf(api: Api, { positionals, options }: Invocation): Promise<Result<number>> {
  if (typeof options.version === 'number') return ok(options.version)
  const answer = await api.get(`/v1/agreements/${positionals[0]}/history`)
  if (!answer.ok) return answer
  const [newest] = (answer.value as History).versions
  return ok(newest?.version ?? 1)
}

function shown(answer: Result<unknown>, { output }: Invocation): Result<ExitCode> {
  if (!answer.ok) return answer
  output.result(answer.value, historyTable(answer.value as History, output))
  return done
}

function read<T>(file: string, from: (content: string) => T): Result<T> {
  try {
    return ok(from(readFileSync(file, 'utf8')))
  } catch (error) {
    return fail(usage(`${file || 'the file'} cannot be used: ${error instanceof Error ? error.message : ''}`))
  }
}

const usage = (message: string) => ({ code: 'cli.usage', status: 400, message, fix: 'see: kiungo agreements --help' })
