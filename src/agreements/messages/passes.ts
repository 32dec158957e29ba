/** What the gates say when they do not refuse. */
export const passes = {
  'agreements.participants-in-good-standing': {
    says: {
      en: 'Both members, {consumer} and {provider}, are registered and in good standing.',
      sw: 'Wanachama wote wawili, {consumer} na {provider}, wamesajiliwa na hawana kizuizi.',
      fr: 'Les deux membres, {consumer} et {provider}, sont enregistrés et en règle.',
    },
  },
  'agreements.agreement-in-force': {
    says: {
      en: 'The agreement {agreement}, version {version}, is in force until {validUntil}.',
      sw: 'Makubaliano {agreement}, toleo {version}, yanatumika hadi {validUntil}.',
      fr: 'L’accord {agreement}, version {version}, est en vigueur jusqu’au {validUntil}.',
    },
  },
  'agreements.purpose-agreed': {
    says: {
      en: 'The purpose {purpose} is one of those agreed.',
      sw: 'Kusudi {purpose} ni mojawapo ya yaliyokubaliwa.',
      fr: 'La finalité {purpose} fait partie de celles convenues.',
    },
  },
  'agreements.purpose-covered': {
    says: {
      en: 'The purpose {purpose} is covered: the broader purpose {broader} is agreed.',
      sw: 'Kusudi {purpose} linaruhusiwa: kusudi pana zaidi {broader} limekubaliwa.',
      fr: 'La finalité {purpose} est couverte : la finalité plus large {broader} est convenue.',
    },
  },
  'agreements.legal-basis-present': {
    says: {
      en: 'The law allows it: {act}, {section}.',
      sw: 'Sheria inaruhusu: {act}, {section}.',
      fr: 'La loi le permet : {act}, {section}.',
    },
  },
  'agreements.fields-agreed': {
    says: {
      en: 'Everything asked for is agreed; number of fields: {released}.',
      sw: 'Kila kilichoombwa kimekubaliwa; idadi ya taarifa: {released}.',
      fr: 'Tout ce qui est demandé est convenu ; nombre de champs : {released}.',
    },
  },
  'agreements.fields-partly-agreed': {
    says: {
      en: 'Part of it is agreed; fields that may leave: {released}, withheld: {withheld}.',
      sw: 'Sehemu yake imekubaliwa; taarifa zinazoweza kutolewa: {released}, zilizozuiwa: {withheld}.',
      fr: 'Une partie est convenue ; champs communicables : {released}, retenus : {withheld}.',
    },
  },
  'agreements.volume-left': {
    says: {
      en: 'The volume agreed in {agreement} is not used up.',
      sw: 'Kiasi kilichokubaliwa katika {agreement} hakijaisha.',
      fr: 'Le volume convenu dans {agreement} n’est pas épuisé.',
    },
  },
  'agreements.not-reached': {
    says: {
      en: 'Not evaluated, because {gate} had already refused.',
      sw: 'Haikupimwa, kwa sababu {gate} ilikuwa imekataa tayari.',
      fr: 'Non évalué, car {gate} avait déjà refusé.',
    },
  },
  'agreements.nothing-to-check': {
    says: {
      en: 'Cannot be evaluated: there is no agreement that covers the service.',
      sw: 'Haiwezi kupimwa: hakuna makubaliano yanayohusu huduma hiyo.',
      fr: 'Impossible à évaluer : aucun accord ne couvre ce service.',
    },
  },
} as const
