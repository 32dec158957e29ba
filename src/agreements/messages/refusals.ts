/** What the gates say when they refuse or withhold, and what would make the same request pass. */
export const refusals = {
  'agreements.consumer-unknown': {
    says: {
      en: 'The asking member, {consumer}, is not registered.',
      sw: 'Mwanachama anayeuliza, {consumer}, hajasajiliwa.',
      fr: 'Le membre demandeur, {consumer}, n’est pas enregistré.',
    },
    fix: {
      en: 'Have it registered as a member first.',
      sw: 'Msajilishe kwanza kama mwanachama.',
      fr: 'Faites-le d’abord enregistrer comme membre.',
    },
  },
  'agreements.consumer-suspended': {
    says: {
      en: 'The asking member, {consumer}, is suspended.',
      sw: 'Mwanachama anayeuliza, {consumer}, amesimamishwa.',
      fr: 'Le membre demandeur, {consumer}, est suspendu.',
    },
    fix: {
      en: 'Its suspension must be lifted before it may ask.',
      sw: 'Usimamishaji wake lazima uondolewe kabla ya kuuliza.',
      fr: 'Sa suspension doit être levée avant qu’il puisse demander.',
    },
  },
  'agreements.provider-unknown': {
    says: {
      en: 'The member asked, {provider}, is not registered.',
      sw: 'Mwanachama anayeulizwa, {provider}, hajasajiliwa.',
      fr: 'Le membre interrogé, {provider}, n’est pas enregistré.',
    },
    fix: {
      en: 'Check the service’s name, or have its owner registered.',
      sw: 'Hakiki jina la huduma, au msajilishe mmiliki wake.',
      fr: 'Vérifiez le nom du service, ou faites enregistrer son propriétaire.',
    },
  },
  'agreements.provider-suspended': {
    says: {
      en: 'The member asked, {provider}, is suspended.',
      sw: 'Mwanachama anayeulizwa, {provider}, amesimamishwa.',
      fr: 'Le membre interrogé, {provider}, est suspendu.',
    },
    fix: {
      en: 'Its suspension must be lifted before it may be asked.',
      sw: 'Usimamishaji wake lazima uondolewe kabla ya kuulizwa.',
      fr: 'Sa suspension doit être levée avant qu’il puisse être interrogé.',
    },
  },
  'agreements.system-suspended': {
    says: {
      en: 'The system asked, {system}, is suspended.',
      sw: 'Mfumo unaoulizwa, {system}, umesimamishwa.',
      fr: 'Le système interrogé, {system}, est suspendu.',
    },
    fix: {
      en: 'Its suspension must be lifted before it may be asked.',
      sw: 'Usimamishaji wake lazima uondolewe kabla ya kuulizwa.',
      fr: 'Sa suspension doit être levée avant qu’il puisse être interrogé.',
    },
  },
  'agreements.agreement-missing': {
    says: {
      en: 'There is no agreement under which {consumer} may ask {provider}.',
      sw: 'Hakuna makubaliano yanayomruhusu {consumer} kumuuliza {provider}.',
      fr: 'Aucun accord ne permet à {consumer} d’interroger {provider}.',
    },
    fix: {
      en: 'Draw up a data sharing agreement between the two and have both sign it.',
      sw: 'Andaa makubaliano ya kushirikiana data kati yao na wote wawili wayatie saini.',
      fr: 'Établissez entre les deux un accord de partage de données, signé par chacun.',
    },
  },
  'agreements.agreement-unknown': {
    says: {
      en: 'There is no agreement {agreement} between {consumer} and {provider}.',
      sw: 'Hakuna makubaliano {agreement} kati ya {consumer} na {provider}.',
      fr: 'Il n’existe pas d’accord {agreement} entre {consumer} et {provider}.',
    },
    fix: {
      en: 'Check the agreement’s id, or leave it out to use the one in force.',
      sw: 'Hakiki kitambulisho cha makubaliano, au usikitaje ili kutumia yanayotumika.',
      fr: 'Vérifiez l’identifiant de l’accord, ou omettez-le pour utiliser celui en vigueur.',
    },
  },
  'agreements.service-not-covered': {
    says: {
      en: 'The agreement {agreement} does not cover the service {service}.',
      sw: 'Makubaliano {agreement} hayahusu huduma {service}.',
      fr: 'L’accord {agreement} ne couvre pas le service {service}.',
    },
    fix: {
      en: 'Have the service added in a new version of the agreement.',
      sw: 'Omba huduma hiyo iongezwe katika toleo jipya la makubaliano.',
      fr: 'Faites ajouter le service dans une nouvelle version de l’accord.',
    },
  },
  'agreements.purpose-unknown': {
    says: {
      en: 'The purpose {purpose} is not in the country’s list of purposes.',
      sw: 'Kusudi {purpose} halimo katika orodha ya makusudi ya nchi.',
      fr: 'La finalité {purpose} ne figure pas dans la liste du pays.',
    },
    fix: {
      en: 'Use a purpose from the list.',
      sw: 'Tumia kusudi lililomo katika orodha.',
      fr: 'Utilisez une finalité de la liste.',
    },
  },
  'agreements.purpose-not-agreed': {
    says: {
      en: 'The purpose {purpose} is not agreed in {agreement}; agreed are: {agreed}.',
      sw: 'Kusudi {purpose} halijakubaliwa katika {agreement}; yaliyokubaliwa ni: {agreed}.',
      fr: 'La finalité {purpose} n’est pas convenue dans {agreement} ; sont convenues : {agreed}.',
    },
    fix: {
      en: 'Ask for an agreed purpose, or have this one added in a new version of the agreement.',
      sw: 'Uliza kwa kusudi lililokubaliwa, au omba hili liongezwe katika toleo jipya la makubaliano.',
      fr: 'Demandez pour une finalité convenue, ou faites ajouter celle-ci dans une nouvelle version de l’accord.',
    },
  },
  'agreements.legal-basis-missing': {
    says: {
      en: 'The agreement {agreement} names no law that allows the flow.',
      sw: 'Makubaliano {agreement} hayataji sheria inayoruhusu ubadilishanaji huu.',
      fr: 'L’accord {agreement} ne cite aucune loi autorisant ce flux.',
    },
    fix: {
      en: 'Name the act and the section in a new version of the agreement.',
      sw: 'Taja sheria na kifungu katika toleo jipya la makubaliano.',
      fr: 'Citez la loi et l’article dans une nouvelle version de l’accord.',
    },
  },
  'agreements.sensitive-ground-missing': {
    says: {
      en: 'These are sensitive data, and {agreement} names no ground for them: {elements}.',
      sw: 'Hizi ni data nyeti, na {agreement} hayataji msingi wa kuzitumia: {elements}.',
      fr: 'Ce sont des données sensibles, et {agreement} ne cite aucun fondement à leur égard : {elements}.',
    },
    fix: {
      en: 'Name the ground for sensitive data in a new version of the agreement, or leave them out.',
      sw: 'Taja msingi wa data nyeti katika toleo jipya la makubaliano, au ziache.',
      fr: 'Citez le fondement dans une nouvelle version de l’accord, ou renoncez à ces données.',
    },
  },
  'agreements.ask-by-missing': {
    says: {
      en: 'The question says nothing about whom it asks.',
      sw: 'Swali halisemi linamhusu nani.',
      fr: 'La question ne dit pas sur qui elle porte.',
    },
    fix: {
      en: 'Under {agreement} it may be put by: {agreed}.',
      sw: 'Kwa {agreement} linaweza kuulizwa kwa: {agreed}.',
      fr: 'Selon {agreement}, elle peut être posée par : {agreed}.',
    },
  },
  'agreements.ask-by-not-agreed': {
    says: {
      en: 'The agreement {agreement} does not allow asking by: {elements}.',
      sw: 'Makubaliano {agreement} hayaruhusu kuuliza kwa: {elements}.',
      fr: 'L’accord {agreement} ne permet pas d’interroger par : {elements}.',
    },
    fix: { en: 'Ask by: {agreed}.', sw: 'Uliza kwa: {agreed}.', fr: 'Interrogez par : {agreed}.' },
  },
  'agreements.fields-not-agreed': {
    says: {
      en: 'These fields are not agreed in {agreement}: {elements}.',
      sw: 'Taarifa hizi hazijakubaliwa katika {agreement}: {elements}.',
      fr: 'Ces champs ne sont pas convenus dans {agreement} : {elements}.',
    },
    fix: {
      en: 'Leave them out, accept a partial answer, or have them added in a new version of the agreement.',
      sw: 'Ziache, kubali jibu la sehemu, au omba ziongezwe katika toleo jipya la makubaliano.',
      fr: 'Renoncez-y, acceptez une réponse partielle, ou faites-les ajouter dans une nouvelle version de l’accord.',
    },
  },
  'agreements.field-not-agreed': {
    says: {
      en: 'Withheld: the agreement does not contain {element}.',
      sw: 'Imezuiwa: makubaliano hayana {element}.',
      fr: 'Retenu : l’accord ne contient pas {element}.',
    },
    fix: {
      en: 'Have it added in a new version of the agreement.',
      sw: 'Omba iongezwe katika toleo jipya la makubaliano.',
      fr: 'Faites-le ajouter dans une nouvelle version de l’accord.',
    },
  },
  'agreements.field-without-ground': {
    says: {
      en: 'Withheld: {element} is sensitive, and the agreement names no ground for sensitive data.',
      sw: 'Imezuiwa: {element} ni data nyeti, na makubaliano hayataji msingi wa data nyeti.',
      fr: 'Retenu : {element} est sensible, et l’accord ne cite aucun fondement pour les données sensibles.',
    },
    fix: {
      en: 'Name the ground in a new version of the agreement.',
      sw: 'Taja msingi katika toleo jipya la makubaliano.',
      fr: 'Citez le fondement dans une nouvelle version de l’accord.',
    },
  },
  'agreements.minute-volume-used-up': {
    says: {
      en: 'The agreement {agreement} allows {limit} questions a minute, and they are used up.',
      sw: 'Makubaliano {agreement} yanaruhusu maswali {limit} kwa dakika, na yamekwisha.',
      fr: 'L’accord {agreement} permet {limit} questions par minute, et elles sont épuisées.',
    },
    fix: { en: 'Ask again in a minute.', sw: 'Uliza tena baada ya dakika moja.', fr: 'Redemandez dans une minute.' },
  },
  'agreements.day-volume-used-up': {
    says: {
      en: 'The agreement {agreement} allows {limit} questions a day, and they are used up.',
      sw: 'Makubaliano {agreement} yanaruhusu maswali {limit} kwa siku, na yamekwisha.',
      fr: 'L’accord {agreement} permet {limit} questions par jour, et elles sont épuisées.',
    },
    fix: {
      en: 'Ask again tomorrow, or agree a higher volume in a new version.',
      sw: 'Uliza tena kesho, au kubalianeni kiasi kikubwa zaidi katika toleo jipya.',
      fr: 'Redemandez demain, ou convenez d’un volume plus élevé dans une nouvelle version.',
    },
  },
  'agreements.month-volume-used-up': {
    says: {
      en: 'The agreement {agreement} allows {limit} questions a month, and they are used up.',
      sw: 'Makubaliano {agreement} yanaruhusu maswali {limit} kwa mwezi, na yamekwisha.',
      fr: 'L’accord {agreement} permet {limit} questions par mois, et elles sont épuisées.',
    },
    fix: {
      en: 'Ask again next month, or agree a higher volume in a new version.',
      sw: 'Uliza tena mwezi ujao, au kubalianeni kiasi kikubwa zaidi katika toleo jipya.',
      fr: 'Redemandez le mois prochain, ou convenez d’un volume plus élevé dans une nouvelle version.',
    },
  },
} as const
