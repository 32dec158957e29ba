import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { OptionDeclaration } from './command.ts'

/** How the command line proves who it is: a private key (private_key_jwt) or, in the demo, a secret. */
export type Credentials =
  | { readonly kind: 'key'; readonly clientId: string; readonly privateKeyPem: string; readonly audience: string }
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }

/** The demo's client of the Department of Social Services; its key is made when the demo country is seeded. */
const demoClient = 'dss-pension-mis'

export const defaultUrl = 'http://127.0.0.1:7400'

/** Options of every command that calls a running Kiungo. */
export const callerOptions: readonly OptionDeclaration[] = [
  {
    name: 'url',
    type: 'string',
    value: 'URL',
    about: {
      en: 'address of the running Kiungo, or KIUNGO_URL',
      sw: 'anwani ya Kiungo inayofanya kazi, au KIUNGO_URL',
      fr: 'adresse du Kiungo en marche, ou KIUNGO_URL',
    },
    default: defaultUrl,
  },
  {
    name: 'client',
    type: 'string',
    value: 'ID',
    about: {
      en: 'client to call as, or KIUNGO_CLIENT_ID; its key is read from KIUNGO_CLIENT_KEY (a PEM file) or its secret from KIUNGO_CLIENT_SECRET',
      sw: 'mteja wa kuita kama, au KIUNGO_CLIENT_ID; ufunguo wake husomwa kutoka KIUNGO_CLIENT_KEY (faili la PEM) au siri yake kutoka KIUNGO_CLIENT_SECRET',
      fr: 'client appelant, ou KIUNGO_CLIENT_ID ; sa clé est lue dans KIUNGO_CLIENT_KEY (fichier PEM) ou son secret dans KIUNGO_CLIENT_SECRET',
    },
    default: `${demoClient} (demo)`,
  },
  {
    name: 'data',
    type: 'string',
    value: 'FOLDER',
    about: {
      en: 'data folder of the demo, where its clients’ keys are',
      sw: 'folda ya data ya onyesho, zilipo funguo za wateja wake',
      fr: 'dossier de données de la démo, où sont les clés de ses clients',
    },
    default: './data',
  },
]

export interface CallerSettings {
  readonly url: string
  readonly client: string | undefined
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Credentials from the environment; otherwise those of the demo client in the data folder. */
export function findCredentials(settings: CallerSettings): Result<Credentials> {
  const { environment } = settings
  const clientId = settings.client ?? environment.KIUNGO_CLIENT_ID ?? demoClient
  const secret = environment.KIUNGO_CLIENT_SECRET
  if (secret !== undefined) return ok({ kind: 'secret', clientId, secret })
  const file = environment.KIUNGO_CLIENT_KEY ?? join(settings.dataFolder, 'clients', `${clientId}.pem`)
  if (!existsSync(file)) {
    return fail({
      code: 'cli.no-credentials',
      status: 401,
      message: `there is no key for the client \`${clientId}\` at ${file}`,
      fix: 'run `npm start` once to seed the demo country, or set KIUNGO_CLIENT_ID and KIUNGO_CLIENT_KEY (or KIUNGO_CLIENT_SECRET)',
    })
  }
  return ok({ kind: 'key', clientId, privateKeyPem: readFileSync(file, 'utf8'), audience: settings.url })
}
