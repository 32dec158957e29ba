import type { LocalText } from '../../kernel/nouns.ts'
import { fail, type Result } from '../../kernel/result.ts'
import type { Api } from '../api.ts'
import { done, withApi } from '../calling.ts'
import type { Command, ExitCode, Invocation } from '../command.ts'
import { callerOptions } from '../credentials.ts'
import { table } from '../output.ts'

const words = {
  id: { en: 'CLIENT', sw: 'MTEJA', fr: 'CLIENT' },
  member: { en: 'MEMBER', sw: 'MWANACHAMA', fr: 'MEMBRE' },
  status: { en: 'STATUS', sw: 'HALI', fr: 'ÉTAT' },
  keys: { en: 'KEY IDS', sw: 'VITAMBULISHO VYA FUNGUO', fr: 'IDENTIFIANTS DES CLÉS' },
  revoked: {
    en: 'The key {kid} of {client} is revoked: nothing that it signs is taken any more.',
    sw: 'Ufunguo {kid} wa {client} umefutwa: hakuna unachosaini kinachokubaliwa tena.',
    fr: 'La clé {kid} de {client} est révoquée : rien de ce qu’elle signe n’est plus accepté.',
  },
} satisfies Record<string, LocalText>

interface ListedClient {
  readonly id: string
  readonly member: string
  readonly status: string
  readonly keys: readonly { readonly kid: string; readonly alg: string }[]
}

export const clients: Command = {
  name: 'clients',
  about: {
    en: 'list the systems that may call, or revoke a key: clients revoke-key CLIENT KEY-ID',
    sw: 'orodhesha mifumo inayoweza kuita, au futa ufunguo: clients revoke-key MTEJA KITAMBULISHO',
    fr: 'lister les systèmes appelants, ou révoquer une clé : clients revoke-key CLIENT IDENTIFIANT',
  },
  positionals: [
    {
      name: 'ACTION',
      about: {
        en: 'list (unless told) or revoke-key',
        sw: 'list (bila kusema) au revoke-key',
        fr: 'list (par défaut) ou revoke-key',
      },
      required: false,
    },
    {
      name: 'OF',
      about: { en: 'client whose key it is', sw: 'mteja mwenye ufunguo', fr: 'client dont c’est la clé' },
      required: false,
    },
    {
      name: 'KEY-ID',
      about: {
        en: 'thumbprint of the key (RFC 7638), as the list shows it',
        sw: 'alama ya ufunguo (RFC 7638), kama orodha inavyoionyesha',
        fr: 'empreinte de la clé (RFC 7638), comme la liste la montre',
      },
      required: false,
    },
  ],
  options: callerOptions,
  examples: [
    'kiungo clients --client nsps-operations',
    'kiungo clients revoke-key dss-pension-mis 3f…Yk --client nsps-operations',
  ],
  run: (invocation) =>
    withApi(invocation, async (api): Promise<Result<ExitCode>> => {
      const [action = 'list', client, kid] = invocation.positionals
      if (action === 'list') return list(api, invocation)
      if (action === 'revoke-key' && client !== undefined && kid !== undefined) {
        return revoke(api, invocation, { client, kid })
      }
      return fail({
        code: 'cli.usage',
        status: 400,
        message: action === 'revoke-key' ? 'revoke-key needs a client and a key id' : `there is no action ${action}`,
        fix: 'see: kiungo clients --help',
      })
    }),
}

async function list(api: Api, { output }: Invocation): Promise<Result<ExitCode>> {
  const answer = await api.get('/v1/clients')
  if (!answer.ok) return answer
  const { clients: found } = answer.value as { clients: readonly ListedClient[] }
  const headings = (['id', 'member', 'status', 'keys'] as const).map((name) => output.say(words[name]))
  const rows = found.map(({ id, member, status, keys }) => [id, member, status, keys.map(({ kid }) => kid).join(' ')])
  output.result(answer.value, table(headings, rows))
  return done
}

async function revoke(
  api: Api,
  { output }: Invocation,
  { client, kid }: { readonly client: string; readonly kid: string },
): Promise<Result<ExitCode>> {
  const answer = await api.delete(`/v1/clients/${encodeURIComponent(client)}/keys/${encodeURIComponent(kid)}`)
  if (!answer.ok) return answer
  output.result(answer.value, [output.say(words.revoked, { client, kid })])
  return done
}
