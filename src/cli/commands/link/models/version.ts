import type { KeptModel, ModelChanges } from '../../../../identity/models/schema.ts'
import type { LocalText } from '../../../../kernel/nouns.ts'
import { done, text, withApi } from '../../../calling.ts'
import type { Command } from '../../../command.ts'
import { callerOptions } from '../../../credentials.ts'
import { table } from '../../../output.ts'
import { standingOf } from './list.ts'

const digest = {
  name: 'DIGEST',
  about: { en: 'digest of the version', sw: 'muhtasari wa toleo', fr: 'empreinte de la version' },
  required: true,
} as const

const inPath = (positionals: readonly string[]): string => encodeURIComponent(positionals[0] ?? '')

const words = {
  nothing: {
    en: 'There is nothing to compare it with.',
    sw: 'Hakuna cha kulinganisha nacho.',
    fr: 'Il n’y a rien à quoi le comparer.',
  },
  against: {
    en: 'Compared with {id}, version {version}',
    sw: 'Ikilinganishwa na {id}, toleo {version}',
    fr: 'Comparé à {id}, version {version}',
  },
  level: { en: 'LEVEL', sw: 'KIWANGO', fr: 'NIVEAU' },
  bits: { en: 'BITS', sw: 'BITI', fr: 'BITS' },
} satisfies Record<string, LocalText>

export const linkModelShow: Command = {
  name: 'link model show',
  about: {
    en: 'print a version as the document that it is',
    sw: 'chapisha toleo kama hati yake',
    fr: 'imprimer une version telle qu’elle est',
  },
  positionals: [digest],
  options: callerOptions,
  examples: ['kiungo link model show DIGEST > model.json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const answer = await api.get(`/v1/identity/models/${inPath(invocation.positionals)}`)
      if (!answer.ok) return answer
      const { model } = answer.value as KeptModel
      invocation.output.result(answer.value, [JSON.stringify(model, null, 2)])
      return done
    }),
}

export const linkModelDiff: Command = {
  name: 'link model diff',
  about: {
    en: 'say what a version does differently from another, and how m and u moved',
    sw: 'eleza toleo linavyotofautiana na lingine, na jinsi m na u zilivyosogea',
    fr: 'dire ce qu’une version fait autrement qu’une autre, et comment m et u ont bougé',
  },
  positionals: [digest],
  options: [
    {
      name: 'against',
      type: 'string',
      value: 'DIGEST',
      about: {
        en: 'another version (otherwise the one before, or the one in use)',
        sw: 'toleo lingine (vinginevyo la kabla, au linalotumika)',
        fr: 'une autre version (sinon celle d’avant, ou celle en service)',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo link model diff DIGEST', 'kiungo link model diff DIGEST --against OTHER --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output, options, positionals } = invocation
      const other = text(options.against)
      const query = other === undefined ? '' : `?${new URLSearchParams({ against: other })}`
      const answer = await api.get(`/v1/identity/models/${inPath(positionals)}/changes${query}`)
      if (!answer.ok) return answer
      const { against, changes, levels } = answer.value as ModelChanges
      if (against === undefined) {
        output.result(answer.value, [output.say(words.nothing)])
        return done
      }
      const share = (value: number) => `${(value * 100).toPrecision(3)} %`
      const rows = levels.map(({ comparison, given, level, match, unrelated, weight }) => [
        `${comparison}${given === undefined ? '' : ` (${given})`}: ${level}`,
        `${share(match.from)} → ${share(match.to)}`,
        `${share(unrelated.from)} → ${share(unrelated.to)}`,
        `${weight.from.toFixed(1)} → ${weight.to.toFixed(1)}`,
      ])
      output.result(answer.value, [
        output.say(words.against, { id: against.id, version: against.version }),
        ...changes.map((change) => change.text),
        ...(rows.length === 0 ? [] : ['', ...table([output.say(words.level), 'm', 'u', output.say(words.bits)], rows)]),
      ])
      return done
    }),
}

interface Acting {
  readonly name: string
  readonly act: 'use' | 'confirm' | 'refuse'
  readonly about: LocalText
}

/** Two people put a model in use: each of these is what one of them says. */
const acting = ({ name, act, about }: Acting): Command => ({
  name: `link model ${name}`,
  about,
  positionals: [digest],
  options: callerOptions,
  examples: [`kiungo link model ${name} DIGEST`],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output, positionals } = invocation
      const body = act === 'confirm' ? {} : undefined
      const answer = await api.post(`/v1/identity/models/${inPath(positionals)}/${act}`, body)
      if (!answer.ok) return answer
      const kept = answer.value as KeptModel
      output.result(answer.value, [`${kept.model.id} ${kept.model.version}: ${output.say(standingOf(kept))}`])
      return done
    }),
})

export const linkModelUse = acting({
  ...{ name: 'use', act: 'use' },
  about: {
    en: 'propose a version for use; another person confirms',
    sw: 'pendekeza toleo litumike; mtu mwingine huthibitisha',
    fr: 'proposer une version ; une autre personne confirme',
  },
})

export const linkModelConfirm = acting({
  ...{ name: 'confirm', act: 'confirm' },
  about: {
    en: 'confirm a version that somebody else wrote and proposed: records are matched by it from now on',
    sw: 'thibitisha toleo lililoandikwa na kupendekezwa na mwingine: rekodi hulinganishwa nalo tangu sasa',
    fr: 'confirmer une version écrite et proposée par autrui : les enregistrements sont rapprochés par elle désormais',
  },
})

export const linkModelRefuse = acting({
  ...{ name: 'refuse', act: 'refuse' },
  about: {
    en: 'refuse a proposed version, or take back what one has proposed',
    sw: 'kataa toleo lililopendekezwa, au ondoa pendekezo lako',
    fr: 'refuser une version proposée, ou retirer ce qu’on a proposé',
  },
})
