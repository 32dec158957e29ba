import type { LocalText } from '../../../kernel/nouns.ts'
import type { Classification } from '../../../semantics/schema.ts'
import type { PartyRole } from '../../clauses/parties.ts'
import type { Security, Transfer } from '../../clauses/safeguards.ts'
import type { Cost } from '../../clauses/service-level.ts'
import type { Retention } from '../../clauses/use.ts'
import type { AgreedField, AgreedService, LegalBasis, Predicate, ReleaseForm, Tier } from '../../schema.ts'

/** The words of the law for each word of the object. */
type Terms<T extends string | undefined> = Record<NonNullable<T>, LocalText>

export const tiers: Terms<Tier> = {
  framework: { en: 'Framework agreement', sw: 'Mkataba wa mfumo', fr: 'Accord-cadre' },
  agreement: { en: 'Data sharing agreement', sw: 'Mkataba wa kushirikiana data', fr: 'Accord de partage de données' },
  'use-permit': { en: 'Use permit', sw: 'Kibali cha matumizi', fr: 'Permis d’utilisation' },
  'one-off': {
    en: 'Agreement on a single disclosure',
    sw: 'Mkataba wa utoaji wa mara moja',
    fr: 'Accord de communication unique',
  },
}

export const roles: Terms<PartyRole> = {
  provider: { en: 'provider', sw: 'mtoaji', fr: 'fournisseur' },
  consumer: { en: 'consumer', sw: 'mpokeaji', fr: 'destinataire' },
  processor: { en: 'processor', sw: 'mchakataji', fr: 'sous-traitant' },
  'joint-controller': { en: 'joint controller', sw: 'mdhibiti mwenza', fr: 'responsable conjoint' },
  orchestrator: { en: 'orchestrator', sw: 'mratibu', fr: 'coordinateur' },
}

export const grounds: Terms<LegalBasis['ground']> = {
  consent: { en: 'the consent of the person', sw: 'ridhaa ya mhusika', fr: 'le consentement de la personne' },
  contract: { en: 'a contract with the person', sw: 'mkataba na mhusika', fr: 'un contrat avec la personne' },
  'legal-obligation': { en: 'a legal obligation', sw: 'wajibu wa kisheria', fr: 'une obligation légale' },
  'vital-interests': {
    en: 'the vital interests of a person',
    sw: 'maslahi ya uhai wa mtu',
    fr: 'les intérêts vitaux d’une personne',
  },
  'public-task': {
    en: 'a task carried out in the public interest or by official authority',
    sw: 'jukumu la manufaa ya umma au la mamlaka rasmi',
    fr: 'une mission d’intérêt public ou relevant de l’autorité publique',
  },
  'legitimate-interests': { en: 'legitimate interests', sw: 'maslahi halali', fr: 'des intérêts légitimes' },
  research: { en: 'research or statistics', sw: 'utafiti au takwimu', fr: 'la recherche ou la statistique' },
}

export const classifications: Terms<Classification> = {
  open: { en: 'open', sw: 'ya wazi', fr: 'ouverte' },
  personal: { en: 'personal', sw: 'binafsi', fr: 'personnelle' },
  sensitive: { en: 'sensitive', sw: 'nyeti', fr: 'sensible' },
}

export const forms: Terms<ReleaseForm> = {
  raw: { en: 'the value itself', sw: 'thamani yenyewe', fr: 'la valeur elle-même' },
  'yes-no': { en: 'yes or no only', sw: 'ndiyo au hapana tu', fr: 'oui ou non seulement' },
  band: { en: 'the band only', sw: 'kundi tu', fr: 'la tranche seulement' },
  pseudonym: {
    en: 'a pseudonym, of use to the consumer alone',
    sw: 'utambulisho bandia, unaomfaa mpokeaji peke yake',
    fr: 'un pseudonyme, utile au seul destinataire',
  },
  hash: {
    en: 'a keyed hash, for comparing only',
    sw: 'heshi yenye ufunguo, kwa kulinganisha tu',
    fr: 'une empreinte à clé, pour comparer seulement',
  },
  count: { en: 'the number of records only', sw: 'idadi ya rekodi tu', fr: 'le nombre de fiches seulement' },
}

export const predicates: Terms<Predicate['test']> = {
  'is-present': { en: 'is it recorded?', sw: 'je, imerekodiwa?', fr: 'est-elle enregistrée ?' },
  equals: { en: 'is it {value}?', sw: 'je, ni {value}?', fr: 'est-elle {value} ?' },
  'at-least': { en: 'is it at least {value}?', sw: 'je, ni angalau {value}?', fr: 'est-elle d’au moins {value} ?' },
  'at-most': { en: 'is it at most {value}?', sw: 'je, haizidi {value}?', fr: 'est-elle d’au plus {value} ?' },
  'age-at-least': {
    en: 'is the age at least {value} years?',
    sw: 'je, umri ni angalau miaka {value}?',
    fr: 'l’âge est-il d’au moins {value} ans ?',
  },
  'matches-question': {
    en: 'is it the value that the consumer sent?',
    sw: 'je, ni thamani iliyotumwa na mpokeaji?',
    fr: 'est-ce la valeur envoyée par le destinataire ?',
  },
}

export const truth = {
  true: { en: 'true', sw: 'kweli', fr: 'vraie' },
  false: { en: 'false', sw: 'si kweli', fr: 'fausse' },
} satisfies Record<string, LocalText>

export const bands = {
  first: { en: 'below {edge}', sw: 'chini ya {edge}', fr: 'moins de {edge}' },
  between: { en: '{from} to below {edge}', sw: '{from} hadi chini ya {edge}', fr: 'de {from} à moins de {edge}' },
  last: { en: '{from} and over', sw: '{from} na zaidi', fr: '{from} et plus' },
} satisfies Record<string, LocalText>

export const necessities: Terms<AgreedField['necessity']> = {
  required: { en: 'required', sw: 'ya lazima', fr: 'nécessaire' },
  optional: { en: 'optional', sw: 'ya hiari', fr: 'facultative' },
  'on-demand': { en: 'only when asked for', sw: 'inapoombwa tu', fr: 'sur demande seulement' },
}

export const modes: Terms<AgreedService['mode']> = {
  pull: { en: 'The consumer asks for them.', sw: 'Mpokeaji huziomba.', fr: 'Le destinataire les demande.' },
  push: { en: 'The provider sends them.', sw: 'Mtoaji huzituma.', fr: 'Le fournisseur les envoie.' },
  subscribe: {
    en: 'The provider tells the consumer of changes as they happen.',
    sw: 'Mtoaji humjulisha mpokeaji mabadiliko yanapotokea.',
    fr: 'Le fournisseur informe le destinataire des changements dès qu’ils surviennent.',
  },
  match: {
    en: 'The parties compare their records and exchange the result only.',
    sw: 'Pande hulinganisha rekodi zao na kupeana matokeo tu.',
    fr: 'Les parties comparent leurs fichiers et n’échangent que le résultat.',
  },
}

export const channels: Terms<AgreedService['channel']> = {
  api: {
    en: 'They move by machine interface.',
    sw: 'Hupitia kiunganishi cha mashine.',
    fr: 'Elles passent par une interface entre machines.',
  },
  file: { en: 'They move by file.', sw: 'Hupitia faili.', fr: 'Elles passent par fichier.' },
}

export const frequencies: Terms<AgreedService['frequency']> = {
  once: { en: 'Once.', sw: 'Mara moja.', fr: 'Une seule fois.' },
  'on-event': { en: 'On each event.', sw: 'Kila tukio linapotokea.', fr: 'À chaque événement.' },
  recurring: { en: 'At regular times.', sw: 'Kwa vipindi maalumu.', fr: 'À intervalles réguliers.' },
}

export const starts: Terms<Retention['from']> = {
  receipt: { en: 'receipt', sw: 'kupokelewa', fr: 'la réception' },
  decision: {
    en: 'the decision they were asked for',
    sw: 'uamuzi zilizoombewa',
    fr: 'la décision pour laquelle elles ont été demandées',
  },
  'end-of-enrolment': { en: 'the end of the enrolment', sw: 'mwisho wa uandikishwaji', fr: 'la fin de l’inscription' },
  'end-of-agreement': { en: 'the end of this agreement', sw: 'mwisho wa mkataba huu', fr: 'la fin du présent accord' },
}

export const ends: Terms<Retention['action']> = {
  delete: { en: 'deletes them', sw: 'huzifuta', fr: 'les efface' },
  anonymise: { en: 'makes them anonymous', sw: 'huziondolea utambulisho', fr: 'les rend anonymes' },
  return: { en: 'returns them to the provider', sw: 'huzirudisha kwa mtoaji', fr: 'les restitue au fournisseur' },
}

export const transports: Terms<Security['transport']> = {
  tls: { en: 'TLS', sw: 'TLS', fr: 'TLS' },
  'mutual-tls': {
    en: 'TLS with certificates of both sides',
    sw: 'TLS yenye vyeti vya pande zote mbili',
    fr: 'TLS avec certificats des deux côtés',
  },
}

export const mechanisms: Terms<Transfer['mechanism']> = {
  adequacy: {
    en: 'a finding of adequate protection',
    sw: 'uamuzi kuwa kuna ulinzi wa kutosha',
    fr: 'une décision d’adéquation',
  },
  safeguards: { en: 'appropriate safeguards', sw: 'hatua zinazofaa za ulinzi', fr: 'des garanties appropriées' },
  consent: { en: 'the consent of the persons', sw: 'ridhaa ya wahusika', fr: 'le consentement des personnes' },
  necessity: { en: 'necessity', sw: 'ulazima', fr: 'la nécessité' },
  treaty: { en: 'a treaty', sw: 'mkataba wa kimataifa', fr: 'un traité' },
}

export const costs: Terms<Cost['model']> = {
  free: { en: 'The exchange is free of charge.', sw: 'Ubadilishanaji ni bila malipo.', fr: 'L’échange est gratuit.' },
  'per-check': {
    en: 'The consumer pays for each question.',
    sw: 'Mpokeaji hulipia kila swali.',
    fr: 'Le destinataire paie chaque question.',
  },
  shared: { en: 'The parties share the cost.', sw: 'Pande hugawana gharama.', fr: 'Les parties se partagent le coût.' },
}

/** Usual kinds of people, as the categories of an agreement name them. */
export const groups: Readonly<Record<string, LocalText>> = {
  applicants: { en: 'applicants', sw: 'waombaji', fr: 'demandeurs' },
  beneficiaries: { en: 'beneficiaries', sw: 'wanufaika', fr: 'bénéficiaires' },
  children: { en: 'children', sw: 'watoto', fr: 'enfants' },
  residents: { en: 'residents', sw: 'wakazi', fr: 'habitants' },
}
