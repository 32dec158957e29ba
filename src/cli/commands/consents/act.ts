import type { ConsentReceipt } from '../../../agreements/consent/schema.ts'
import type { Result } from '../../../kernel/result.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command, ExitCode, Invocation } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { consentId, readDocument, receiptsTable } from './words.ts'

export const consentsGive: Command = {
  name: 'consents give',
  about: {
    en: 'record that a person said yes or no, from a YAML or JSON file',
    sw: 'rekodi kwamba mtu alikubali au alikataa, kutoka faili la YAML au JSON',
    fr: 'enregistrer qu’une personne a dit oui ou non, d’un fichier YAML ou JSON',
  },
  positionals: [
    {
      name: 'FILE',
      about: {
        en: 'nationalId, status (given or refused), terms, giving',
        sw: 'nationalId, status (given au refused), terms, giving',
        fr: 'nationalId, status (given ou refused), terms, giving',
      },
      required: true,
    },
  ],
  options: callerOptions,
  examples: ['kiungo consents give consent.yaml --client ngoc-demo'],
  async run(invocation) {
    const document = readDocument(invocation.positionals[0] ?? '')
    if (!document.ok) return document
    return withApi(invocation, async (api) => shown(await api.post('/v1/consents', document.value), invocation))
  },
}

export const consentsWithdraw: Command = {
  name: 'consents withdraw',
  about: {
    en: 'take a consent back: the next exchange that needs it is refused',
    sw: 'batilisha ridhaa: badilishano linalofuata linaloihitaji litakataliwa',
    fr: 'retirer un consentement : le prochain échange qui en a besoin est refusé',
  },
  positionals: [consentId],
  options: [
    {
      name: 'channel',
      type: 'string',
      value: 'CHANNEL',
      about: {
        en: 'online, office, home-visit, paper, telephone or ussd',
        sw: 'online, office, home-visit, paper, telephone au ussd',
        fr: 'online, office, home-visit, paper, telephone ou ussd',
      },
      default: 'office',
    },
    {
      name: 'by',
      type: 'string',
      value: 'WHO',
      about: {
        en: 'subject, guardian or delegate',
        sw: 'subject, guardian au delegate',
        fr: 'subject, guardian ou delegate',
      },
      default: 'subject',
    },
    ...callerOptions,
  ],
  examples: ['kiungo consents withdraw con-01k… --channel telephone --client ngoc-demo'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { positionals, options } = invocation
      const body = { channel: text(options.channel) ?? 'office', by: text(options.by) ?? 'subject' }
      return shown(
        await api.post(`/v1/consents/${encodeURIComponent(positionals[0] ?? '')}/withdraw`, body),
        invocation,
      )
    }),
}

function shown(answer: Result<unknown>, { output }: Invocation): Result<ExitCode> {
  if (!answer.ok) return answer
  output.result(answer.value, receiptsTable([answer.value as ConsentReceipt], output))
  return done
}
