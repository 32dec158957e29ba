/** What the gates say of circumstances that do not stand in the agreement's first clauses: assessment, consent, person, place, hour, quality, and other agreements. */
export const circumstanceRefusals = {
  'agreements.assessment-not-approved': {
    says: {
      en: 'The impact assessment {reference} of {agreement} is not approved.',
      sw: 'Tathmini ya athari {reference} ya {agreement} haijaidhinishwa.',
      fr: 'L’analyse d’impact {reference} de {agreement} n’est pas approuvée.',
    },
    fix: {
      en: 'The data protection officer must approve it, and the agreement must say when.',
      sw: 'Afisa wa ulinzi wa data lazima aiidhinishe, na makubaliano yaseme lini.',
      fr: 'Le délégué à la protection des données doit l’approuver, et l’accord doit en dire la date.',
    },
  },
  'agreements.assessment-waiting': {
    says: {
      en: 'After the impact assessment {reference} nothing may start before {earliestStart} under {agreement}; today is {today}.',
      sw: 'Baada ya tathmini ya athari {reference} hakuna kinachoweza kuanza kabla ya {earliestStart} kwa {agreement}; leo ni {today}.',
      fr: 'Après l’analyse d’impact {reference}, rien ne peut commencer avant le {earliestStart} selon {agreement} ; nous sommes le {today}.',
    },
    fix: {
      en: 'Ask again from that day.',
      sw: 'Uliza tena kuanzia siku hiyo.',
      fr: 'Demandez à nouveau à partir de ce jour.',
    },
  },
  'agreements.consent-missing': {
    says: {
      en: 'The ground is consent, and no consent of the person for {purpose} is on record.',
      sw: 'Msingi ni ridhaa, na hakuna ridhaa ya mhusika kwa {purpose} iliyohifadhiwa.',
      fr: 'Le fondement est le consentement, et aucun consentement de la personne pour {purpose} n’est consigné.',
    },
    fix: {
      en: 'Ask the person, and record the consent.',
      sw: 'Muulize mhusika, na uhifadhi ridhaa yake.',
      fr: 'Demandez à la personne, et consignez son consentement.',
    },
  },
  'agreements.consent-not-given': {
    says: {
      en: 'The consent {receipt} does not hold: {status}.',
      sw: 'Ridhaa {receipt} haitumiki: {status}.',
      fr: 'Le consentement {receipt} ne vaut pas : {status}.',
    },
    fix: {
      en: 'Only a new consent of the person opens it.',
      sw: 'Ridhaa mpya ya mhusika pekee ndiyo inayoruhusu.',
      fr: 'Seul un nouveau consentement de la personne le permet.',
    },
  },
  'agreements.consent-other-purpose': {
    says: {
      en: 'The consent {receipt} was given for {given}, not for {purpose}.',
      sw: 'Ridhaa {receipt} ilitolewa kwa {given}, si kwa {purpose}.',
      fr: 'Le consentement {receipt} a été donné pour {given}, non pour {purpose}.',
    },
    fix: {
      en: 'Ask the person for this purpose, too.',
      sw: 'Muulize mhusika kwa kusudi hili pia.',
      fr: 'Demandez à la personne pour cette finalité aussi.',
    },
  },
  'agreements.consent-not-yet-valid': {
    says: {
      en: 'The consent {receipt} begins on {validFrom}; today is {today}.',
      sw: 'Ridhaa {receipt} inaanza {validFrom}; leo ni {today}.',
      fr: 'Le consentement {receipt} commence le {validFrom} ; nous sommes le {today}.',
    },
    fix: {
      en: 'Ask again from that day.',
      sw: 'Uliza tena kuanzia siku hiyo.',
      fr: 'Demandez à nouveau à partir de ce jour.',
    },
  },
  'agreements.consent-expired': {
    says: {
      en: 'The consent {receipt} ended on {validUntil}; today is {today}.',
      sw: 'Ridhaa {receipt} iliisha {validUntil}; leo ni {today}.',
      fr: 'Le consentement {receipt} a pris fin le {validUntil} ; nous sommes le {today}.',
    },
    fix: {
      en: 'Ask the person again.',
      sw: 'Muulize mhusika tena.',
      fr: 'Demandez à nouveau à la personne.',
    },
  },
  'agreements.consent-other-mode': {
    says: {
      en: 'The consent {receipt} is for {mode}, not for being told of every event.',
      sw: 'Ridhaa {receipt} ni ya {mode}, si ya kuarifiwa kila tukio.',
      fr: 'Le consentement {receipt} vaut pour {mode}, non pour l’annonce de chaque événement.',
    },
    fix: {
      en: 'Ask the person for a consent that covers notices of events.',
      sw: 'Mwombe mhusika ridhaa inayohusu taarifa za matukio.',
      fr: 'Demandez à la personne un consentement aux annonces d’événements.',
    },
  },
  'agreements.consent-used-up': {
    says: {
      en: 'The consent {receipt} may be used {times} times in its period, and was.',
      sw: 'Ridhaa {receipt} inaweza kutumika mara {times} katika kipindi chake, na imetumika.',
      fr: 'Le consentement {receipt} peut servir {times} fois dans sa période, et il a servi.',
    },
    fix: {
      en: 'Wait for the next period, or ask the person again.',
      sw: 'Subiri kipindi kijacho, au muulize mhusika tena.',
      fr: 'Attendez la période suivante, ou demandez à nouveau à la personne.',
    },
  },
  'agreements.fields-not-consented': {
    says: {
      en: 'The person’s consent was not given for these fields: {elements}.',
      sw: 'Ridhaa ya mhusika haikutolewa kwa taarifa hizi: {elements}.',
      fr: 'Le consentement de la personne n’a pas été donné pour ces champs : {elements}.',
    },
    fix: {
      en: 'Leave them out, accept a partial answer, or ask the person.',
      sw: 'Ziache, kubali jibu la sehemu, au muulize mhusika.',
      fr: 'Renoncez-y, acceptez une réponse partielle, ou demandez à la personne.',
    },
  },
  'agreements.field-not-consented': {
    says: {
      en: 'Withheld: the person’s consent was not given for {element}.',
      sw: 'Imezuiwa: ridhaa ya mhusika haikutolewa kwa {element}.',
      fr: 'Retenu : le consentement de la personne n’a pas été donné pour {element}.',
    },
    fix: {
      en: 'Ask the person for a consent that covers it.',
      sw: 'Mwombe mhusika ridhaa inayoihusu.',
      fr: 'Demandez à la personne un consentement qui le couvre.',
    },
  },
  'agreements.guardian-missing': {
    says: {
      en: 'The person is a child, and the consent {receipt} was not given by a guardian.',
      sw: 'Mhusika ni mtoto, na ridhaa {receipt} haikutolewa na mlezi.',
      fr: 'La personne est un enfant, et le consentement {receipt} n’a pas été donné par son représentant.',
    },
    fix: {
      en: 'A parent or guardian must consent.',
      sw: 'Mzazi au mlezi lazima aridhie.',
      fr: 'Un parent ou tuteur doit consentir.',
    },
  },
  'agreements.subject-restricted': {
    says: {
      en: 'The processing of this person’s data is restricted.',
      sw: 'Uchakataji wa data za mhusika huyu umezuiwa.',
      fr: 'Le traitement des données de cette personne est limité.',
    },
    fix: {
      en: 'The rights desk must lift the restriction first.',
      sw: 'Dawati la haki lazima liondoe kizuizi kwanza.',
      fr: 'Le service des droits doit d’abord lever la limitation.',
    },
  },
  'agreements.subject-objected': {
    says: {
      en: 'The person objected to {purpose}, and no law commands it.',
      sw: 'Mhusika alipinga {purpose}, na hakuna sheria inayoilazimisha.',
      fr: 'La personne s’est opposée à {purpose}, et aucune loi ne l’impose.',
    },
    fix: {
      en: 'The rights desk must decide on the objection, or another ground must be named.',
      sw: 'Dawati la haki lazima liamue pingamizi hilo, au msingi mwingine utajwe.',
      fr: 'Le service des droits doit statuer sur l’opposition, ou un autre fondement doit être cité.',
    },
  },
  'agreements.subject-protected': {
    says: {
      en: 'The person is protected, and {agreement} is not made for protected persons.',
      sw: 'Mhusika analindwa, na {agreement} hayakuwekwa kwa watu wanaolindwa.',
      fr: 'La personne est protégée, et {agreement} n’est pas fait pour les personnes protégées.',
    },
    fix: {
      en: 'Ask the provider in person, or have protected persons named in a new version of the agreement.',
      sw: 'Muulize mtoaji ana kwa ana, au watu wanaolindwa watajwe katika toleo jipya la makubaliano.',
      fr: 'Adressez-vous au fournisseur de vive voix, ou faites citer les personnes protégées dans une nouvelle version.',
    },
  },
  'agreements.subject-is-child': {
    says: {
      en: 'The person is a child, and {agreement} is not about children.',
      sw: 'Mhusika ni mtoto, na {agreement} hayahusu watoto.',
      fr: 'La personne est un enfant, et {agreement} ne porte pas sur les enfants.',
    },
    fix: {
      en: 'Have children named in a new version of the agreement.',
      sw: 'Watoto watajwe katika toleo jipya la makubaliano.',
      fr: 'Faites citer les enfants dans une nouvelle version de l’accord.',
    },
  },
  'agreements.fields-held-by-others': {
    says: {
      en: 'Other agreements in force are stricter ({agreements}), so that under {agreement} these fields may not leave: {elements}.',
      sw: 'Makubaliano mengine yanayotumika ni makali zaidi ({agreements}), kwa hiyo kwa {agreement} taarifa hizi haziwezi kutolewa: {elements}.',
      fr: 'D’autres accords en vigueur sont plus stricts ({agreements}) : selon {agreement}, ces champs ne peuvent être communiqués : {elements}.',
    },
    fix: {
      en: 'Leave them out, accept a partial answer, or have the parties settle the contradiction.',
      sw: 'Ziache, kubali jibu la sehemu, au pande husika zisuluhishe mgongano huo.',
      fr: 'Renoncez-y, acceptez une réponse partielle, ou faites régler la contradiction par les parties.',
    },
  },
  'agreements.field-held-by-other': {
    says: {
      en: 'Withheld: the agreement {agreement}, also in force, does not let {element} leave.',
      sw: 'Imezuiwa: makubaliano {agreement}, ambayo pia yanatumika, hayaruhusu {element} kutolewa.',
      fr: 'Retenu : l’accord {agreement}, lui aussi en vigueur, ne laisse pas communiquer {element}.',
    },
    fix: {
      en: 'The parties must settle which of the two holds.',
      sw: 'Pande husika lazima ziamue lipi linafuatwa.',
      fr: 'Les parties doivent décider lequel des deux vaut.',
    },
  },
  'agreements.field-forms-contradict': {
    says: {
      en: 'Withheld: the agreement {agreement}, also in force, gives {element} in another form, and neither is the stricter.',
      sw: 'Imezuiwa: makubaliano {agreement}, ambayo pia yanatumika, hutoa {element} kwa namna nyingine, na hakuna iliyo kali zaidi.',
      fr: 'Retenu : l’accord {agreement}, lui aussi en vigueur, donne {element} sous une autre forme, et aucune n’est la plus stricte.',
    },
    fix: {
      en: 'The parties must settle on one form.',
      sw: 'Pande husika lazima zikubaliane namna moja.',
      fr: 'Les parties doivent s’accorder sur une forme.',
    },
  },
  'agreements.transfer-not-agreed': {
    says: {
      en: 'It would leave the country for {country}, and {agreement} does not allow that.',
      sw: 'Data ingetoka nchini kwenda {country}, na {agreement} hayaruhusu.',
      fr: 'Les données quitteraient le pays pour {country}, ce que {agreement} ne permet pas.',
    },
    fix: {
      en: 'Have the country and what protects the data there agreed in a new version.',
      sw: 'Nchi hiyo na kinacholinda data huko vikubaliwe katika toleo jipya.',
      fr: 'Faites convenir du pays et de ce qui y protège les données dans une nouvelle version.',
    },
  },
  'agreements.transfer-without-consent': {
    says: {
      en: 'By {agreement} it goes to {country} only with the person’s consent, and none is on record.',
      sw: 'Kwa {agreement} data huenda {country} kwa ridhaa ya mhusika pekee, na hakuna iliyohifadhiwa.',
      fr: 'Selon {agreement}, les données ne vont vers {country} qu’avec le consentement de la personne, et aucun n’est consigné.',
    },
    fix: {
      en: 'Ask the person, and record the consent.',
      sw: 'Muulize mhusika, na uhifadhi ridhaa yake.',
      fr: 'Demandez à la personne, et consignez son consentement.',
    },
  },
  'agreements.outside-hours': {
    says: {
      en: 'The agreement {agreement} works at {hours} on the days {days} of the week (1 is Monday); it is {time}.',
      sw: 'Makubaliano {agreement} hufanya kazi saa {hours} siku {days} za wiki (1 ni Jumatatu); sasa ni {time}.',
      fr: 'L’accord {agreement} vaut de {hours} les jours {days} de la semaine (1 : lundi) ; il est {time}.',
    },
    fix: {
      en: 'Ask again in these hours.',
      sw: 'Uliza tena katika saa hizo.',
      fr: 'Redemandez pendant ces heures.',
    },
  },
  'agreements.user-volume-used-up': {
    says: {
      en: 'The agreement {agreement} allows each person {limit} questions a day, and yours are used up.',
      sw: 'Makubaliano {agreement} yanamruhusu kila mtu maswali {limit} kwa siku, na yako yamekwisha.',
      fr: 'L’accord {agreement} permet à chaque personne {limit} questions par jour, et les vôtres sont épuisées.',
    },
    fix: {
      en: 'Ask again tomorrow.',
      sw: 'Uliza tena kesho.',
      fr: 'Redemandez demain.',
    },
  },
  'agreements.quality-below-floor': {
    says: {
      en: 'Of the last {records} records of {service}, only {percent} % were well formed; the agreed floor is {floor} %.',
      sw: 'Kati ya rekodi {records} za mwisho za {service}, ni asilimia {percent} tu zilizokuwa sahihi; kiwango cha chini kilichokubaliwa ni asilimia {floor}.',
      fr: 'Sur les {records} derniers enregistrements de {service}, seuls {percent} % étaient bien formés ; le seuil convenu est de {floor} %.',
    },
    fix: {
      en: 'The provider must mend its data; an hour after the last measurement it is measured again.',
      sw: 'Mtoaji lazima arekebishe data yake; saa moja baada ya kipimo cha mwisho itapimwa tena.',
      fr: 'Le fournisseur doit corriger ses données ; une heure après la dernière mesure, elles sont mesurées à nouveau.',
    },
  },
  'agreements.law-refuses': {
    says: {
      en: '{says} ({act}, {section}; rule {rule}, {known}.)',
      sw: '{says} ({act}, {section}; kanuni {rule}, {known}.)',
      fr: '{says} ({act}, {section} ; règle {rule}, {known}.)',
    },
    fix: {
      en: 'The parties must bring the agreement in line with {act}, {section}.',
      sw: 'Pande husika lazima ziyalinganishe makubaliano na {act}, {section}.',
      fr: 'Les parties doivent mettre l’accord en conformité avec {act}, {section}.',
    },
  },
} as const
