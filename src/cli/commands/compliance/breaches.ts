import { writeFileSync } from 'node:fs'
import { documentFormats } from '../../../agreements/text/document.ts'
import { breachStatuses, type ShownBreach } from '../../../compliance/breaches/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Api } from '../../api.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command, ExitCode, Invocation } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

const words = {
  noticed: { en: 'NOTICED', sw: 'ULIGUNDULIWA', fr: 'CONSTATÉE' },
  risk: { en: 'RISK', sw: 'HATARI', fr: 'RISQUE' },
  toTell: { en: 'TO BE TOLD', sw: 'WA KUAMBIWA', fr: 'À INFORMER' },
  written: { en: 'Written to {file}.', sw: 'Imeandikwa katika {file}.', fr: 'Écrit dans {file}.' },
} satisfies Record<string, LocalText>

export const complianceBreaches: Command = {
  name: 'compliance breaches',
  about: {
    en: 'list the breaches with who must hear of them and when, or write the notification of one',
    sw: 'orodhesha uvunjaji pamoja na nani aambiwe na lini, au andika taarifa ya mmoja',
    fr: 'lister les violations, qui doit l’apprendre et quand, ou écrire la notification de l’une',
  },
  positionals: [
    {
      name: 'BREACH',
      about: {
        en: 'the breach whose notification is written',
        sw: 'uvunjaji ambao taarifa yake inaandikwa',
        fr: 'la violation dont la notification est écrite',
      },
      required: false,
    },
  ],
  options: [
    {
      name: 'status',
      type: 'string',
      value: 'STATUS',
      about: {
        en: `only those that are ${breachStatuses.join(', ')}`,
        sw: `zenye hali ${breachStatuses.join(', ')} tu`,
        fr: `seulement ${breachStatuses.join(', ')}`,
      },
    },
    {
      name: 'as',
      type: 'string',
      value: 'FORMAT',
      about: { en: 'html, pdf or docx', sw: 'html, pdf au docx', fr: 'html, pdf ou docx' },
      default: 'pdf',
    },
    {
      name: 'output',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'file to write (otherwise the breach’s id)',
        sw: 'faili la kuandika (vinginevyo kitambulisho cha uvunjaji)',
        fr: 'fichier à écrire (sinon l’identifiant de la violation)',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo compliance breaches', 'kiungo compliance breaches breach-01… --as docx --lang fr'],
  run: (invocation) =>
    withApi(invocation, (api) => {
      const [id] = invocation.positionals
      return id === undefined ? list(api, invocation) : notification(api, invocation, id)
    }),
}

async function list(api: Api, { options, output }: Invocation): Promise<Result<ExitCode>> {
  const status = text(options.status)
  const answer = await api.get(`/v1/breaches${status === undefined ? '' : `?status=${encodeURIComponent(status)}`}`)
  if (!answer.ok) return answer
  const { breaches } = answer.value as { breaches: ShownBreach[] }
  const headings = [heading.id, heading.member, words.noticed, heading.status, words.risk, words.toTell]
  const rows = breaches.map(({ id, member, noticedAt, status: stands, content, recipients }) => {
    const waiting = recipients
      .filter(({ state }) => state === 'open' || state === 'overdue')
      .map(({ to, state, due, agreed }) => [to, state, due?.at ?? agreed?.at].filter(Boolean).join(' '))
    return [id, member, noticedAt, stands, content.risk, waiting.join('; ')]
  })
  output.result(
    breaches,
    table(
      headings.map((one) => output.say(one)),
      rows,
    ),
  )
  return done
}

async function notification(api: Api, { options, output }: Invocation, id: string): Promise<Result<ExitCode>> {
  const format = text(options.as) ?? 'pdf'
  const query = new URLSearchParams({ format, language: output.language })
  const document = await api.download(`/v1/breaches/${encodeURIComponent(id)}/notification?${query}`)
  if (!document.ok) return document
  const known = documentFormats.find((one) => one === format) ?? 'html'
  const file = text(options.output) ?? `${id}.${known}`
  writeFileSync(file, document.value)
  output.result({ file }, [output.say(words.written, { file })])
  return done
}
