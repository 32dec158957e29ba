import { stringify } from 'yaml'
import { fail } from '../../../kernel/result.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'

/** How each format is written down: a policy is JSON-LD, a data contract is YAML. */
const formats: Readonly<Record<string, (document: unknown) => string>> = {
  odrl: (document) => JSON.stringify(document, undefined, 2),
  odcs: (document) => stringify(document).trimEnd(),
}
const names = Object.keys(formats).join(', ')

export const agreementsExport: Command = {
  name: 'agreements export',
  about: {
    en: 'print an agreement in the words of another standard',
    sw: 'chapisha mkataba kwa maneno ya kiwango kingine',
    fr: 'imprimer un accord dans les termes d’une autre norme',
  },
  positionals: [
    {
      name: 'AGREEMENT',
      about: { en: 'id of the agreement', sw: 'kitambulisho cha mkataba', fr: 'identifiant de l’accord' },
      required: true,
    },
  ],
  options: [
    {
      name: 'as',
      type: 'string',
      value: 'FORMAT',
      about: {
        en: '`odrl` (policy with DPV, JSON-LD) or `odcs` (data contract, YAML)',
        sw: '`odrl` (sera yenye DPV, JSON-LD) au `odcs` (mkataba wa data, YAML)',
        fr: '`odrl` (politique avec DPV, JSON-LD) ou `odcs` (contrat de données, YAML)',
      },
      default: 'odrl',
    },
    {
      name: 'version',
      type: 'integer',
      value: 'N',
      about: {
        en: 'this version instead of the one that applies',
        sw: 'toleo hili badala ya linalotumika',
        fr: 'cette version au lieu de celle qui s’applique',
      },
    },
    ...callerOptions,
  ],
  examples: [
    'kiungo agreements export nida-dss-identity',
    'kiungo agreements export nida-dss-identity --as odcs > identity.odcs.yaml',
  ],
  async run(invocation) {
    const { options, positionals, output } = invocation
    const format = text(options.as) ?? 'odrl'
    const written = Object.hasOwn(formats, format) ? formats[format] : undefined
    if (written === undefined) {
      return fail({
        code: 'cli.usage',
        status: 400,
        message: `--as ${format} is not known`,
        fix: `use one of: ${names}`,
      })
    }
    return withApi(invocation, async (api) => {
      const query = options.version === undefined ? '' : `?version=${options.version}`
      const answer = await api.get(`/v1/agreements/${encodeURIComponent(positionals[0] ?? '')}/${format}${query}`)
      if (!answer.ok) return answer
      output.result(answer.value, written(answer.value).split('\n'))
      return done
    })
  },
}
