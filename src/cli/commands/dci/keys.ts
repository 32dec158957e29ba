import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail } from '../../../kernel/result.ts'
import { generateSigningKey, signingKeyToPem } from '../../../kernel/signature.ts'
import { done, text } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { encryptionFile, encryptionJwk, signingFile } from './connection.ts'

const words = {
  made: {
    en: 'The private keys are in {folder}; keep them there. Register these with the server:',
    sw: 'Funguo za siri ziko katika {folder}; zibaki humo. Sajili hizi kwenye seva:',
    fr: 'Les clés privées sont dans {folder} ; qu’elles y restent. Enregistrez celles-ci auprès du serveur :',
  },
} satisfies Record<string, LocalText>

const ownerOnly = { mode: 0o600, flag: 'wx' } as const

export const dciKeys: Command = {
  name: 'dci keys',
  about: {
    en: 'make keys to sign our messages (Ed25519) and to be encrypted to (X25519)',
    sw: 'tengeneza funguo za kutia saini ujumbe wetu (Ed25519) na za kusimbiwa (X25519)',
    fr: 'faire les clés qui signent nos messages (Ed25519) et pour lesquelles on chiffre (X25519)',
  },
  options: [
    {
      name: 'out',
      type: 'string',
      value: 'FOLDER',
      about: {
        en: 'folder for the keys; --keys of the other commands names it',
        sw: 'folda ya funguo; hutajwa kwa --keys katika amri nyingine',
        fr: 'dossier des clés ; --keys des autres commandes le nomme',
      },
    },
  ],
  examples: ['kiungo dci keys --out keys'],
  async run({ options, output }) {
    const folder = text(options.out)
    const files = [signingFile, encryptionFile].map((name) => join(folder ?? '', name))
    const [signing = '', encryption = ''] = files
    if (folder === undefined || files.some((file) => existsSync(file))) {
      return fail({
        code: 'cli.usage',
        status: 400,
        message: folder === undefined ? '--out is missing' : `${folder} holds keys already`,
        fix: 'name a folder without keys',
      })
    }
    const key = generateSigningKey()
    const { privateKey } = generateKeyPairSync('x25519')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(signing, signingKeyToPem(key), ownerOnly)
    writeFileSync(encryption, privateKey.export({ type: 'pkcs8', format: 'pem' }), ownerOnly)
    const set = { keys: [key.publicJwk, encryptionJwk(privateKey)] }
    output.result(set, [output.say(words.made, { folder }), JSON.stringify(set, null, 2)])
    return done
  },
}
