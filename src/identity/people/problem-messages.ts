import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** Of people and decisions about them, in Swahili and French. */
export const peopleMessages: ProblemMessages = {
  'identity.entity-unknown': {
    sw: { message: 'hakuna mtu {entity}', fix: 'POST /v1/identity/people/find hupata mtu ambaye rekodi ni yake.' },
    fr: {
      message: 'il n’y a pas de personne {entity}',
      fix: 'POST /v1/identity/people/find trouve la personne à qui appartient un enregistrement.',
    },
  },
  'identity.decision-unknown': {
    sw: {
      message: 'hakuna uamuzi {decision} uliounganisha rekodi mbili na ambao bado unatumika',
      fix: 'Msome mtu: maamuzi yake yameorodheshwa, pamoja na yaliyotenguliwa.',
    },
    fr: {
      message: 'il n’y a pas de décision {decision} qui ait réuni deux enregistrements et tienne encore',
      fix: 'Lisez la personne : ses décisions y sont, avec celles qui ont été annulées.',
    },
  },
  'identity.record-unknown': {
    sw: {
      message: 'rekodi mahali {pointer} haimo katika chanzo chochote',
      fix: 'Taja rekodi kwa chanzo chake na namba yake humo.',
    },
    fr: {
      message: 'l’enregistrement à l’endroit {pointer} n’est dans aucune source',
      fix: 'Nommez un enregistrement par sa source et son numéro.',
    },
  },
  'identity.same-record': {
    sw: { message: 'rekodi zote mbili ni moja', fix: 'Taja rekodi mbili.' },
    fr: { message: 'les deux enregistrements n’en font qu’un', fix: 'Nommez-en deux.' },
  },
  'identity.changed-meanwhile': {
    sw: {
      message: 'mwingine ameamua kuhusu watu hawa wakati huo huo, na alikuwa wa kwanza',
      fix: 'Zisome rekodi tena: uamuzi wake upo. Kisha uamue upya.',
    },
    fr: {
      message: 'quelqu’un d’autre a décidé de ces personnes au même moment, et fut le premier',
      fix: 'Relisez les enregistrements : sa décision y est. Puis décidez à nouveau.',
    },
  },
  'identity.held-apart': {
    sw: {
      message: 'ingefanya mtu mmoja wa rekodi zilizoamuliwa kuwa za watu wawili: {decisions}',
      fix: 'Angalia jozi hizo kwanza, na uziunganishe kama ni za mtu mmoja kumbe.',
    },
    fr: {
      message: 'cela réunirait des enregistrements dont on a décidé qu’ils sont de deux personnes : {decisions}',
      fix: 'Voyez d’abord ces paires, et liez-les si elles sont bien d’une seule personne.',
    },
  },
  'identity.one-person': {
    sw: {
      message: 'hao wawili ni mtu mmoja kwa maamuzi ya awali: {decisions}',
      fix: 'Tengua uamuzi uliokosea (unmerge).',
    },
    fr: {
      message: 'les deux sont une seule personne par des décisions antérieures : {decisions}',
      fix: 'Annulez la décision qui était fausse (unmerge).',
    },
  },
  'identity.nothing-to-merge': {
    sw: { message: 'hao wawili tayari ni mtu mmoja', fix: 'Msome mtu: hakuna lililobaki.' },
    fr: { message: 'les deux sont déjà une seule personne', fix: 'Lisez la personne : il ne reste rien à faire.' },
  },
  'identity.still-together': {
    sw: { message: 'maamuzi mengine yanawashikilia pamoja: {decisions}', fix: 'Tengua na yaliyokosea kati ya hayo.' },
    fr: {
      message: 'd’autres décisions les tiennent ensemble : {decisions}',
      fix: 'Annulez aussi celles qui sont fausses.',
    },
  },
  'identity.tombstone': {
    sw: { message: '{entity} aliunganishwa na {into}', fix: 'Uliza kuhusu {into}.' },
    fr: { message: '{entity} a été réuni à {into}', fix: 'Demandez {into}.' },
  },
  'identity.outside-area': {
    sw: {
      message: 'rekodi ziko {areas}, na hakuna eneo lako kati ya hayo',
      fix: 'Waachie wasimamizi wa maeneo hayo.',
    },
    fr: {
      message: 'les enregistrements sont à {areas}, et rien de cela n’est à vous',
      fix: 'Laissez-les aux gestionnaires de ces zones.',
    },
  },
  'identity.case-unknown': {
    sw: {
      message: 'hakuna kesi ya kuunganisha {case} katika mwanachama huyu',
      fix: 'GET /v1/identity/cases huorodhesha kesi unazoweza kuziona.',
    },
    fr: {
      message: 'il n’y a pas de dossier de rapprochement {case} chez ce membre',
      fix: 'GET /v1/identity/cases liste les dossiers que vous pouvez voir.',
    },
  },
  'identity.case-changed': {
    sw: { message: 'kesi imebadilishwa na mwingine, au imefungwa', fix: 'Isome tena, kisha uamue upya.' },
    fr: { message: 'le dossier a été changé par un autre, ou est clos', fix: 'Relisez-le et décidez à nouveau.' },
  },
  'identity.needs-two': {
    sw: {
      message: 'rekodi ziko {areas}: kuunganisha watu wa maeneo kadhaa kunahitaji wasimamizi wawili',
      fix: 'Pendekeza jozi (POST /v1/identity/proposals); msimamizi mwingine huithibitisha.',
    },
    fr: {
      message:
        'les enregistrements sont à {areas} : réunir des personnes de plusieurs zones demande deux gestionnaires',
      fix: 'Proposez la paire (POST /v1/identity/proposals) ; un autre gestionnaire la confirme.',
    },
  },
}
