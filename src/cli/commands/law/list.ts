import type { LawRow, ListedPack } from '../../../agreements/law/routes.ts'
import { type Verification, verifications } from '../../../agreements/law/rule.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail } from '../../../kernel/result.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { type Output, table } from '../../output.ts'

const heading = {
  id: { en: 'ID', sw: 'KITAMBULISHO', fr: 'ID' },
  gate: { en: 'GATE', sw: 'LANGO', fr: 'PORTE' },
  section: { en: 'ACT AND SECTION', sw: 'SHERIA NA KIFUNGU', fr: 'LOI ET ARTICLE' },
  verified: { en: 'VERIFIED', sw: 'IMEHAKIKIWA', fr: 'VÉRIFIÉE' },
  message: { en: 'WHAT IT SAYS', sw: 'INASEMA NINI', fr: 'CE QU’ELLE DIT' },
  pack: { en: 'PACK', sw: 'KIFURUSHI', fr: 'PAQUET' },
  total: { en: 'ROWS', sw: 'KANUNI', fr: 'LIGNES' },
  all: { en: 'all', sw: 'zote', fr: 'tous' },
} satisfies Record<string, LocalText>

/** How well a row is known, in words: a reader must not take memory for law. */
const verifiedWords: Readonly<Record<Verification, LocalText>> = {
  V: { en: 'text read', sw: 'maandishi yamesomwa', fr: 'texte lu' },
  S: { en: 'secondary source', sw: 'chanzo cha pili', fr: 'source secondaire' },
  M: { en: 'from memory: check it', sw: 'kwa kumbukumbu: ihakikiwe', fr: 'de mémoire : à vérifier' },
  F: { en: 'made-up country', sw: 'nchi ya kubuniwa', fr: 'pays fictif' },
}

const by = ['verification'] as const

export const lawList: Command = {
  name: 'law list',
  about: {
    en: 'list the rows of law in force, or count them by how well they are known',
    sw: 'orodhesha kanuni za sheria zinazotumika, au zihesabu kwa uhakiki wake',
    fr: 'lister les lignes de droit en vigueur, ou les compter selon leur vérification',
  },
  options: [
    {
      name: 'by',
      type: 'string',
      value: 'WHAT',
      about: {
        en: 'count the rows of each pack by `verification` instead of listing them',
        sw: 'hesabu kanuni za kila kifurushi kwa `verification` badala ya kuziorodhesha',
        fr: 'compter les lignes de chaque paquet par `verification` au lieu de les lister',
      },
    },
    {
      name: 'pack',
      type: 'string',
      value: 'ID',
      about: { en: 'of one pack only', sw: 'za kifurushi kimoja tu', fr: 'd’un seul paquet' },
    },
    ...callerOptions,
  ],
  examples: ['kiungo law list --pack tu-dpa', 'kiungo law list --by verification'],
  async run(invocation) {
    const { options, output } = invocation
    const wanted = text(options.by)
    if (wanted !== undefined && !by.some((known) => known === wanted)) {
      return fail({
        code: 'cli.usage',
        status: 400,
        message: `--by ${wanted} is not known`,
        fix: `use one of: ${by.join(', ')}`,
      })
    }
    const pack = text(options.pack)
    return withApi(invocation, async (api) => {
      if (wanted !== undefined) {
        const answer = await api.get('/v1/law/packs')
        if (!answer.ok) return answer
        const { packs } = answer.value as { packs: ListedPack[] }
        const shown = packs.filter(({ id }) => pack === undefined || id === pack)
        output.result({ packs: shown }, counted(shown, output))
        return done
      }
      const answer = await api.get(`/v1/law/rules${pack === undefined ? '' : `?pack=${encodeURIComponent(pack)}`}`)
      if (!answer.ok) return answer
      const { rules } = answer.value as { rules: LawRow[] }
      output.result(answer.value, listed(rules, output))
      return done
    })
  },
}

function listed(rows: readonly LawRow[], output: Output): string[] {
  const { id, gate, section, verified, message } = heading
  return table(
    [id, gate, section, verified, message].map((one) => output.say(one)),
    rows.map((row) => [
      row.id,
      row.gate,
      `${row.act}, ${row.section}`,
      output.say(verifiedWords[row.verified]),
      output.say(row.message),
    ]),
  )
}

function counted(packs: readonly ListedPack[], output: Output): string[] {
  const sum = (number: (pack: ListedPack) => number): string =>
    String(packs.reduce((total, pack) => total + number(pack), 0))
  const columns = [
    ...verifications.map((one) => (pack: ListedPack) => pack.verified[one]),
    ({ rules, clocks }: ListedPack) => rules + clocks,
  ]
  return table(
    [heading.pack, ...verifications.map((one) => verifiedWords[one]), heading.total].map((one) => output.say(one)),
    [
      ...packs.map((pack) => [`${pack.id}@${pack.version}`, ...columns.map((column) => String(column(pack)))]),
      [output.say(heading.all), ...columns.map(sum)],
    ],
  )
}
