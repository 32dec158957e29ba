import type { LocalText } from '../../../kernel/nouns.ts'

/** Who may have which data, for what, on which law, how often, and what becomes of them. */
export const parties = {
  heading: { en: 'Parties and their functions', sw: 'Pande na majukumu yao', fr: 'Parties et leurs missions' },
  provider: { en: '{member} is the provider.', sw: '{member} ni mtoaji.', fr: '{member} est le fournisseur.' },
  consumer: { en: '{member} is the consumer.', sw: '{member} ni mpokeaji.', fr: '{member} est le destinataire.' },
  party: { en: '{member}, as {role}:', sw: '{member}, kama {role}:', fr: '{member}, en qualité de {role} :' },
  registration: {
    en: 'registered with the data protection authority under {number};',
    sw: 'amesajiliwa na mamlaka ya ulinzi wa data kwa namba {number};',
    fr: 'enregistrée auprès de l’autorité de protection des données sous le numéro {number} ;',
  },
  registrationUntil: {
    en: 'registered with the data protection authority under {number}, until {until};',
    sw: 'amesajiliwa na mamlaka ya ulinzi wa data kwa namba {number}, hadi {until};',
    fr: 'enregistrée auprès de l’autorité de protection des données sous le numéro {number}, jusqu’au {until} ;',
  },
  officer: {
    en: 'data protection officer: {contact};',
    sw: 'afisa wa ulinzi wa data: {contact};',
    fr: 'délégué à la protection des données : {contact} ;',
  },
  steward: {
    en: 'data steward: {contact};',
    sw: 'msimamizi wa data: {contact};',
    fr: 'intendant des données : {contact} ;',
  },
  signatory: {
    en: 'represented by {name}, {office}, under {mandate};',
    sw: 'anawakilishwa na {name}, {office}, kwa {mandate};',
    fr: 'représentée par {name}, {office}, en vertu de {mandate} ;',
  },
  function: {
    en: 'function under {act}, {section}: {text}',
    sw: 'jukumu chini ya {act}, {section}: {text}',
    fr: 'mission au titre de {act}, {section} : {text}',
  },
  contact: { en: '{office}, {address}', sw: '{office}, {address}', fr: '{office}, {address}' },
} satisfies Record<string, LocalText>

export const purpose = {
  heading: { en: 'Purpose', sw: 'Kusudi', fr: 'Finalité' },
  purpose: { en: '{purpose}: {definition}', sw: '{purpose}: {definition}', fr: '{purpose} : {definition}' },
  bare: { en: '{purpose}.', sw: '{purpose}.', fr: '{purpose}.' },
  only: {
    en: 'The data serve the purposes of this article and no other.',
    sw: 'Data hutumika kwa makusudi ya ibara hii tu.',
    fr: 'Les données servent aux finalités du présent article et à aucune autre.',
  },
} satisfies Record<string, LocalText>

export const legalBasis = {
  heading: { en: 'Legal basis', sw: 'Msingi wa kisheria', fr: 'Base légale' },
  basis: {
    en: 'The exchange rests on {ground}: {act}, {section}.',
    sw: 'Ubadilishanaji unatokana na {ground}: {act}, {section}.',
    fr: 'L’échange repose sur {ground} : {act}, {section}.',
  },
  sensitive: {
    en: 'Sensitive data are shared on this further ground: {ground}.',
    sw: 'Data nyeti hutolewa kwa msingi huu wa ziada: {ground}.',
    fr: 'Les données sensibles sont partagées sur ce fondement supplémentaire : {ground}.',
  },
  noSensitive: {
    en: 'No ground for sensitive data is agreed; none may be shared.',
    sw: 'Hakuna msingi uliokubaliwa wa data nyeti; haziruhusiwi kutolewa.',
    fr: 'Aucun fondement n’est convenu pour les données sensibles ; aucune ne peut être partagée.',
  },
  party: {
    en: 'For {member} and the purpose {purpose}, it rests on {ground}: {act}, {section}.',
    sw: 'Kwa {member} na kusudi {purpose}, unatokana na {ground}: {act}, {section}.',
    fr: 'Pour {member} et la finalité {purpose}, il repose sur {ground} : {act}, {section}.',
  },
} satisfies Record<string, LocalText>

export const subjects = {
  heading: { en: 'Persons concerned', sw: 'Wahusika', fr: 'Personnes concernées' },
  categories: {
    en: 'The data are about: {categories}. About {expected} persons a year are expected.',
    sw: 'Data zinahusu: {categories}. Watu wapatao {expected} kwa mwaka wanatarajiwa.',
    fr: 'Les données concernent : {categories}. Environ {expected} personnes par an sont attendues.',
  },
  subject: {
    en: 'An exchange is started by the person concerned.',
    sw: 'Ubadilishanaji huanzishwa na mhusika mwenyewe.',
    fr: 'L’échange est engagé par la personne concernée.',
  },
  body: {
    en: 'An exchange is started by a party.',
    sw: 'Ubadilishanaji huanzishwa na upande wa mkataba.',
    fr: 'L’échange est engagé par une partie.',
  },
} satisfies Record<string, LocalText>

export const data = {
  heading: { en: 'Data and how they move', sw: 'Data na zinavyopitishwa', fr: 'Données et leur circulation' },
  service: {
    en: 'By the service {service} the consumer receives the fields of Annex A, {part}, with at most {records} records in one answer.',
    sw: 'Kwa huduma {service} mpokeaji hupata taarifa za Kiambatisho A, {part}, zisizozidi rekodi {records} kwa jibu moja.',
    fr: 'Par le service {service}, le destinataire reçoit les champs de l’annexe A, {part}, avec au plus {records} fiches par réponse.',
  },
  askBy: {
    en: 'A question may be put by: {elements}.',
    sw: 'Swali linaweza kuulizwa kwa: {elements}.',
    fr: 'Une question peut être posée par : {elements}.',
  },
} satisfies Record<string, LocalText>

export const volume = {
  heading: { en: 'Limits of volume and time', sw: 'Mipaka ya kiasi na muda', fr: 'Limites de volume et de temps' },
  limits: {
    en: 'The consumer asks at most:',
    sw: 'Mpokeaji huuliza kwa kiwango kisichozidi:',
    fr: 'Le destinataire pose au plus :',
  },
  perMinute: {
    en: '{count} questions a minute;',
    sw: 'maswali {count} kwa dakika;',
    fr: '{count} questions par minute ;',
  },
  perDay: { en: '{count} questions a day;', sw: 'maswali {count} kwa siku;', fr: '{count} questions par jour ;' },
  perMonth: { en: '{count} questions a month.', sw: 'maswali {count} kwa mwezi.', fr: '{count} questions par mois.' },
  none: {
    en: 'No limit of the number of questions is agreed.',
    sw: 'Hakuna mpaka wa idadi ya maswali uliokubaliwa.',
    fr: 'Aucune limite du nombre de questions n’est convenue.',
  },
  perUser: {
    en: 'One user of the consumer asks at most {count} questions a day.',
    sw: 'Mtumiaji mmoja wa mpokeaji huuliza maswali yasiyozidi {count} kwa siku.',
    fr: 'Un même utilisateur du destinataire pose au plus {count} questions par jour.',
  },
  window: {
    en: 'Questions are answered from {from} to {until}, local time, on {days} only.',
    sw: 'Maswali hujibiwa kuanzia saa {from} hadi {until}, saa za nchini (mfumo wa saa 24), siku za {days} tu.',
    fr: 'Il est répondu aux questions de {from} à {until}, heure locale, ces jours seulement : {days}.',
  },
} satisfies Record<string, LocalText>

export const recipients = {
  heading: { en: 'Recipients and use', sw: 'Wapokeaji na matumizi', fr: 'Destinataires et utilisation' },
  roles: {
    en: 'Within the consumer, only these roles receive the data: {roles}.',
    sw: 'Ndani ya mpokeaji, ni wenye majukumu haya tu wanaopata data: {roles}.',
    fr: 'Au sein du destinataire, seules ces fonctions reçoivent les données : {roles}.',
  },
  anyRole: {
    en: 'The agreement does not limit which roles within the consumer receive the data.',
    sw: 'Mkataba hauwekei mipaka majukumu yanayopata data ndani ya mpokeaji.',
    fr: 'L’accord ne limite pas les fonctions qui reçoivent les données au sein du destinataire.',
  },
  caseRequired: {
    en: 'Each question names the case that it is asked for.',
    sw: 'Kila swali hutaja shauri linaloulizwa kwa ajili yake.',
    fr: 'Chaque question indique le dossier pour lequel elle est posée.',
  },
  caseFree: {
    en: 'A question need not name a case.',
    sw: 'Si lazima swali litaje shauri.',
    fr: 'Une question n’a pas à indiquer de dossier.',
  },
  linkage: {
    en: 'The data may be linked with these other data sets only: {sets}.',
    sw: 'Data zinaweza kuunganishwa na seti hizi nyingine za data tu: {sets}.',
    fr: 'Les données ne peuvent être rapprochées que de ces autres jeux de données : {sets}.',
  },
  noLinkage: {
    en: 'The data may not be linked with other data sets.',
    sw: 'Data haziruhusiwi kuunganishwa na seti nyingine za data.',
    fr: 'Les données ne peuvent être rapprochées d’aucun autre jeu de données.',
  },
  commercial: {
    en: 'Commercial use is allowed.',
    sw: 'Matumizi ya kibiashara yanaruhusiwa.',
    fr: 'L’usage commercial est permis.',
  },
  noCommercial: {
    en: 'Commercial use is forbidden.',
    sw: 'Matumizi ya kibiashara yamekatazwa.',
    fr: 'L’usage commercial est interdit.',
  },
  reidentify: {
    en: 'To identify persons again from the data is allowed.',
    sw: 'Kuwatambua tena watu kutokana na data kunaruhusiwa.',
    fr: 'La réidentification des personnes à partir des données est permise.',
  },
  noReidentify: {
    en: 'To identify persons again from the data is forbidden.',
    sw: 'Kuwatambua tena watu kutokana na data kumekatazwa.',
    fr: 'La réidentification des personnes à partir des données est interdite.',
  },
} satisfies Record<string, LocalText>

export const onward = {
  heading: { en: 'Onward sharing', sw: 'Kupitisha kwa wengine', fr: 'Transmission ultérieure' },
  none: {
    en: 'The consumer passes the data on to nobody.',
    sw: 'Mpokeaji hapitishi data kwa mtu yeyote.',
    fr: 'Le destinataire ne transmet les données à personne.',
  },
  to: {
    en: 'The consumer may pass the data on to {members} only.',
    sw: 'Mpokeaji anaweza kupitisha data kwa {members} tu.',
    fr: 'Le destinataire ne peut transmettre les données qu’à {members}.',
  },
  conditions: { en: 'Conditions: {text}', sw: 'Masharti: {text}', fr: 'Conditions : {text}' },
} satisfies Record<string, LocalText>

export const automated = {
  heading: { en: 'Automated decisions', sw: 'Maamuzi ya mashine', fr: 'Décisions automatisées' },
  used: {
    en: 'The data may be used in decisions made without a person.',
    sw: 'Data zinaweza kutumika katika maamuzi yanayofanywa bila mtu.',
    fr: 'Les données peuvent servir à des décisions prises sans intervention humaine.',
  },
  notUsed: {
    en: 'No decision about a person is made from the data by a machine alone.',
    sw: 'Hakuna uamuzi kuhusu mtu unaofanywa na mashine peke yake kutokana na data.',
    fr: 'Aucune décision concernant une personne n’est prise par une machine seule à partir des données.',
  },
  review: {
    en: 'A person reviews each decision before it takes effect.',
    sw: 'Mtu hupitia kila uamuzi kabla haujaanza kutumika.',
    fr: 'Une personne réexamine chaque décision avant qu’elle ne prenne effet.',
  },
  noReview: {
    en: 'No review by a person is agreed.',
    sw: 'Hakuna mapitio ya mtu yaliyokubaliwa.',
    fr: 'Aucun réexamen par une personne n’est convenu.',
  },
  reconsider: {
    en: 'The person concerned may ask for reconsideration within {period}.',
    sw: 'Mhusika anaweza kuomba uamuzi ufikiriwe upya ndani ya {period}.',
    fr: 'La personne concernée peut demander un nouvel examen sous {period}.',
  },
} satisfies Record<string, LocalText>
