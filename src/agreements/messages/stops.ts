/** Why an agreement does not bind today, and what would make it bind. */
export const stops = {
  'agreements.registration-lapsed': {
    says: {
      en: 'The registration {registration} of {member} with the data protection authority, on which {agreement} rests, ended on {validUntil}; today is {today}.',
      sw: 'Usajili {registration} wa {member} kwa mamlaka ya ulinzi wa data, ambao {agreement} yanautegemea, uliisha {validUntil}; leo ni {today}.',
      fr: 'L’enregistrement {registration} de {member} auprès de l’autorité de protection des données, dont dépend {agreement}, a pris fin le {validUntil} ; nous sommes le {today}.',
    },
    fix: {
      en: 'The member must renew its registration, and a new version must name it.',
      sw: 'Mwanachama lazima ahuishe usajili wake, na toleo jipya liutaje.',
      fr: 'Le membre doit renouveler son enregistrement, et une nouvelle version le mentionner.',
    },
  },
  'agreements.signatory-not-named': {
    says: {
      en: 'The agreement {agreement} does not name who signs for {member}.',
      sw: 'Makubaliano {agreement} hayamtaji mtia saini wa {member}.',
      fr: 'L’accord {agreement} ne désigne pas le signataire de {member}.',
    },
    fix: {
      en: 'A new version must name the parties with their signatories.',
      sw: 'Toleo jipya lazima litaje pande husika na watia saini wao.',
      fr: 'Une nouvelle version doit désigner les parties et leurs signataires.',
    },
  },
  'agreements.signature-missing': {
    says: {
      en: 'The agreement {agreement} bears no valid signature of {member}.',
      sw: 'Makubaliano {agreement} hayana saini halali ya {member}.',
      fr: 'L’accord {agreement} ne porte pas de signature valable de {member}.',
    },
    fix: {
      en: 'The signatory whom it names for that party must sign it.',
      sw: 'Mtia saini aliyetajwa kwa upande huo lazima ayatie saini.',
      fr: 'Le signataire qu’il désigne pour cette partie doit le signer.',
    },
  },
  'agreements.mandate-expired': {
    says: {
      en: 'The agreement {agreement} was signed for {member} on {signedOn}, after the signatory’s mandate had ended on {mandateUntil}.',
      sw: 'Makubaliano {agreement} yalitiwa saini kwa niaba ya {member} tarehe {signedOn}, baada ya mamlaka ya mtia saini kuisha {mandateUntil}.',
      fr: 'L’accord {agreement} a été signé pour {member} le {signedOn}, après la fin du mandat du signataire le {mandateUntil}.',
    },
    fix: {
      en: 'A new version must be signed by someone with a mandate.',
      sw: 'Toleo jipya lazima litiwe saini na mwenye mamlaka.',
      fr: 'Une nouvelle version doit être signée par une personne mandatée.',
    },
  },
  'agreements.review-overdue': {
    says: {
      en: 'The review of the agreement {agreement} was due on {due}; today is {today}.',
      sw: 'Mapitio ya makubaliano {agreement} yalitakiwa kufikia {due}; leo ni {today}.',
      fr: 'La révision de l’accord {agreement} était due le {due} ; nous sommes le {today}.',
    },
    fix: {
      en: 'The parties must review it and sign a new version with the next date.',
      sw: 'Pande husika lazima ziyapitie na kutia saini toleo jipya lenye tarehe ijayo.',
      fr: 'Les parties doivent le réviser et signer une nouvelle version avec la date suivante.',
    },
  },
  'agreements.framework-missing': {
    says: {
      en: 'The agreement {agreement} stands under {framework}, and there is no such agreement above it.',
      sw: 'Makubaliano {agreement} yako chini ya {framework}, na hakuna makubaliano hayo juu yake.',
      fr: 'L’accord {agreement} relève de {framework}, et il n’y a pas de tel accord au-dessus de lui.',
    },
    fix: {
      en: 'Conclude the framework first, or name one that there is.',
      sw: 'Kamilisha kwanza mfumo mkuu, au taja uliopo.',
      fr: 'Concluez d’abord l’accord-cadre, ou désignez-en un qui existe.',
    },
  },
  'agreements.framework-not-in-force': {
    says: {
      en: 'The agreement {agreement} stands under {framework}, which is not in force.',
      sw: 'Makubaliano {agreement} yako chini ya {framework}, ambayo hayatumiki.',
      fr: 'L’accord {agreement} relève de {framework}, qui n’est pas en vigueur.',
    },
    fix: {
      en: 'What stops {framework} must be mended first.',
      sw: 'Kinachozuia {framework} lazima kirekebishwe kwanza.',
      fr: 'Ce qui arrête {framework} doit d’abord être réglé.',
    },
  },
  'agreements.agreement-draft': {
    says: {
      en: 'The agreement {agreement} is a draft.',
      sw: 'Makubaliano {agreement} bado ni rasimu.',
      fr: 'L’accord {agreement} est un projet.',
    },
    fix: {
      en: 'Both parties must sign it, and it must be activated.',
      sw: 'Pande zote mbili lazima ziyatie saini, kisha yaanzishwe.',
      fr: 'Les deux parties doivent le signer, puis il doit être activé.',
    },
  },
  'agreements.agreement-in-review': {
    says: {
      en: 'The agreement {agreement} is under review.',
      sw: 'Makubaliano {agreement} yanapitiwa.',
      fr: 'L’accord {agreement} est en cours d’examen.',
    },
    fix: {
      en: 'The review must end, both parties must sign, and it must be activated.',
      sw: 'Mapitio lazima yaishe, pande zote mbili zitie saini, kisha yaanzishwe.',
      fr: 'L’examen doit aboutir, les deux parties signer, puis l’accord être activé.',
    },
  },
  'agreements.agreement-not-signed': {
    says: {
      en: 'The agreement {agreement} is not signed by both parties.',
      sw: 'Makubaliano {agreement} hayajatiwa saini na pande zote mbili.',
      fr: 'L’accord {agreement} n’est pas signé par les deux parties.',
    },
    fix: {
      en: 'The signatories that it names must sign it.',
      sw: 'Watia saini waliotajwa ndani yake lazima wayatie saini.',
      fr: 'Les signataires qu’il désigne doivent le signer.',
    },
  },
  'agreements.agreement-recorded-expired': {
    says: {
      en: 'The agreement {agreement} has expired.',
      sw: 'Makubaliano {agreement} yamekwisha muda.',
      fr: 'L’accord {agreement} a expiré.',
    },
    fix: {
      en: 'The parties must renew it with a new version.',
      sw: 'Pande husika lazima ziyahuishe kwa toleo jipya.',
      fr: 'Les parties doivent le renouveler par une nouvelle version.',
    },
  },
  'agreements.agreement-under-order': {
    says: {
      en: 'The regulator, {regulator}, has stopped the agreement {agreement} by an order.',
      sw: 'Mdhibiti, {regulator}, amesimamisha makubaliano {agreement} kwa amri.',
      fr: 'Le régulateur, {regulator}, a arrêté l’accord {agreement} par une ordonnance.',
    },
    fix: {
      en: 'Only the regulator can lift its order.',
      sw: 'Mdhibiti peke yake anaweza kuondoa amri yake.',
      fr: 'Seul le régulateur peut lever son ordonnance.',
    },
  },
  'agreements.agreement-not-activated': {
    says: {
      en: 'The agreement {agreement} is signed but not yet active.',
      sw: 'Makubaliano {agreement} yametiwa saini lakini bado hayajaanza kutumika.',
      fr: 'L’accord {agreement} est signé mais pas encore actif.',
    },
    fix: { en: 'It must be activated.', sw: 'Lazima yaanzishwe.', fr: 'Il doit être activé.' },
  },
  'agreements.agreement-suspended': {
    says: {
      en: 'The agreement {agreement} is suspended.',
      sw: 'Makubaliano {agreement} yamesimamishwa.',
      fr: 'L’accord {agreement} est suspendu.',
    },
    fix: {
      en: 'The parties must settle the cause and lift the suspension.',
      sw: 'Pande husika lazima zitatue sababu na kuondoa usimamishaji.',
      fr: 'Les parties doivent régler la cause et lever la suspension.',
    },
  },
  'agreements.agreement-terminated': {
    says: {
      en: 'The agreement {agreement} was terminated.',
      sw: 'Makubaliano {agreement} yamevunjwa.',
      fr: 'L’accord {agreement} a été résilié.',
    },
    fix: {
      en: 'A new agreement is needed.',
      sw: 'Makubaliano mapya yanahitajika.',
      fr: 'Un nouvel accord est nécessaire.',
    },
  },
  'agreements.agreement-not-yet-valid': {
    says: {
      en: 'The agreement {agreement} begins on {validFrom}; today is {today}.',
      sw: 'Makubaliano {agreement} yanaanza {validFrom}; leo ni {today}.',
      fr: 'L’accord {agreement} commence le {validFrom} ; nous sommes le {today}.',
    },
    fix: {
      en: 'Ask again from that day.',
      sw: 'Uliza tena kuanzia siku hiyo.',
      fr: 'Demandez à nouveau à partir de ce jour.',
    },
  },
  'agreements.agreement-expired': {
    says: {
      en: 'The agreement {agreement} ended on {validUntil}; today is {today}.',
      sw: 'Makubaliano {agreement} yaliisha {validUntil}; leo ni {today}.',
      fr: 'L’accord {agreement} a pris fin le {validUntil} ; nous sommes le {today}.',
    },
    fix: {
      en: 'The parties must renew it.',
      sw: 'Pande husika lazima ziyahuishe.',
      fr: 'Les parties doivent le renouveler.',
    },
  },
} as const
