import Type from 'typebox'
import { Check } from 'typebox/value'
import { type ChainFault, chainFault, receiptFault } from '../../../agreements/consent/chain.ts'
import { ConsentReceipt } from '../../../agreements/consent/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { text } from '../../calling.ts'
import { type Command, exitCodes } from '../../command.ts'
import { readDocument, receiptsTable } from './words.ts'

const sound: LocalText = { en: 'verified', sw: 'imethibitishwa', fr: 'vérifié' }
const unsound: LocalText = { en: 'NOT VERIFIED', sw: 'HAIJATHIBITISHWA', fr: 'NON VÉRIFIÉ' }

const faultWords: Readonly<Record<ChainFault, LocalText>> = {
  hash: {
    en: 'the record is not the one that was hashed',
    sw: 'rekodi si ile iliyotiwa alama',
    fr: 'l’enregistrement n’est pas celui de l’empreinte',
  },
  signature: {
    en: 'it is not signed with this key',
    sw: 'haijatiwa saini kwa ufunguo huu',
    fr: 'il n’est pas signé de cette clé',
  },
  order: { en: 'revisions are missing', sw: 'matoleo yanakosekana', fr: 'des révisions manquent' },
  chain: {
    en: 'it does not follow the revision before',
    sw: 'haifuati toleo lililotangulia',
    fr: 'il ne suit pas la révision précédente',
  },
  subject: {
    en: 'the revisions are of different records',
    sw: 'matoleo ni ya rekodi tofauti',
    fr: 'les révisions sont d’enregistrements différents',
  },
}

const Key = Type.Object({ kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String({ maxLength: 60 }) })
const Chain = Type.Object({ revisions: Type.Array(ConsentReceipt, { minItems: 1, maxItems: 10_000 }) })

export const consentsVerify: Command = {
  name: 'consents verify',
  about: {
    en: 'verify a receipt of a consent, or all its revisions, offline',
    sw: 'thibitisha stakabadhi ya ridhaa, au matoleo yake yote, bila mtandao',
    fr: 'vérifier un reçu de consentement, ou toutes ses révisions, hors ligne',
  },
  positionals: [
    {
      name: 'FILE',
      about: {
        en: 'a receipt, or what `consents show --json` wrote',
        sw: 'stakabadhi, au ilichoandika `consents show --json`',
        fr: 'un reçu, ou ce que `consents show --json` a écrit',
      },
      required: true,
    },
  ],
  options: [
    {
      name: 'key',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'the key that the node publishes at /v1/consent-key, in a file',
        sw: 'ufunguo unaochapishwa na nodi kwenye /v1/consent-key, katika faili',
        fr: 'la clé que le nœud publie à /v1/consent-key, dans un fichier',
      },
    },
  ],
  examples: ['kiungo consents verify consent.json --key consent-key.json'],
  async run({ positionals, options, output }) {
    const key = readDocument(text(options.key) ?? '')
    if (!key.ok || !Check(Key, key.value)) return usage('--key names no file with an Ed25519 key (RFC 8037)')
    const document = readDocument(positionals[0] ?? '')
    if (!document.ok) return document
    const receipts = receiptsIn(document.value)
    if (!receipts.ok) return receipts
    const fault = receipts.value.single
      ? faultOf(receipts.value.revisions[0], key.value)
      : chainFault(receipts.value.revisions, key.value)
    const lines = receiptsTable(receipts.value.revisions, output)
    const verdict = output.say(fault === undefined ? sound : unsound)
    const told = fault && `${verdict}: ${output.say(faultWords[fault.fault])} (${fault.revision}) [${fault.fault}]`
    output.result({ verified: fault === undefined, ...fault }, [...lines, '', told ?? verdict])
    return ok(fault === undefined ? exitCodes.ok : exitCodes.refused)
  },
}

interface Receipts {
  readonly revisions: readonly ConsentReceipt[]
  /** One revision alone: what was before cannot be seen. */
  readonly single: boolean
}

function receiptsIn(document: unknown): Result<Receipts> {
  if (Check(ConsentReceipt, document)) return ok({ revisions: [document], single: true })
  if (Check(Chain, document)) return ok({ revisions: document.revisions, single: false })
  return usage('the file holds no receipt of a consent')
}

function faultOf(receipt: ConsentReceipt | undefined, key: Parameters<typeof receiptFault>[1]) {
  const fault = receipt && receiptFault(receipt, key)
  return fault && { revision: receipt.record.revision, fault }
}

const usage = (message: string): Result<never> =>
  fail({ code: 'cli.usage', status: 400, message, fix: 'see: kiungo consents verify --help' })
