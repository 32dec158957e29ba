import type { Composition } from '../../../agreements/analysis/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail } from '../../../kernel/result.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { type Output, table } from '../../output.ts'

const words = {
  profile: {
    en: 'One person, from {answers} answers joined by: {keys}',
    sw: 'Mtu mmoja, kutoka majibu {answers} yaliyounganishwa kwa: {keys}',
    fr: 'Une personne, à partir de {answers} réponses réunies par : {keys}',
  },
  tells: { en: 'It tells of: {what}', sw: 'Hufichua: {what}', fr: 'Cela révèle : {what}' },
  onward: { en: 'Over third parties:', sw: 'Kupitia wahusika wengine:', fr: 'Par des tiers :' },
  nothing: { en: 'Nothing is agreed for it.', sw: 'Hakuna kilichokubaliwa.', fr: 'Rien n’est convenu pour lui.' },
  element: { en: 'ELEMENT', sw: 'KIPENGELE', fr: 'ÉLÉMENT' },
  form: { en: 'FORM', sw: 'UMBO', fr: 'FORME' },
  from: { en: 'UNDER', sw: 'CHINI YA', fr: 'AU TITRE DE' },
} satisfies Record<string, LocalText>

export const agreementsComposition: Command = {
  name: 'agreements composition',
  about: {
    en: 'show what a consumer can learn about a person under all its agreements together',
    sw: 'onyesha mpokeaji anaweza kujua nini kuhusu mtu kwa makubaliano yake yote pamoja',
    fr: 'montrer ce qu’un consommateur peut apprendre d’une personne par tous ses accords réunis',
  },
  options: [
    {
      name: 'consumer',
      type: 'string',
      value: 'MEMBER',
      about: { en: 'the member that receives', sw: 'mwanachama anayepokea', fr: 'le membre qui reçoit' },
    },
    ...callerOptions,
  ],
  examples: ['kiungo agreements composition --consumer dss', 'kiungo agreements composition --consumer moe --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const consumer = text(invocation.options.consumer)
      if (consumer === undefined)
        return fail({ code: 'cli.usage', status: 400, message: '--consumer is missing', fix: 'name a member' })
      const answer = await api.get(`/v1/agreements/composition?consumer=${encodeURIComponent(consumer)}`)
      if (!answer.ok) return answer
      invocation.output.result(answer.value, linesOf(answer.value as Composition, invocation.output))
      return done
    }),
}

function linesOf({ profiles, onward }: Composition, output: Output): string[] {
  if (profiles.length === 0) return [output.say(words.nothing)]
  const ways = onward.map(({ members, elements }) => `  ${members.join(' → ')}: ${elements.join(', ')}`)
  return [
    ...profiles.flatMap((profile) => [...profileLines(profile, output), '']),
    ...(ways.length === 0 ? [] : [output.say(words.onward), ...ways]),
  ]
}

function profileLines(profile: Composition['profiles'][number], output: Output): string[] {
  const { answers, keys, learned, inferences } = profile
  const headings = [words.element, words.form, words.from].map((heading) => output.say(heading))
  const rows = learned.map(({ element, form, sources }) => [
    element,
    form,
    [...new Set(sources.map(({ agreement }) => agreement))].join(', '),
  ])
  const told = inferences.map(({ label }) => output.say(label)).join(', ')
  return [
    output.say(words.profile, { answers: answers.length, keys: keys.join(', ') || '–' }),
    ...(told === '' ? [] : [output.say(words.tells, { what: told })]),
    ...table(headings, rows),
  ]
}
