import type { LocalText } from '../../../kernel/nouns.ts'

/** What protects the data, the persons and the parties. */
export const obligations = {
  heading: { en: 'Obligations of the consumer', sw: 'Wajibu wa mpokeaji', fr: 'Obligations du destinataire' },
  obligation: { en: '{text} ({code})', sw: '{text} ({code})', fr: '{text} ({code})' },
} satisfies Record<string, LocalText>

export const retention = {
  heading: { en: 'Retention', sw: 'Muda wa kuhifadhi', fr: 'Conservation' },
  these: {
    en: 'The consumer keeps {elements} for {period} from {start}, and then {ends}.',
    sw: 'Mpokeaji huhifadhi {elements} kwa {period} kuanzia {start}, kisha {ends}.',
    fr: 'Le destinataire conserve {elements} pendant {period} à compter de {start}, puis {ends}.',
  },
  rest: {
    en: 'The consumer keeps all fields that no other clause of this article names for {period} from {start}, and then {ends}.',
    sw: 'Mpokeaji huhifadhi taarifa zote zisizotajwa na kifungu kingine cha ibara hii kwa {period} kuanzia {start}, kisha {ends}.',
    fr: 'Le destinataire conserve tous les champs qu’aucune autre clause du présent article ne nomme pendant {period} à compter de {start}, puis {ends}.',
  },
  proof: {
    en: 'It proves this to the provider within {period}.',
    sw: 'Humthibitishia mtoaji hilo ndani ya {period}.',
    fr: 'Il en apporte la preuve au fournisseur sous {period}.',
  },
} satisfies Record<string, LocalText>

export const derived = {
  heading: { en: 'Derived data', sw: 'Data zinazotokana', fr: 'Données dérivées' },
  owner: {
    en: 'What is made from the data is the responsibility of {owner}, which keeps it for {period}.',
    sw: 'Kinachotengenezwa kutokana na data kiko chini ya {owner}, anayekihifadhi kwa {period}.',
    fr: 'Ce qui est tiré des données relève de {owner}, qui le conserve pendant {period}.',
  },
  publication: { en: 'Publication: {text}', sw: 'Uchapishaji: {text}', fr: 'Publication : {text}' },
} satisfies Record<string, LocalText>

export const security = {
  heading: { en: 'Security', sw: 'Usalama', fr: 'Sécurité' },
  transport: {
    en: 'The data travel over {transport}.',
    sw: 'Data husafirishwa kwa {transport}.',
    fr: 'Les données circulent sous {transport}.',
  },
  encrypted: {
    en: 'Their content is encrypted for the consumer as well.',
    sw: 'Maudhui yake pia husimbwa kwa ajili ya mpokeaji.',
    fr: 'Leur contenu est en outre chiffré pour le destinataire.',
  },
  notEncrypted: {
    en: 'Their content is not encrypted beyond that.',
    sw: 'Maudhui yake hayasimbwi zaidi ya hapo.',
    fr: 'Leur contenu n’est pas chiffré au-delà.',
  },
  baseline: {
    en: 'Both parties meet the security baseline {baseline}.',
    sw: 'Pande zote mbili hutimiza kiwango cha usalama {baseline}.',
    fr: 'Les deux parties respectent le référentiel de sécurité {baseline}.',
  },
  log: {
    en: 'Records of access are kept for {period}.',
    sw: 'Kumbukumbu za ufikiaji huhifadhiwa kwa {period}.',
    fr: 'Les traces d’accès sont conservées pendant {period}.',
  },
} satisfies Record<string, LocalText>

export const transfer = {
  heading: { en: 'Transfer to other countries', sw: 'Kuhamishia nchi nyingine', fr: 'Transfert vers d’autres pays' },
  none: {
    en: 'The data do not leave the country.',
    sw: 'Data haziondoki nchini.',
    fr: 'Les données ne quittent pas le pays.',
  },
  to: {
    en: 'The data may go to: {countries}. There they are protected by {mechanism}.',
    sw: 'Data zinaweza kwenda: {countries}. Huko hulindwa kwa {mechanism}.',
    fr: 'Les données peuvent aller vers : {countries}. Elles y sont protégées par {mechanism}.',
  },
  assessment: {
    en: 'Transfer assessment: {reference}.',
    sw: 'Tathmini ya uhamishaji: {reference}.',
    fr: 'Analyse du transfert : {reference}.',
  },
} satisfies Record<string, LocalText>

export const impact = {
  heading: {
    en: 'Data protection impact assessment',
    sw: 'Tathmini ya athari kwa ulinzi wa data',
    fr: 'Analyse d’impact relative à la protection des données',
  },
  reference: { en: 'Assessment: {reference}.', sw: 'Tathmini: {reference}.', fr: 'Analyse : {reference}.' },
  submitted: { en: 'Submitted on {day}.', sw: 'Iliwasilishwa tarehe {day}.', fr: 'Soumise le {day}.' },
  approved: { en: 'Approved on {day}.', sw: 'Iliidhinishwa tarehe {day}.', fr: 'Approuvée le {day}.' },
  earliest: {
    en: 'No exchange takes place before {day}.',
    sw: 'Hakuna ubadilishanaji kabla ya {day}.',
    fr: 'Aucun échange n’a lieu avant le {day}.',
  },
  notRequired: {
    en: 'None is required: {text}',
    sw: 'Haihitajiki: {text}',
    fr: 'Aucune n’est requise : {text}',
  },
} satisfies Record<string, LocalText>

export const rights = {
  heading: { en: 'Notice and rights', sw: 'Taarifa kwa wahusika na haki zao', fr: 'Information et droits' },
  summary: { en: 'Public summary: {text}', sw: 'Muhtasari kwa umma: {text}', fr: 'Résumé public : {text}' },
  notice: {
    en: 'The persons concerned are informed by the notice {reference}.',
    sw: 'Wahusika hujulishwa kwa tangazo {reference}.',
    fr: 'Les personnes concernées sont informées par l’avis {reference}.',
  },
  indirect: {
    en: 'Where the data were not collected from the person: {text}',
    sw: 'Pale data hazikukusanywa kutoka kwa mhusika: {text}',
    fr: 'Lorsque les données n’ont pas été collectées auprès de la personne : {text}',
  },
  contact: {
    en: 'A person exercises their rights at: {contact}. The {party} answers.',
    sw: 'Mtu hutumia haki zake kupitia: {contact}. Anayejibu ni {party}.',
    fr: 'La personne exerce ses droits auprès de : {contact}. Le {party} répond.',
  },
  propagate: {
    en: 'A correction is passed on to everyone who received the value.',
    sw: 'Sahihisho hupelekwa kwa kila aliyepokea thamani hiyo.',
    fr: 'Une rectification est transmise à tous ceux qui ont reçu la valeur.',
  },
  noPropagate: {
    en: 'Corrections are not passed on under this agreement.',
    sw: 'Masahihisho hayapelekwi mbele chini ya mkataba huu.',
    fr: 'Les rectifications ne sont pas transmises au titre du présent accord.',
  },
  noNotice: {
    en: 'The parties have agreed no notice to the persons concerned.',
    sw: 'Pande hazijakubaliana taarifa kwa wahusika.',
    fr: 'Les parties n’ont convenu d’aucun avis aux personnes concernées.',
  },
  noContact: {
    en: 'The parties have agreed no contact for the rights of persons.',
    sw: 'Pande hazijakubaliana mahali pa kudai haki za wahusika.',
    fr: 'Les parties n’ont convenu d’aucun contact pour l’exercice des droits.',
  },
} satisfies Record<string, LocalText>

export const service = {
  heading: { en: 'Quality and service level', sw: 'Ubora na kiwango cha huduma', fr: 'Qualité et niveau de service' },
  floor: {
    en: 'Below {percent} of well-formed records nothing is passed on. {remedy}',
    sw: 'Chini ya {percent} ya rekodi zenye muundo sahihi hakuna kinachopitishwa. {remedy}',
    fr: 'En dessous de {percent} de fiches bien formées, rien n’est transmis. {remedy}',
  },
  availability: {
    en: 'The service is available {percent} of the time, and 95 of 100 answers come within {latency}.',
    sw: 'Huduma inapatikana {percent} ya muda, na majibu 95 kati ya 100 huja ndani ya {latency}.',
    fr: 'Le service est disponible {percent} du temps, et 95 réponses sur 100 arrivent en {latency}.',
  },
  support: {
    en: 'Support: {hours}. Changes are announced {period} before.',
    sw: 'Msaada: {hours}. Mabadiliko hutangazwa {period} kabla.',
    fr: 'Assistance : {hours}. Les changements sont annoncés {period} à l’avance.',
  },
} satisfies Record<string, LocalText>

export const breach = {
  heading: { en: 'Breach', sw: 'Uvunjaji wa usalama', fr: 'Violation de données' },
  notice: {
    en: 'A party that learns of a breach tells the other within {period}: {contact}.',
    sw: 'Upande unaogundua uvunjaji humjulisha mwenzake ndani ya {period}: {contact}.',
    fr: 'La partie qui a connaissance d’une violation en avise l’autre sous {period} : {contact}.',
  },
  playbook: {
    en: 'They act by the common plan {reference}.',
    sw: 'Hufuata mpango wa pamoja {reference}.',
    fr: 'Elles suivent le plan commun {reference}.',
  },
} satisfies Record<string, LocalText>

export const audit = {
  heading: { en: 'Audit', sw: 'Ukaguzi', fr: 'Audit' },
  right: {
    en: 'The provider may audit how the consumer uses the data.',
    sw: 'Mtoaji anaweza kukagua jinsi mpokeaji anavyotumia data.',
    fr: 'Le fournisseur peut auditer l’usage que le destinataire fait des données.',
  },
  noRight: {
    en: 'The provider has no right of audit.',
    sw: 'Mtoaji hana haki ya ukaguzi.',
    fr: 'Le fournisseur n’a pas de droit d’audit.',
  },
  cadence: {
    en: 'An audit takes place every {period}.',
    sw: 'Ukaguzi hufanyika kila {period}.',
    fr: 'Un audit a lieu tous les {period}.',
  },
  last: { en: 'The last one was on {day}.', sw: 'Wa mwisho ulifanyika {day}.', fr: 'Le dernier a eu lieu le {day}.' },
} satisfies Record<string, LocalText>

export const cost = {
  heading: { en: 'Cost', sw: 'Gharama', fr: 'Coût' },
  amount: {
    en: 'Amount: {amount} {currency}.',
    sw: 'Kiasi: {amount} {currency}.',
    fr: 'Montant : {amount} {currency}.',
  },
  currency: { en: 'Currency: {currency}.', sw: 'Sarafu: {currency}.', fr: 'Monnaie : {currency}.' },
} satisfies Record<string, LocalText>

export const law = {
  heading: {
    en: 'Liability, disputes, ownership, governing law',
    sw: 'Dhima, migogoro, umiliki, sheria inayotumika',
    fr: 'Responsabilité, différends, propriété, droit applicable',
  },
  liability: { en: 'Liability: {text}', sw: 'Dhima: {text}', fr: 'Responsabilité : {text}' },
  dispute: { en: 'Disputes: {text}', sw: 'Migogoro: {text}', fr: 'Différends : {text}' },
  ownership: { en: 'Ownership: {text}', sw: 'Umiliki: {text}', fr: 'Propriété : {text}' },
  governingLaw: { en: 'Governing law: {text}', sw: 'Sheria inayotumika: {text}', fr: 'Droit applicable : {text}' },
} satisfies Record<string, LocalText>
