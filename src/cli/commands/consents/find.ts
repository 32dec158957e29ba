import type { ConsentReceipt } from '../../../agreements/consent/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { ok } from '../../../kernel/result.ts'
import { done, withApi } from '../../calling.ts'
import { type Command, exitCodes } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { consentId, receiptsTable } from './words.ts'

const words = {
  none: { en: 'No consent is on record.', sw: 'Hakuna ridhaa iliyorekodiwa.', fr: 'Aucun consentement enregistré.' },
  intact: {
    en: 'Chain and signatures are whole.',
    sw: 'Mnyororo na saini ni kamili.',
    fr: 'La chaîne et les signatures sont entières.',
  },
  tampered: {
    en: 'CHAIN OR SIGNATURES ARE BROKEN: it opens nothing.',
    sw: 'MNYORORO AU SAINI VIMEVUNJIKA: haifungui chochote.',
    fr: 'LA CHAÎNE OU LES SIGNATURES SONT ROMPUES : il n’ouvre rien.',
  },
} satisfies Record<string, LocalText>

export const consentsFind: Command = {
  name: 'consents find',
  about: {
    en: 'list the consents of a person, the newest first',
    sw: 'orodhesha ridhaa za mtu, mpya kwanza',
    fr: 'lister les consentements d’une personne, le plus récent d’abord',
  },
  positionals: [
    {
      name: 'NUMBER',
      about: { en: 'national number', sw: 'namba ya taifa', fr: 'numéro national' },
      required: true,
    },
  ],
  options: callerOptions,
  examples: ['kiungo consents find 123456789 --client ngoc-demo'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { positionals, output } = invocation
      const answer = await api.post('/v1/consents/find', { nationalId: positionals[0] })
      if (!answer.ok) return answer
      const { consents } = answer.value as { consents: ConsentReceipt[] }
      output.result(answer.value, consents.length === 0 ? [output.say(words.none)] : receiptsTable(consents, output))
      return done
    }),
}

export const consentsShow: Command = {
  name: 'consents show',
  about: {
    en: 'show a consent in all its revisions, and whether they are whole',
    sw: 'onyesha ridhaa katika matoleo yake yote, na kama ni kamili',
    fr: 'montrer un consentement dans toutes ses révisions, et si elles sont entières',
  },
  positionals: [consentId],
  options: callerOptions,
  examples: ['kiungo consents show con-01k… --json > consent.json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { positionals, output } = invocation
      const answer = await api.get(`/v1/consents/${encodeURIComponent(positionals[0] ?? '')}`)
      if (!answer.ok) return answer
      const { revisions, intact } = answer.value as { revisions: ConsentReceipt[]; intact: boolean }
      const verdict = output.say(intact ? words.intact : words.tampered)
      output.result(answer.value, [...receiptsTable(revisions, output), '', verdict])
      return ok(intact ? exitCodes.ok : exitCodes.refused)
    }),
}
