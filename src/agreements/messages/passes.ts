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
  'agreements.fields-by-stricter': {
    says: {
      en: 'Other agreements in force speak of these fields, and the stricter holds ({agreements}); fields that may leave: {released}, withheld: {withheld}.',
      sw: 'Makubaliano mengine yanayotumika yanahusu taarifa hizi, na lililo kali zaidi ndilo linalofuatwa ({agreements}); zinazoweza kutolewa: {released}, zilizozuiwa: {withheld}.',
      fr: 'D’autres accords en vigueur portent sur ces champs, et le plus strict l’emporte ({agreements}) ; champs communicables : {released}, retenus : {withheld}.',
    },
  },
  'agreements.assessment-not-stated': {
    says: {
      en: 'The agreement {agreement} has no clause on an impact assessment; where the law wants one, its rule says so.',
      sw: 'Makubaliano {agreement} hayana kifungu cha tathmini ya athari; sheria ikiitaka, kanuni yake husema hivyo.',
      fr: 'L’accord {agreement} ne contient pas de clause d’analyse d’impact ; si la loi en exige une, sa règle le dit.',
    },
  },
  'agreements.assessment-not-required': {
    says: {
      en: 'No impact assessment is required; the reason is on record: {reference}.',
      sw: 'Tathmini ya athari haihitajiki; sababu imehifadhiwa: {reference}.',
      fr: 'Aucune analyse d’impact n’est requise ; le motif est consigné : {reference}.',
    },
  },
  'agreements.assessment-approved': {
    says: {
      en: 'The impact assessment {reference} was approved on {approvedOn}.',
      sw: 'Tathmini ya athari {reference} iliidhinishwa {approvedOn}.',
      fr: 'L’analyse d’impact {reference} a été approuvée le {approvedOn}.',
    },
  },
  'agreements.consent-not-needed': {
    says: {
      en: 'The ground is the law, so no consent is needed.',
      sw: 'Msingi ni sheria, kwa hiyo ridhaa haihitajiki.',
      fr: 'Le fondement est la loi : aucun consentement n’est nécessaire.',
    },
  },
  'agreements.consent-given': {
    says: {
      en: 'The person’s consent is on record and covers it: {receipt}.',
      sw: 'Ridhaa ya mhusika imehifadhiwa na inatosha: {receipt}.',
      fr: 'Le consentement de la personne est consigné et suffit : {receipt}.',
    },
  },
  'agreements.subject-not-named': {
    says: {
      en: 'The question names no single person by number; whoever is found and has stopped it is left out of the answer.',
      sw: 'Swali halimtaji mtu mmoja kwa namba; anayepatikana na aliyeweka kizuizi huachwa nje ya jibu.',
      fr: 'La question ne désigne pas une personne par son numéro ; qui s’y oppose est retiré de la réponse.',
    },
  },
  'agreements.subject-unrestricted': {
    says: {
      en: 'Nothing is on record that stops it for this person.',
      sw: 'Hakuna kizuizi kilichohifadhiwa kwa mhusika huyu.',
      fr: 'Rien n’est consigné qui l’empêche pour cette personne.',
    },
  },
  'agreements.subject-deceased': {
    says: {
      en: 'The person is recorded as deceased; nothing else stops it.',
      sw: 'Mhusika amerekodiwa kuwa amefariki; hakuna kizuizi kingine.',
      fr: 'La personne est enregistrée comme décédée ; rien d’autre ne l’empêche.',
    },
  },
  'agreements.stays-in-country': {
    says: {
      en: 'Both sides are in the country.',
      sw: 'Pande zote mbili ziko nchini.',
      fr: 'Les deux parties sont dans le pays.',
    },
  },
  'agreements.transfer-agreed': {
    says: {
      en: 'It goes to {country}, as agreed; what protects it there: {mechanism}.',
      sw: 'Inakwenda {country}, kama ilivyokubaliwa; kinachoilinda huko: {mechanism}.',
      fr: 'Les données vont vers {country}, comme convenu ; ce qui les y protège : {mechanism}.',
    },
  },
  'agreements.quality-no-floor': {
    says: {
      en: 'No least quality is agreed.',
      sw: 'Hakuna kiwango cha chini cha ubora kilichokubaliwa.',
      fr: 'Aucune qualité minimale n’est convenue.',
    },
  },
  'agreements.quality-not-measured': {
    says: {
      en: 'The quality of {service} was not measured lately, so the floor of {floor} % is not held against it.',
      sw: 'Ubora wa {service} haujapimwa karibuni, kwa hiyo kiwango cha chini cha asilimia {floor} hakitumiki.',
      fr: 'La qualité de {service} n’a pas été mesurée récemment : le seuil de {floor} % ne lui est pas opposé.',
    },
  },
  'agreements.quality-enough': {
    says: {
      en: 'Of the last {records} records of {service}, {percent} % were well formed; the floor is {floor} %.',
      sw: 'Kati ya rekodi {records} za mwisho za {service}, asilimia {percent} zilikuwa sahihi; kiwango cha chini ni asilimia {floor}.',
      fr: 'Sur les {records} derniers enregistrements de {service}, {percent} % étaient bien formés ; le seuil est de {floor} %.',
    },
  },
  'agreements.no-obligations': {
    says: {
      en: 'The agreement {agreement} lays no obligation on the use.',
      sw: 'Makubaliano {agreement} hayaweki wajibu wowote wa matumizi.',
      fr: 'L’accord {agreement} n’impose aucune obligation d’usage.',
    },
  },
  'agreements.obligations-attached': {
    says: {
      en: 'The obligations of {agreement} go with the answer; number: {attached}.',
      sw: 'Wajibu wa {agreement} unaambatana na jibu; idadi: {attached}.',
      fr: 'Les obligations de {agreement} accompagnent la réponse ; nombre : {attached}.',
    },
  },
  'agreements.volume-left': {
    says: {
      en: 'The hour is agreed in {agreement}, and the volume is not used up.',
      sw: 'Saa imekubaliwa katika {agreement}, na kiasi hakijaisha.',
      fr: 'L’heure est convenue dans {agreement}, et le volume n’est pas épuisé.',
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
