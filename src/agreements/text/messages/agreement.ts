import type { LocalText } from '../../../kernel/nouns.ts'

/** The frame: cover, definitions, ending, annexes, signatures. */
export const frame = {
  identifier: { en: 'Agreement', sw: 'Mkataba', fr: 'Accord' },
  version: { en: 'Version', sw: 'Toleo', fr: 'Version' },
  kind: { en: 'Kind', sw: 'Aina', fr: 'Nature' },
  under: { en: 'Stands under', sw: 'Uko chini ya', fr: 'Relève de' },
  provider: { en: 'Provider', sw: 'Mtoaji', fr: 'Fournisseur' },
  consumer: { en: 'Consumer', sw: 'Mpokeaji', fr: 'Destinataire' },
  inForce: { en: 'In force', sw: 'Kutumika', fr: 'En vigueur' },
  fromTo: { en: '{from} to {until}', sw: '{from} hadi {until}', fr: 'du {from} au {until}' },
  hash: { en: 'Hash (SHA-256)', sw: 'Heshi (SHA-256)', fr: 'Empreinte (SHA-256)' },
  previous: {
    en: 'Hash of the version before',
    sw: 'Heshi ya toleo lililotangulia',
    fr: 'Empreinte de la version précédente',
  },
  footer: {
    en: 'Agreement {id}, version {version}',
    sw: 'Mkataba {id}, toleo {version}',
    fr: 'Accord {id}, version {version}',
  },
  page: { en: 'Page {page} of {pages}', sw: 'Ukurasa {page} kati ya {pages}', fr: 'Page {page} sur {pages}' },
  notAgreed: {
    en: 'The parties have agreed nothing on this.',
    sw: 'Pande hazijakubaliana lolote kuhusu hili.',
    fr: 'Les parties n’ont rien convenu à ce sujet.',
  },
} satisfies Record<string, LocalText>

export const definitions = {
  heading: { en: 'Definitions', sw: 'Maana ya maneno', fr: 'Définitions' },
  intro: { en: 'In this agreement:', sw: 'Katika mkataba huu:', fr: 'Dans le présent accord :' },
  provider: {
    en: '“the provider” is the party that holds the data: {provider};',
    sw: '“mtoaji” ni upande unaoshikilia data: {provider};',
    fr: '« le fournisseur » est la partie qui détient les données : {provider} ;',
  },
  consumer: {
    en: '“the consumer” is the party that asks for the data and receives them: {consumer};',
    sw: '“mpokeaji” ni upande unaoomba data na kuzipokea: {consumer};',
    fr: '« le destinataire » est la partie qui demande les données et les reçoit : {consumer} ;',
  },
  data: {
    en: '“the data” are the fields that Annex A lists, in the form that it gives for each, and no others;',
    sw: '“data” ni taarifa zilizoorodheshwa katika Kiambatisho A, katika umbo lililotajwa kwa kila moja, na si nyingine;',
    fr: '« les données » sont les champs énumérés à l’annexe A, sous la forme indiquée pour chacun, et aucun autre ;',
  },
  service: {
    en: '“a service” is one kind of question that a system of the provider answers;',
    sw: '“huduma” ni aina moja ya swali ambalo mfumo wa mtoaji hulijibu;',
    fr: '« un service » est un type de question auquel répond un système du fournisseur ;',
  },
  gateway: {
    en: '“the gateway” is the system that decides on each exchange under this agreement and records it;',
    sw: '“lango” ni mfumo unaoamua kila ubadilishanaji chini ya mkataba huu na kuurekodi;',
    fr: '« la passerelle » est le système qui statue sur chaque échange au titre du présent accord et l’enregistre ;',
  },
  object: {
    en: '“the object” is the structured record of this agreement from which this text is made, and “the hash” identifies its exact content.',
    sw: '“kumbukumbu” ni maandishi yenye mpangilio ya mkataba huu ambayo matini haya yametokana nayo, na “heshi” hutambulisha maudhui yake halisi.',
    fr: '« l’objet » est l’enregistrement structuré du présent accord dont ce texte est tiré, et « l’empreinte » en identifie le contenu exact.',
  },
} satisfies Record<string, LocalText>

export const duration = {
  heading: { en: 'Duration and review', sw: 'Muda na mapitio', fr: 'Durée et réexamen' },
  runs: {
    en: 'This agreement is in force from {from} until the end of {until}. It is not prolonged by silence.',
    sw: 'Mkataba huu unatumika kuanzia {from} hadi mwisho wa {until}. Hauongezwi muda kwa kukaa kimya.',
    fr: 'Le présent accord est en vigueur du {from} au {until} inclus. Il n’est pas prolongé tacitement.',
  },
  under: {
    en: 'It stands under the agreement {under} and ends with it.',
    sw: 'Uko chini ya mkataba {under} na huisha pamoja nao.',
    fr: 'Il relève de l’accord {under} et prend fin avec lui.',
  },
  review: {
    en: 'The parties review it every {period}, next by {next}. While a review is overdue, no exchange takes place.',
    sw: 'Pande huupitia kila {period}, mara ijayo kabla ya kupita {next}. Mapitio yakichelewa, hakuna ubadilishanaji.',
    fr: 'Les parties le réexaminent tous les {period}, la prochaine fois au plus tard le {next}. Tant qu’un réexamen est en retard, aucun échange n’a lieu.',
  },
} satisfies Record<string, LocalText>

export const ending = {
  heading: { en: 'Suspension and termination', sw: 'Kusimamisha na kusitisha', fr: 'Suspension et résiliation' },
  suspend: {
    en: 'Either party may suspend this agreement, giving its reason. Exchanges stop at once, and go on when the suspension is lifted.',
    sw: 'Upande wowote unaweza kusimamisha mkataba huu kwa kutoa sababu. Ubadilishanaji husimama mara moja, na huendelea usimamishaji unapoondolewa.',
    fr: 'Chaque partie peut suspendre le présent accord en indiquant son motif. Les échanges cessent aussitôt et reprennent à la levée de la suspension.',
  },
  order: {
    en: 'An order of the data protection authority suspends it whatever the parties do, until the authority lifts the order.',
    sw: 'Amri ya mamlaka ya ulinzi wa data huusimamisha bila kujali pande zinafanya nini, hadi mamlaka iondoe amri.',
    fr: 'Une décision de l’autorité de protection des données le suspend quoi que fassent les parties, jusqu’à ce que l’autorité la lève.',
  },
  terminate: {
    en: 'Either party may terminate it, giving its reason. What was agreed on data already received stays in force.',
    sw: 'Upande wowote unaweza kuusitisha kwa kutoa sababu. Yaliyokubaliwa kuhusu data zilizokwisha pokelewa huendelea kutumika.',
    fr: 'Chaque partie peut le résilier en indiquant son motif. Ce qui a été convenu sur les données déjà reçues reste en vigueur.',
  },
  change: {
    en: 'It is changed only by a new version that both parties sign.',
    sw: 'Hubadilishwa tu kwa toleo jipya linalosainiwa na pande zote mbili.',
    fr: 'Il n’est modifié que par une nouvelle version signée des deux parties.',
  },
} satisfies Record<string, LocalText>

export const annexes = {
  fields: { en: 'Annex {letter}: The data', sw: 'Kiambatisho {letter}: Data', fr: 'Annexe {letter} : Les données' },
  service: { en: 'Service {service}.', sw: 'Huduma {service}.', fr: 'Service {service}.' },
  caption: { en: 'Fields of {service}', sw: 'Taarifa za {service}', fr: 'Champs de {service}' },
  field: { en: 'Field', sw: 'Taarifa', fr: 'Champ' },
  classification: { en: 'Class', sw: 'Daraja', fr: 'Catégorie' },
  form: { en: 'Form in which it leaves', sw: 'Umbo inavyotolewa', fr: 'Forme de communication' },
  need: { en: 'Need and justification', sw: 'Uhitaji na sababu', fr: 'Nécessité et justification' },
  because: {
    en: '{necessity}: {justification}',
    sw: '{necessity}: {justification}',
    fr: '{necessity} : {justification}',
  },
  asking: { en: '{form}: {question}', sw: '{form}: {question}', fr: '{form} : {question}' },
  unknown: {
    en: 'not in the dictionary; counts as sensitive',
    sw: 'haimo katika kamusi; huhesabiwa kuwa nyeti',
    fr: 'absente du dictionnaire ; tenue pour sensible',
  },
  technical: {
    en: 'Annex {letter}: Technical terms',
    sw: 'Kiambatisho {letter}: Masharti ya kiufundi',
    fr: 'Annexe {letter} : Modalités techniques',
  },
  dictionary: {
    en: 'The fields have the meaning that the dictionary gives them in its version {version}.',
    sw: 'Taarifa zina maana zilizopewa na kamusi katika toleo lake {version}.',
    fr: 'Les champs ont le sens que leur donne le dictionnaire dans sa version {version}.',
  },
  dictionaryCurrent: {
    en: 'The fields have the meaning that the dictionary of the country gives them.',
    sw: 'Taarifa zina maana zilizopewa na kamusi ya nchi.',
    fr: 'Les champs ont le sens que leur donne le dictionnaire du pays.',
  },
  meanings: { en: 'Meaning of the fields', sw: 'Maana ya taarifa', fr: 'Sens des champs' },
  meaning: { en: 'Meaning', sw: 'Maana', fr: 'Sens' },
  interface: {
    en: 'The gateway refuses every question that this agreement does not cover, withholds every other field, and writes each exchange and each refusal into a log that cannot be changed unnoticed.',
    sw: 'Lango hukataa kila swali lisilo chini ya mkataba huu, huzuia kila taarifa nyingine, na huandika kila ubadilishanaji na kila katazo katika kumbukumbu isiyoweza kubadilishwa bila kugundulika.',
    fr: 'La passerelle refuse toute question que le présent accord ne couvre pas, retient tout autre champ et inscrit chaque échange et chaque refus dans un journal qui ne peut être modifié sans que cela se voie.',
  },
} satisfies Record<string, LocalText>

export const signing = {
  heading: { en: 'Signatures', sw: 'Saini', fr: 'Signatures' },
  text: {
    en: 'The parties sign version {version} of the object {id}, whose wording in English, Swahili and French the hash covers as a whole: {hash}. A change of a single character gives another hash.',
    sw: 'Pande zinasaini toleo {version} la kumbukumbu {id}; heshi inahusu maneno yake yote kwa Kiingereza, Kiswahili na Kifaransa: {hash}. Kubadilisha herufi moja hutoa heshi nyingine.',
    fr: 'Les parties signent la version {version} de l’objet {id}, dont l’empreinte couvre l’ensemble de la rédaction en anglais, en swahili et en français : {hash}. Changer un seul caractère donne une autre empreinte.',
  },
  name: { en: 'Name', sw: 'Jina', fr: 'Nom' },
  office: { en: 'Office', sw: 'Cheo', fr: 'Fonction' },
  mandate: { en: 'Mandate', sw: 'Mamlaka ya kusaini', fr: 'Mandat' },
  mandateUntil: { en: '{mandate} (until {until})', sw: '{mandate} (hadi {until})', fr: '{mandate} (jusqu’au {until})' },
  account: { en: 'Account', sw: 'Akaunti', fr: 'Compte' },
  signed: { en: 'Signed', sw: 'Imesainiwa', fr: 'Signé' },
  signedBy: {
    en: 'electronically on {day} by {account}, key {kid}',
    sw: 'kielektroniki tarehe {day} na {account}, ufunguo {kid}',
    fr: 'électroniquement le {day} par {account}, clé {kid}',
  },
  hash: { en: 'Hash signed', sw: 'Heshi iliyosainiwa', fr: 'Empreinte signée' },
  signature: { en: 'Signature', sw: 'Saini', fr: 'Signature' },
  date: { en: 'Date', sw: 'Tarehe', fr: 'Date' },
} satisfies Record<string, LocalText>
