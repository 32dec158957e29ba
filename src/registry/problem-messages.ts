import type { ProblemMessages } from '../kernel/problem-messages.ts'

/** What the registry's problems are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  'registry.unknown-act': {
    sw: { message: 'sajili haina tendo kama hili', fix: 'Tazama src/registry/README.md kwa matendo yaliyopo.' },
    fr: {
      message: 'le registre ne connaît pas cet acte',
      fix: 'Voyez src/registry/README.md pour les actes qui existent.',
    },
  },
  'registry.value-missing': {
    sw: { message: 'tendo halisemi {elements}', fix: 'Toa thamani ya kila kipengele kinachohitajika.' },
    fr: { message: 'l’acte ne dit pas {elements}', fix: 'Donnez une valeur à chaque élément nécessaire.' },
  },
  'registry.value-not-taken': {
    sw: { message: 'tendo halichukui {element}', fix: 'Acha kipengele hiki; tazama src/registry/README.md.' },
    fr: { message: 'l’acte ne prend pas {element}', fix: 'Omettez cet élément ; voyez src/registry/README.md.' },
  },
  'registry.value-invalid': {
    sw: {
      message: 'thamani ya {element} haikubaliwi na kamusi',
      fix: 'Kagua aina yake, umbo lake na, kwa msimbo, orodha yake.',
    },
    fr: {
      message: 'la valeur de {element} n’est pas admise par le dictionnaire',
      fix: 'Vérifiez son type, sa forme et, pour un code, sa liste.',
    },
  },
  'registry.unknown-record': {
    sw: { message: 'sajili haina rekodi yenye {element} hii', fix: 'Kagua kitambulisho, au sajili rekodi kwanza.' },
    fr: {
      message: 'le registre n’a pas d’enregistrement avec ce {element}',
      fix: 'Vérifiez l’identifiant, ou enregistrez-le d’abord.',
    },
  },
  'registry.ambiguous-record': {
    sw: {
      message: 'sajili ina rekodi kadhaa zenye {element} hii',
      fix: 'Taja rekodi kwa namba iliyopewa na sajili.',
    },
    fr: {
      message: 'le registre a plusieurs enregistrements avec ce {element}',
      fix: 'Désignez l’enregistrement par le numéro que le registre lui a donné.',
    },
  },
  'registry.already-enrolled': {
    sw: {
      message: 'mtu huyu tayari ameandikishwa katika programu hii',
      fix: 'Badilisha uandikishaji uliopo; mpya huanza baada ya mwisho wake.',
    },
    fr: {
      message: 'la personne est déjà inscrite à ce programme',
      fix: 'Modifiez l’inscription qui existe ; une nouvelle commence après sa fin.',
    },
  },
  'registry.already-on-register': {
    sw: {
      message: 'rejista tayari ina ingizo la mtu huyu ambalo bado linatumika',
      fix: 'Badilisha ingizo lililopo; jipya hufanywa baada ya mwisho wake.',
    },
    fr: {
      message: 'le registre a déjà une inscription en vigueur de cette personne',
      fix: 'Modifiez l’inscription qui existe ; une nouvelle se fait après sa fin.',
    },
  },
  'registry.already-registered': {
    sw: {
      message: 'daftari la raia tayari lina ingizo lenye namba hii',
      fix: 'Kagua namba; ingizo husajiliwa mara moja.',
    },
    fr: {
      message: 'l’état civil a déjà un acte de ce numéro',
      fix: 'Vérifiez le numéro ; un acte est enregistré une seule fois.',
    },
  },
  'registry.head-cannot-leave': {
    sw: {
      message: 'mkuu wa kaya yenye watu wengine hawezi kuiacha',
      fix: 'Hamisha wengine, au wasajili kama kaya yenye mkuu mwingine.',
    },
    fr: {
      message: 'le chef d’un ménage où vivent d’autres personnes ne peut le quitter',
      fix: 'Déplacez les autres, ou enregistrez-les comme ménage avec un autre chef.',
    },
  },
  'registry.act-id-reused': {
    sw: {
      message: 'kitambulisho hiki cha tendo kilitumika awali kwa tendo lingine',
      fix: 'Kipe kila tendo jipya kitambulisho chake; rudia kitambulisho ili kutuma tena tendo lilelile tu.',
    },
    fr: {
      message: 'cet identifiant d’acte a déjà servi à un autre acte',
      fix: 'Donnez à chaque acte le sien ; ne répétez un identifiant que pour renvoyer le même acte.',
    },
  },
}
