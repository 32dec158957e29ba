import type { Agreement } from '../../agreements/schema.ts'
import type { Member, Service, System } from '../../federation/schema.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import type { Result } from '../../kernel/result.ts'
import type { Api } from '../api.ts'
import { done, withApi } from '../calling.ts'
import type { Command, ExitCode } from '../command.ts'
import { callerOptions } from '../credentials.ts'
import { type Output, table } from '../output.ts'

interface ListDeclaration<T> {
  readonly name: string
  readonly about: LocalText
  readonly path: string
  readonly headings: readonly LocalText[]
  rows(answer: T, output: Output): readonly (readonly string[])[]
}

/** A command that shows one list of the API as a table. */
function listCommand<T>(list: ListDeclaration<T>): Command {
  return {
    name: list.name,
    about: list.about,
    options: callerOptions,
    examples: [`kiungo ${list.name}`, `kiungo ${list.name} --json`],
    run: (invocation) =>
      withApi(invocation, async (api: Api): Promise<Result<ExitCode>> => {
        const answer = await api.get(list.path)
        if (!answer.ok) return answer
        const { output } = invocation
        const headings = list.headings.map((heading) => output.say(heading))
        output.result(answer.value, table(headings, list.rows(answer.value as T, output)))
        return done
      }),
  }
}

const heading = {
  id: { en: 'ID', sw: 'KITAMBULISHO', fr: 'ID' },
  name: { en: 'NAME', sw: 'JINA', fr: 'NOM' },
  kind: { en: 'KIND', sw: 'AINA', fr: 'TYPE' },
  status: { en: 'STATUS', sw: 'HALI', fr: 'ÉTAT' },
  member: { en: 'MEMBER', sw: 'MWANACHAMA', fr: 'MEMBRE' },
  connector: { en: 'CONNECTOR', sw: 'KIUNGANISHI', fr: 'CONNECTEUR' },
  services: { en: 'SERVICES', sw: 'HUDUMA', fr: 'SERVICES' },
  health: { en: 'HEALTH', sw: 'AFYA', fr: 'SANTÉ' },
  provider: { en: 'PROVIDER', sw: 'MTOAJI', fr: 'FOURNISSEUR' },
  consumer: { en: 'CONSUMER', sw: 'MPOKEAJI', fr: 'CONSOMMATEUR' },
  version: { en: 'VERSION', sw: 'TOLEO', fr: 'VERSION' },
  until: { en: 'VALID UNTIL', sw: 'HALALI HADI', fr: 'VALABLE JUSQU’AU' },
  inForce: { en: 'IN FORCE', sw: 'INATUMIKA', fr: 'EN VIGUEUR' },
} satisfies Record<string, LocalText>

const yes: LocalText = { en: 'yes', sw: 'ndiyo', fr: 'oui' }
const no: LocalText = { en: 'no', sw: 'hapana', fr: 'non' }

export const members = listCommand<{ members: Member[] }>({
  name: 'members',
  about: {
    en: 'list the agencies that take part',
    sw: 'orodhesha mashirika yanayoshiriki',
    fr: 'lister les organismes participants',
  },
  path: '/v1/members',
  headings: [heading.id, heading.name, heading.kind, heading.status],
  rows: (answer, output) => answer.members.map((m) => [m.id, output.say(m.name), m.kind, m.status]),
})

export const systems = listCommand<{ systems: (System & { services: Service[]; health: { state: string } })[] }>({
  name: 'systems',
  about: {
    en: 'list the systems, what they offer and whether they answer',
    sw: 'orodhesha mifumo, inachotoa na kama inajibu',
    fr: 'lister les systèmes, ce qu’ils offrent et s’ils répondent',
  },
  path: '/v1/systems',
  headings: [heading.id, heading.member, heading.connector, heading.health, heading.services],
  rows: (answer) =>
    answer.systems.map((s) => [
      s.id,
      s.member,
      s.connector,
      s.health.state,
      s.services.map((service) => service.id).join(', '),
    ]),
})

export const agreements = listCommand<{ agreements: { agreement: Agreement; inForce: boolean }[] }>({
  name: 'agreements',
  about: {
    en: 'list the data sharing agreements',
    sw: 'orodhesha mikataba ya kushirikiana data',
    fr: 'lister les accords de partage de données',
  },
  path: '/v1/agreements',
  headings: [heading.id, heading.version, heading.consumer, heading.provider, heading.until, heading.inForce],
  rows: (answer, output) =>
    answer.agreements.map(({ agreement: a, inForce }) => [
      a.id,
      String(a.version),
      a.consumer,
      a.provider,
      a.validUntil,
      output.say(inForce ? yes : no),
    ]),
})
