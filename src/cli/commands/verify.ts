import { readFileSync, statSync } from 'node:fs'
import type { LocalText } from '../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { receiptMessages } from '../../ledger/messages.ts'
import { nodeCrypto } from '../../ledger/node-crypto.ts'
import { type ReceiptCheck, type Verification, verifyReceipt } from '../../ledger/verify.ts'
import { text } from '../calling.ts'
import { type Command, type ExitCode, exitCodes } from '../command.ts'
import type { Output } from '../output.ts'

const receiptLimitBytes = 4 * 1024 * 1024

const checkText: Readonly<Record<ReceiptCheck['name'], LocalText>> = {
  format: { en: 'it is a receipt', sw: 'ni stakabadhi', fr: 'c’est un reçu' },
  entry: {
    en: 'the entry is in its one canonical form',
    sw: 'ingizo liko katika umbo lake rasmi la pekee',
    fr: 'l’écriture est sous sa seule forme canonique',
  },
  inclusion: {
    en: 'the entry is in the log of the checkpoint',
    sw: 'ingizo limo kwenye leja ya kituo cha ukaguzi',
    fr: 'l’écriture est au registre du point de contrôle',
  },
  signature: {
    en: 'the log signed the checkpoint',
    sw: 'leja imetia saini kituo cha ukaguzi',
    fr: 'le registre a signé le point de contrôle',
  },
  key: {
    en: 'the log is the one you trust',
    sw: 'leja ni ile unayoiamini',
    fr: 'le registre est celui auquel vous faites confiance',
  },
  openings: {
    en: 'the values shown are those committed to',
    sw: 'thamani zilizoonyeshwa ndizo zilizoahidiwa',
    fr: 'les valeurs montrées sont celles engagées',
  },
}

const words = {
  passed: { en: 'yes', sw: 'ndiyo', fr: 'oui' },
  failed: { en: 'NO', sw: 'HAPANA', fr: 'NON' },
  skipped: { en: 'not checked', sw: 'haikukaguliwa', fr: 'non vérifié' },
  sound: { en: 'verified', sw: 'imethibitishwa', fr: 'vérifié' },
  unsound: { en: 'NOT VERIFIED', sw: 'HAIJATHIBITISHWA', fr: 'NON VÉRIFIÉ' },
  noKey: {
    en: 'Whose log it is was not checked: give --key with the key that the log publishes at /ledger/key.',
    sw: 'Haikukaguliwa leja ni ya nani: toa --key yenye ufunguo unaochapishwa kwenye /ledger/key.',
    fr: 'À qui est le registre n’a pas été vérifié : donnez --key avec la clé publiée à /ledger/key.',
  },
} satisfies Record<string, LocalText>

export const verify: Command = {
  name: 'verify',
  about: {
    en: 'verify receipts of exchanges, offline',
    sw: 'thibitisha stakabadhi za mabadilishano, bila mtandao',
    fr: 'vérifier des reçus d’échanges, hors ligne',
  },
  positionals: [
    {
      name: 'RECEIPT...',
      about: { en: 'receipt files', sw: 'mafaili ya stakabadhi', fr: 'fichiers de reçus' },
      required: true,
    },
  ],
  options: [
    {
      name: 'key',
      type: 'string',
      value: 'KEY',
      about: {
        en: 'key of the log you trust, or a file that holds it',
        sw: 'ufunguo wa leja unayoiamini, au faili lenye ufunguo huo',
        fr: 'clé du registre auquel vous faites confiance, ou un fichier qui la contient',
      },
    },
  ],
  examples: ['kiungo verify receipts/*.receipt.json', 'kiungo verify receipt.json --key log-key.txt'],
  run: async ({ positionals, options, output }): Promise<Result<ExitCode>> => {
    const trustedKey = readKey(text(options.key))
    const verified: { file: string; verification: Verification }[] = []
    for (const file of positionals) {
      const receipt = readReceipt(file)
      if (!receipt.ok) return receipt
      const settings = trustedKey === undefined ? nodeCrypto : { ...nodeCrypto, trustedKey }
      verified.push({ file, verification: verifyReceipt(receipt.value, settings) })
    }
    const lines = verified.flatMap(({ file, verification }) => describe(file, verification, output))
    if (trustedKey === undefined) lines.push(output.say(words.noKey))
    output.result({ receipts: verified.map(({ file, verification }) => ({ file, ...verification })) }, lines)
    return ok(verified.every(({ verification }) => verification.ok) ? exitCodes.ok : exitCodes.refused)
  },
}

/** A key given as it is, or the first line of the file it names. */
function readKey(given: string | undefined): string | undefined {
  if (given === undefined || given.includes('+')) return given
  return readFileSync(given, 'utf8').split('\n')[0]
}

function readReceipt(file: string): Result<unknown> {
  const refuse = (message: string, fix: string): Result<never> =>
    fail({ code: 'cli.unreadable-receipt', status: 400, message, fix })
  try {
    if (statSync(file).size > receiptLimitBytes) {
      return refuse(`${file} is larger than a receipt can be (${receiptLimitBytes} bytes)`, 'name a receipt file')
    }
    return ok(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(`${file} is not JSON`, 'name a file that `kiungo ask --save` wrote')
    return refuse(`${file} cannot be read`, 'check the path and your rights to it')
  }
}

/** A failure with its reason; the code is what scripts and support know it by. */
function stateText({ state, code }: ReceiptCheck, { say }: Output): string {
  const told = say(words[state])
  return state === 'failed' && code !== undefined ? `${told} – ${say(receiptMessages[code])} [${code}]` : told
}

function describe(file: string, verification: Verification, output: Output): string[] {
  const { entry } = verification
  return [
    `${file}: ${output.say(verification.ok ? words.sound : words.unsound)}`,
    ...verification.checks.map((check) => `  ${output.say(checkText[check.name])}: ${stateText(check, output)}`),
    ...(entry === undefined
      ? []
      : [`  ${entry.id}  ${output.instant(entry.at)}  ${entry.consumer} → ${entry.service}  ${entry.outcome}`]),
    '',
  ]
}
