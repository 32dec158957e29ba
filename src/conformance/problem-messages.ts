import type { ProblemMessages } from '../kernel/problem-messages.ts'

/** What the problems of conformance runs are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  'conformance.partner-unknown': {
    sw: { message: 'hakuna mshirika {partner}', fix: 'GET /v1/partners inaorodhesha washirika waliopo.' },
    fr: {
      message: 'il n’y a pas de partenaire {partner}',
      fix: 'GET /v1/partners donne les partenaires qui existent.',
    },
  },
  'conformance.partner-not-callable': {
    sw: {
      message: 'mshirika {partner} amesimamishwa, au hana anwani ya msingi iliyo kwenye seva zake zilizosajiliwa',
      fix: 'Sajili baseUrl na hosts zake, na umrejeshe kama amesimamishwa; simu ya majaribio husema kinachokosekana.',
    },
    fr: {
      message: 'le partenaire {partner} est suspendu, ou n’a pas d’adresse de base sur un de ses hôtes enregistrés',
      fix: 'Enregistrez ses baseUrl et hosts, et rétablissez-le s’il est suspendu ; un appel d’essai dit ce qui manque.',
    },
  },
  'conformance.no-caller': {
    sw: {
      message: 'nodi hii haina mteja mwenye siri iliyochapishwa ambaye inaweza kujiita kwa jina lake',
      fix: 'Endesha `kiungo conform dci` kwa mteja wako mwenyewe; ni onyesho tu linalochapisha siri ya mteja.',
    },
    fr: {
      message: 'ce nœud n’a pas de client au secret publié sous le nom duquel il pourrait s’appeler lui-même',
      fix: 'Lancez `kiungo conform dci` avec un client à vous ; seule une démonstration publie le secret d’un client.',
    },
  },
  'conformance.busy': {
    sw: { message: 'ukaguzi mwingine unaendelea', fix: 'Subiri uishe: kaguzi hufanywa mmoja mmoja.' },
    fr: {
      message: 'une autre vérification de conformité est en cours',
      fix: 'Attendez qu’elle soit finie : elles se font une à la fois.',
    },
  },
  'conformance.report-unknown': {
    sw: {
      message: 'hakuna ripoti ya ukaguzi {report}',
      fix: 'GET /v1/conformance/reports inaorodhesha zilizohifadhiwa.',
    },
    fr: {
      message: 'il n’y a pas de rapport de conformité {report}',
      fix: 'GET /v1/conformance/reports donne ceux qui sont gardés.',
    },
  },
  'conformance.still-running': {
    sw: { message: 'ukaguzi {report} haujaisha', fix: 'GET /v1/conformance/runs/{report} husema unapoisha.' },
    fr: {
      message: 'la vérification {report} n’est pas finie',
      fix: 'GET /v1/conformance/runs/{report} dit quand elle l’est.',
    },
  },
  'conformance.run-failed': {
    sw: {
      message: 'ukaguzi {report} haukuleta ripoti',
      fix: 'Uanze tena; ulichukua muda mrefu mno, nodi ilisimamishwa, au kumbukumbu husema kilichoharibika.',
    },
    fr: {
      message: 'la vérification {report} n’a donné aucun rapport',
      fix: 'Relancez-la ; elle a duré trop longtemps, le nœud a été arrêté, ou le journal dit ce qui a échoué.',
    },
  },
}
