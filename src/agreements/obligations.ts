import { fill, languages } from '../kernel/language.ts'
import type { LocalText } from '../kernel/nouns.ts'
import type { Retention } from './clauses/use.ts'
import type { Agreement, Decision } from './schema.ts'

export type Obligation = Decision['obligations'][number]

const derived = new WeakMap<Agreement, readonly Obligation[]>()

/** What the consumer must do: the obligations in words, and those that follow from the clauses. One of each code. */
export function obligationsOf(agreement: Agreement): readonly Obligation[] {
  const known = derived.get(agreement)
  if (known !== undefined) return known
  const all = withoutRepeats([...agreement.obligations, ...fromClauses(agreement)])
  derived.set(agreement, all)
  return all
}

/** The first of each code stays: what the parties wrote themselves comes before what follows from a clause. */
export const withoutRepeats = (all: readonly Obligation[]): readonly Obligation[] =>
  all.filter(({ code }, i) => all.findIndex((one) => one.code === code) === i)

function fromClauses(agreement: Agreement): Obligation[] {
  const { conditions, onward, automatedDecision, retention = [], notices, derivedData } = agreement
  const found: Obligation[] = []
  const add = (code: keyof typeof texts, values: Readonly<Record<string, string | number>> = {}): void => {
    found.push({ code, text: filled(texts[code], values) })
  }
  for (const [i, rule] of retention.entries()) found.push(retentionObligation(rule, i))
  if (derivedData !== undefined) found.push(periodText('derived-data', texts['derived-data'], derivedData.retention))
  if (onward !== undefined && onward.to.length === 0) add('no-onward-sharing')
  if (onward !== undefined && onward.to.length > 0) add('onward-sharing', { to: onward.to.join(', ') })
  if (notices !== undefined) add('notify-subjects', { notice: notices.subjectNotice })
  if (automatedDecision !== undefined && (automatedDecision.humanReview || !automatedDecision.used)) {
    add('human-decision')
  }
  if (automatedDecision?.reconsiderationDays !== undefined) {
    add('reconsideration', { days: automatedDecision.reconsiderationDays })
  }
  if (conditions === undefined) return found
  if (!conditions.commercialUse) add('no-commercial-use')
  if (!conditions.reidentification) add('no-reidentification')
  if (conditions.linkage.length === 0) add('no-linkage')
  else add('linkage', { to: conditions.linkage.join(', ') })
  return found
}

function retentionObligation(rule: Retention, place: number): Obligation {
  const { elements, from, action, proofWithinDays } = rule
  const sentences = [elements === undefined ? texts.retention : texts['retention-of'], actions[action]]
  if (proofWithinDays !== undefined) sentences.push(texts.proof)
  const text = each((language) =>
    fill(sentences.map((sentence) => sentence[language]).join(' '), {
      elements: elements?.join(', ') ?? '',
      from: starts[from][language],
      period: periodIn(rule.period, language),
      days: proofWithinDays ?? 0,
    }),
  )
  return { code: place === 0 ? 'retention' : `retention-${place + 1}`, text }
}

const periodText = (code: string, text: LocalText, period: string): Obligation => ({
  code,
  text: each((language) => fill(text[language], { period: periodIn(period, language) })),
})

const each = (of: (language: keyof LocalText) => string): LocalText =>
  Object.fromEntries(languages.map((language) => [language, of(language)])) as unknown as LocalText

const filled = (text: LocalText, values: Readonly<Record<string, string | number>>): LocalText =>
  each((language) => fill(text[language], values))

/** `P90D` in words. */
function periodIn(period: string, language: keyof LocalText): string {
  const unit = units[period.slice(-1) as keyof typeof units]
  return fill(unit[language], { n: Number(period.slice(1, -1)) })
}

const units = {
  D: { en: '{n} days', sw: 'siku {n}', fr: '{n} jours' },
  W: { en: '{n} weeks', sw: 'wiki {n}', fr: '{n} semaines' },
  M: { en: '{n} months', sw: 'miezi {n}', fr: '{n} mois' },
  Y: { en: '{n} years', sw: 'miaka {n}', fr: '{n} ans' },
} satisfies Record<string, LocalText>

const starts: Record<Retention['from'], LocalText> = {
  receipt: { en: 'it was received', sw: 'kupokelewa', fr: 'la réception' },
  decision: { en: 'the decision it was asked for', sw: 'uamuzi zilizoombewa', fr: 'la décision qui l’a motivé' },
  'end-of-enrolment': { en: 'the enrolment ended', sw: 'uandikishaji kuisha', fr: 'la fin de l’inscription' },
  'end-of-agreement': { en: 'the agreement ended', sw: 'makubaliano kuisha', fr: 'la fin de l’accord' },
}

const actions: Record<Retention['action'], LocalText> = {
  delete: { en: 'Then delete it.', sw: 'Kisha zifute.', fr: 'Ensuite, l’effacer.' },
  anonymise: { en: 'Then make it anonymous.', sw: 'Kisha ziondolee utambulisho.', fr: 'Ensuite, l’anonymiser.' },
  return: { en: 'Then return it.', sw: 'Kisha zirudishe.', fr: 'Ensuite, le restituer.' },
}

const texts = {
  retention: {
    en: 'Keep what is received no longer than {period} after {from}.',
    sw: 'Usihifadhi ulichopokea zaidi ya {period} baada ya {from}.',
    fr: 'Ne pas conserver ce qui est reçu plus de {period} après {from}.',
  },
  'retention-of': {
    en: 'Keep {elements} no longer than {period} after {from}.',
    sw: 'Usihifadhi {elements} zaidi ya {period} baada ya {from}.',
    fr: 'Ne pas conserver {elements} plus de {period} après {from}.',
  },
  proof: {
    en: 'Prove it within {days} days.',
    sw: 'Thibitisha ndani ya siku {days}.',
    fr: 'En fournir la preuve sous {days} jours.',
  },
  'derived-data': {
    en: 'Keep what is derived from it no longer than {period}.',
    sw: 'Usihifadhi kinachotokana nacho zaidi ya {period}.',
    fr: 'Ne pas conserver ce qui en est dérivé plus de {period}.',
  },
  'no-onward-sharing': {
    en: 'Pass what is received on to nobody.',
    sw: 'Usimpe mtu mwingine ulichopokea.',
    fr: 'Ne transmettre à personne ce qui est reçu.',
  },
  'onward-sharing': {
    en: 'Pass what is received on to nobody but {to}.',
    sw: 'Usimpe mtu mwingine ulichopokea isipokuwa {to}.',
    fr: 'Ne transmettre ce qui est reçu à personne d’autre que {to}.',
  },
  'notify-subjects': {
    en: 'Tell the persons concerned, by the notice {notice}.',
    sw: 'Wajulishe wahusika kwa taarifa {notice}.',
    fr: 'Informer les personnes concernées par l’avis {notice}.',
  },
  'human-decision': {
    en: 'Let a person decide whatever affects a person; an answer is evidence, never the verdict.',
    sw: 'Mtu aamue lolote linalomhusu mtu; jibu ni ushahidi, si hukumu.',
    fr: 'Laisser une personne décider de ce qui touche une personne ; une réponse est un indice, jamais le verdict.',
  },
  reconsideration: {
    en: 'Reconsider an automated decision within {days} days when the person asks for it.',
    sw: 'Fikiria upya uamuzi wa kiotomatiki ndani ya siku {days} mhusika akiomba.',
    fr: 'Réexaminer une décision automatisée sous {days} jours lorsque la personne le demande.',
  },
  'no-commercial-use': {
    en: 'Use it for no commercial end.',
    sw: 'Usiitumie kibiashara.',
    fr: 'N’en faire aucun usage commercial.',
  },
  'no-reidentification': {
    en: 'Do not try to find out who is behind a pseudonym, a range or a count.',
    sw: 'Usijaribu kujua nani yuko nyuma ya jina bandia, kiwango au hesabu.',
    fr: 'Ne pas chercher qui se trouve derrière un pseudonyme, une tranche ou un nombre.',
  },
  'no-linkage': {
    en: 'Link it to no other data.',
    sw: 'Usiiunganishe na data nyingine.',
    fr: 'Ne la relier à aucune autre donnée.',
  },
  linkage: {
    en: 'Link it to no other data than {to}.',
    sw: 'Usiiunganishe na data nyingine isipokuwa {to}.',
    fr: 'Ne la relier à aucune autre donnée que {to}.',
  },
} satisfies Record<string, LocalText>
