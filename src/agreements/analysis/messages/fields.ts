/** On the fields: whether they are known, needed, justified and used. */
export const fields = {
  'analysis.element-unknown': {
    says: {
      en: 'The dictionary does not know: {elements}. An element that it does not know never leaves.',
      sw: 'Kamusi haitambui: {elements}. Kisichotambuliwa na kamusi hakitolewi kamwe.',
      fr: 'Le dictionnaire ne connaît pas : {elements}. Ce qu’il ne connaît pas ne sort jamais.',
    },
    fix: {
      en: 'Name elements of the dictionary, or take these out.',
      sw: 'Taja vipengele vya kamusi, au uviondoe hivi.',
      fr: 'Nommez des éléments du dictionnaire, ou retirez ceux-ci.',
    },
  },
  'analysis.sensitive-without-ground': {
    says: {
      en: 'Sensitive data are agreed without a ground of their own, so that they will be withheld: {elements}.',
      sw: 'Taarifa nyeti zimekubaliwa bila msingi wake maalum, kwa hiyo zitazuiwa: {elements}.',
      fr: 'Des données sensibles sont convenues sans fondement propre et seront donc retenues : {elements}.',
    },
    fix: {
      en: 'State the ground on which sensitive data may be shared, or take the fields out.',
      sw: 'Taja msingi unaoruhusu kushirikisha taarifa nyeti, au uziondoe.',
      fr: 'Indiquez le fondement qui permet de partager des données sensibles, ou retirez ces champs.',
    },
  },
  'analysis.form-wider': {
    says: {
      en: '{service}: for the purpose, {form} usually suffices; more is agreed of: {elements}.',
      sw: '{service}: kwa kusudi hili kwa kawaida {form} hutosha; zaidi ya hapo kumekubaliwa: {elements}.',
      fr: '{service} : pour cette finalité, {form} suffit d’ordinaire ; il est convenu davantage de : {elements}.',
    },
    fix: {
      en: 'Agree the narrower form, or say in the justification why the decision cannot be taken with it.',
      sw: 'Kubalini umbo finyu zaidi, au eleza katika uhalalishaji kwa nini uamuzi hauwezi kufanywa nalo.',
      fr: 'Convenez de la forme plus étroite, ou dites dans la justification pourquoi elle ne permet pas de décider.',
    },
  },
  'analysis.outside-purpose': {
    says: {
      en: '{service}: not among what the agreed purposes usually need: {elements}.',
      sw: '{service}: si miongoni mwa vinavyohitajika kwa kawaida kwa madhumuni yaliyokubaliwa: {elements}.',
      fr: '{service} : ne fait pas partie de ce dont les finalités convenues ont d’ordinaire besoin : {elements}.',
    },
    fix: {
      en: 'Take the fields out, or say in each justification which decision is taken with it.',
      sw: 'Ondoa taarifa hizi, au eleza katika kila uhalalishaji ni uamuzi gani unaofanywa nayo.',
      fr: 'Retirez ces champs, ou dites dans chaque justification quelle décision est prise avec.',
    },
  },
  'analysis.justification-thin': {
    says: {
      en: 'Sensitive, and justified in one or two words: {elements}.',
      sw: 'Ni nyeti, na zimehalalishwa kwa neno moja au mawili: {elements}.',
      fr: 'Sensibles, et justifiés en un ou deux mots : {elements}.',
    },
    fix: {
      en: 'Say what is decided with the value, and why nothing less would do.',
      sw: 'Eleza kinachoamuliwa kwa thamani hiyo, na kwa nini pungufu yake hakutoshi.',
      fr: 'Dites ce qui est décidé avec la valeur, et pourquoi moins ne suffirait pas.',
    },
  },
  'analysis.justification-repeated': {
    says: {
      en: 'One justification stands on {count} fields of different kinds: “{text}”.',
      sw: 'Uhalalishaji mmoja umewekwa kwenye taarifa {count} za aina tofauti: “{text}”.',
      fr: 'Une même justification figure sur {count} champs de nature différente : « {text} ».',
    },
    fix: {
      en: 'Say for each field what it is needed for.',
      sw: 'Eleza kwa kila taarifa inahitajika kwa nini.',
      fr: 'Dites pour chaque champ à quoi il sert.',
    },
  },
  'analysis.never-released': {
    says: {
      en: 'Agreed, and in none of the {answers} answers of the last {days} days: {elements}.',
      sw: 'Zimekubaliwa, lakini hazimo katika jibu lolote kati ya {answers} ya siku {days} zilizopita: {elements}.',
      fr: 'Convenus, et dans aucune des {answers} réponses des {days} derniers jours : {elements}.',
    },
    fix: {
      en: 'Ask the consumer whether it needs them; take out what it does not.',
      sw: 'Muulize mpokeaji kama anazihitaji; ondoa asizozihitaji.',
      fr: 'Demandez au consommateur s’il en a besoin ; retirez ce dont il n’a pas besoin.',
    },
  },
  'analysis.never-used': {
    says: {
      en: 'Nothing was answered under this agreement in the last {days} days.',
      sw: 'Hakuna kilichojibiwa chini ya makubaliano haya katika siku {days} zilizopita.',
      fr: 'Rien n’a été répondu au titre de cet accord au cours des {days} derniers jours.',
    },
    fix: {
      en: 'Ask the consumer whether it is still needed, and end it if not.',
      sw: 'Muulize mpokeaji kama bado yanahitajika, na uyasitishe kama hayahitajiki.',
      fr: 'Demandez au consommateur s’il est encore nécessaire, et mettez-y fin sinon.',
    },
  },
  'analysis.clauses-absent': {
    says: {
      en: 'The text says nothing on: {clauses}.',
      sw: 'Maandishi hayasemi chochote kuhusu: {clauses}.',
      fr: 'Le texte ne dit rien de : {clauses}.',
    },
    fix: {
      en: 'Add the clauses, or have the legal officer confirm that the law does not ask for them.',
      sw: 'Ongeza vifungu hivi, au afisa wa sheria athibitishe kuwa sheria haivitaki.',
      fr: 'Ajoutez ces clauses, ou faites confirmer par le juriste que la loi ne les exige pas.',
    },
  },
} as const
