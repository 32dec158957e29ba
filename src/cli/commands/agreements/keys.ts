import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, type Result } from '../../../kernel/result.ts'
import type { Api } from '../../api.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command, ExitCode, Invocation } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'

const words = {
  kid: { en: 'KEY ID', sw: 'KITAMBULISHO', fr: 'IDENTIFIANT' },
  account: { en: 'OF', sw: 'YA', fr: 'DE' },
  withdrawn: { en: 'WITHDRAWN', sw: 'ULIONDOLEWA', fr: 'RETIRÉE' },
  reason: { en: 'REASON', sw: 'SABABU', fr: 'MOTIF' },
  done: {
    en: 'The key {kid} of {account} is withdrawn: nothing new is signed with it. What it signed before holds as of its day. For another, register a new public key.',
    sw: 'Ufunguo {kid} wa {account} umeondolewa: hakuna jipya linalosainiwa nao. Uliyosaini kabla yanabaki halali kwa siku yake. Kwa mwingine, sajili ufunguo mpya wa umma.',
    fr: 'La clé {kid} de {account} est retirée : elle ne signe plus rien de nouveau. Ce qu’elle a signé avant vaut à sa date. Pour une autre, enregistrez une nouvelle clé publique.',
  },
} satisfies Record<string, LocalText>

interface KeyState {
  readonly kid: string
  readonly account: string
  readonly withdrawn?: { readonly at: string; readonly reason: string }
}

export const agreementKeys: Command = {
  name: 'agreements keys',
  about: {
    en: 'list the keys that people of the caller’s agency sign with, or withdraw one: agreements keys withdraw KEY-ID',
    sw: 'orodhesha funguo ambazo watu wa taasisi ya mwitaji husaini nazo, au ondoa mmoja: agreements keys withdraw KITAMBULISHO',
    fr: 'lister les clés avec lesquelles signent les personnes de l’organisme, ou en retirer une : agreements keys withdraw IDENTIFIANT',
  },
  positionals: [
    {
      name: 'ACTION',
      about: {
        en: 'list (unless told) or withdraw',
        sw: 'list (bila kusema) au withdraw',
        fr: 'list (par défaut) ou withdraw',
      },
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
  options: [
    {
      name: 'reason',
      type: 'string',
      value: 'TEXT',
      about: {
        en: 'why it is withdrawn: kept in the ledger, and shown beside what it signed',
        sw: 'kwa nini unaondolewa: huwekwa kwenye leja, na kuonyeshwa kando ya uliyosaini',
        fr: 'pourquoi elle est retirée : gardé au registre, et montré à côté de ce qu’elle a signé',
      },
    },
    ...callerOptions,
  ],
  examples: [
    'kiungo agreements keys --client nsps-legal',
    'kiungo agreements keys withdraw 3f…Yk --reason "the laptop was stolen" --client nsps-legal',
  ],
  run: (invocation) =>
    withApi(invocation, async (api): Promise<Result<ExitCode>> => {
      const [action = 'list', kid] = invocation.positionals
      if (action === 'list') return list(api, invocation)
      const reason = text(invocation.options.reason)
      if (action === 'withdraw' && kid !== undefined && reason !== undefined) {
        return withdraw(api, invocation, { kid, reason })
      }
      return fail({
        code: 'cli.usage',
        status: 400,
        message: action === 'withdraw' ? 'withdraw needs a key id and a --reason' : `there is no action ${action}`,
        fix: 'see: kiungo agreements keys --help',
      })
    }),
}

async function list(api: Api, { output }: Invocation): Promise<Result<ExitCode>> {
  const answer = await api.get('/v1/signing-keys')
  if (!answer.ok) return answer
  const { keys } = answer.value as { readonly keys: readonly KeyState[] }
  const headings = [words.kid, words.account, words.withdrawn, words.reason].map((word) => output.say(word))
  const rows = keys.map(({ kid, account, withdrawn }) => [kid, account, withdrawn?.at ?? '', withdrawn?.reason ?? ''])
  output.result(keys, table(headings, rows))
  return done
}

async function withdraw(
  api: Api,
  { output }: Invocation,
  { kid, reason }: { readonly kid: string; readonly reason: string },
): Promise<Result<ExitCode>> {
  const answer = await api.post(`/v1/signing-keys/${encodeURIComponent(kid)}/withdraw`, { reason })
  if (!answer.ok) return answer
  const { account } = answer.value as KeyState
  output.result(answer.value, [output.say(words.done, { kid, account })])
  return done
}
