import type { ProblemMessages } from '../../../kernel/problem-messages.ts'
import type { Refusal } from './problems.ts'

const said: Readonly<Record<Refusal, { readonly sw: string; readonly fr: string }>> = {
  'policy-in-use': {
    sw: 'makubaliano ya data yanayotumika yako chini ya sera hii',
    fr: 'un accord de données actif relève de cette politique',
  },
  'policy-incomplete': {
    sw: 'sera ya ridhaa lazima iwe na jurisdiction, storageLocation na dataRetentionPeriodDays',
    fr: 'une politique pour des consentements doit avoir jurisdiction, storageLocation et dataRetentionPeriodDays',
  },
  'no-member': { sw: 'si mwanachama', fr: 'n’est pas un membre' },
  'no-purpose': { sw: 'haimo katika orodha ya madhumuni', fr: 'n’est pas dans la liste des finalités' },
  'no-element': { sw: 'haimo katika kamusi', fr: 'n’est pas dans le dictionnaire' },
  twice: { sw: 'imo tayari', fr: 'y est déjà' },
  'not-by-consent': {
    sw: 'makubaliano ya data yana msingi mwingine kuliko ridhaa, na hakuna anayeulizwa',
    fr: 'l’accord de données repose sur une autre base que le consentement, et personne n’est interrogé',
  },
  'not-active': { sw: 'makubaliano ya data hayatumiki', fr: 'l’accord de données n’est pas actif' },
  'old-revision': {
    sw: 'si toleo la sasa la makubaliano ya data',
    fr: 'n’est pas la révision actuelle de l’accord de données',
  },
  'other-individual': { sw: 'rekodi ni ya mtu mwingine', fr: 'l’enregistrement est d’un autre individu' },
  'record-exists': {
    sw: 'mtu huyu ana rekodi ya toleo hili tayari',
    fr: 'cet individu a déjà un enregistrement de cette révision',
  },
  'individual-missing': {
    sw: 'kichwa X-ConsentBB-IndividualId hakitaji mtu yeyote',
    fr: 'l’en-tête X-ConsentBB-IndividualId ne nomme aucun individu',
  },
  'other-person': { sw: 'mtu hawezi kuwa mtu mwingine', fr: 'un individu ne peut devenir une autre personne' },
  'field-fixed': {
    sw: 'haiwezi kubadilishwa: optIn pekee ndiyo hubadilika',
    fr: 'ne peut être changé : seul optIn le peut',
  },
  'webhook-client': {
    sw: 'ni mfumo unaoitwa tu unaoweza kuweka hili: mfumo una anwani zilizokubaliwa, mtu hana',
    fr: 'seul le client qui est appelé peut l’établir : un système a des hôtes convenus, une personne n’en a pas',
  },
  'webhook-address': {
    sw: 'haimo katika anwani zilizokubaliwa na mfumo huu, au haiwezi kuitwa',
    fr: 'n’est pas parmi les hôtes convenus avec ce client, ou ne peut être appelé',
  },
  'secret-hidden': {
    sw: 'ndiyo inayoonyeshwa kwenye majibu badala ya siri',
    fr: 'est ce que les réponses montrent à la place d’un secret',
  },
  'signature-payload': {
    sw: 'inatia sahihi kitu kingine kuliko kilichotolewa kutiwa sahihi',
    fr: 'signe autre chose que ce qui a été donné à signer',
  },
  'signature-old': {
    sw: 'ilitiwa muda mrefu baada ya kutolewa; omba tena',
    fr: 'a été faite trop longtemps après la remise de ce qui est à signer ; demandez-le de nouveau',
  },
  'signature-wrong': {
    sw: 'si sahihi halali: JWS iliyotengwa yenye ufunguo wa umma katika kichwa chake, EdDSA, ES256 au RS256',
    fr: 'n’est pas une signature valable : un JWS détaché avec la clé publique dans son en-tête, EdDSA, ES256 ou RS256',
  },
  'signature-signer': {
    sw: 'verificationSignedBy si alama ya ufunguo uliotia sahihi',
    fr: 'verificationSignedBy n’est pas l’empreinte de la clé qui a signé',
  },
  'signature-missing': {
    sw: 'hakuna kinachosubiri kutiwa sahihi: kiombe kwa POST',
    fr: 'rien n’attend d’être signé : demandez-le par POST',
  },
  'draft-stale': {
    sw: 'si rasimu ya toleo la sasa yenye optIn true',
    fr: 'n’est pas un projet de la révision actuelle avec optIn true',
  },
  child: {
    sw: 'mtu ni mtoto, ambaye mzazi au mlezi humpa ridhaa (POST /v1/consents)',
    fr: 'la personne est un enfant, pour qui consent un parent ou tuteur (POST /v1/consents)',
  },
}

/** What the problems of GovStack's interface are called in Swahili and French. */
export const govstackProblemMessages: ProblemMessages = {
  ...Object.fromEntries(
    Object.entries(said).map(([variant, { sw, fr }]) => [
      `consent.govstack-refused:${variant}`,
      {
        sw: { message: `{pointer}: ${sw}`, fix: 'Sahihisha hilo, kisha utume ombi tena.' },
        fr: { message: `{pointer}: ${fr}`, fix: 'Corrigez cela et renvoyez la demande.' },
      },
    ]),
  ),
  'consent.govstack-unknown': {
    sw: { message: 'hakuna {schema} {id}', fix: 'Orodha ya vitu hivyo inaonyesha vilivyopo.' },
    fr: { message: 'il n’y a pas de {schema} {id}', fix: 'La liste des mêmes objets montre ceux qui existent.' },
  },
}
