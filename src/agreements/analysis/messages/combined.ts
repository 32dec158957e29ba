/** What an agreement comes to together with what its consumer has already. */
export const combined = {
  'analysis.pseudonym-undone': {
    says: {
      en: 'The consumer holds the number and receives it in a form that hides it ({elements}), so that it can tell who is meant.',
      sw: 'Mpokeaji ana namba yenyewe na anaipokea kwa umbo linaloificha ({elements}), kwa hiyo anaweza kumtambua mhusika.',
      fr: 'Le consommateur détient le numéro et le reçoit sous une forme qui le cache ({elements}) : il peut donc savoir de qui il s’agit.',
    },
    fix: {
      en: 'Do not rely on that form: treat the answer as one about a known person, or have the question put by something else.',
      sw: 'Usitegemee umbo hilo: chukulia jibu kuwa la mtu anayejulikana, au swali liulizwe kwa kitu kingine.',
      fr: 'Ne comptez pas sur cette forme : traitez la réponse comme celle d’une personne connue, ou interrogez autrement.',
    },
  },
  'analysis.form-undone': {
    says: {
      en: 'Agreed here in a narrower form, and given in a wider one to the same consumer about the same persons ({where}): {elements}.',
      sw: 'Hapa zimekubaliwa kwa umbo finyu, lakini mpokeaji yuleyule hupewa kwa umbo pana kuhusu watu walewale ({where}): {elements}.',
      fr: 'Convenus ici sous une forme étroite, et donnés sous une forme plus large au même consommateur sur les mêmes personnes ({where}) : {elements}.',
    },
    fix: {
      en: 'Narrow the other one too, if the narrower form suffices for what it is used for.',
      sw: 'Punguza na lile lingine, ikiwa umbo finyu linatosha kwa matumizi yake.',
      fr: 'Restreignez aussi l’autre, si la forme étroite suffit à son usage.',
    },
  },
  'analysis.learned-by-asking': {
    says: {
      en: '{service} may be searched by what it does not release as a value, with up to {records} records in an answer: who is found shows the value of {elements}.',
      sw: '{service} inaweza kutafutwa kwa kisichotolewa kama thamani, hadi rekodi {records} kwa jibu: anayepatikana hufichua thamani ya {elements}.',
      fr: '{service} peut être interrogé par ce qu’il ne communique pas en valeur, jusqu’à {records} enregistrements par réponse : qui est trouvé révèle la valeur de {elements}.',
    },
    fix: {
      en: 'Take the elements out of those the question may be put by, or agree one record for an answer.',
      sw: 'Ondoa vipengele hivi katika vinavyoulizwa kwavyo, au kubalini rekodi moja kwa jibu.',
      fr: 'Retirez ces éléments de ceux par lesquels on interroge, ou convenez d’un seul enregistrement par réponse.',
    },
  },
  'analysis.passed-on-against-agreement': {
    says: {
      en: '{provider} receives these from {source} under {other}, which does not allow passing them on to {consumer}, and serves them here: {elements}.',
      sw: '{provider} hupokea hizi kutoka {source} chini ya {other}, ambayo hayaruhusu kuzipitisha kwa {consumer}, na hapa inazitoa: {elements}.',
      fr: '{provider} reçoit ceci de {source} au titre de {other}, qui ne permet pas de le transmettre à {consumer}, et le fournit ici : {elements}.',
    },
    fix: {
      en: 'Have the provider confirm that the values are its own, ask the source, or have {other} allow it.',
      sw: 'Mtoaji athibitishe kuwa taarifa ni zake mwenyewe, ulizeni chanzo, au {other} yaruhusu.',
      fr: 'Que le fournisseur confirme que ces valeurs sont les siennes, interrogez la source, ou que {other} le permette.',
    },
  },
  'analysis.identifies': {
    says: {
      en: 'Together with what the consumer has, these tell who the person is: {elements}.',
      sw: 'Pamoja na alichonacho mpokeaji, hizi humtambulisha mtu: {elements}.',
      fr: 'Avec ce que le consommateur détient déjà, ceci permet de reconnaître la personne : {elements}.',
    },
    fix: {
      en: 'Agree one of them as a band, or treat the data as identified.',
      sw: 'Kubalini mojawapo kama kundi la thamani, au chukulia taarifa kuwa za mtu anayejulikana.',
      fr: 'Convenez de l’un d’eux par tranche, ou traitez les données comme nominatives.',
    },
  },
  'analysis.infers-without-ground': {
    says: {
      en: 'Not classed as sensitive, and yet they tell of something sensitive, {inference}: {elements}.',
      sw: 'Hazijawekwa kundi la taarifa nyeti, lakini hufichua jambo nyeti, {inference}: {elements}.',
      fr: 'Non classés sensibles, ils révèlent pourtant une chose sensible, {inference} : {elements}.',
    },
    fix: {
      en: 'State a ground for sensitive data, or agree a form that does not tell it.',
      sw: 'Taja msingi wa taarifa nyeti, au kubalini umbo lisilofichua.',
      fr: 'Indiquez un fondement pour données sensibles, ou convenez d’une forme qui ne le révèle pas.',
    },
  },
  'analysis.infers-together': {
    says: {
      en: 'Only together with other agreements of the consumer does this one tell of {inference}: {elements}.',
      sw: 'Ni pamoja na makubaliano mengine ya mpokeaji tu ndipo haya yanafichua {inference}: {elements}.',
      fr: 'C’est seulement avec d’autres accords du consommateur que celui-ci révèle : {inference} ({elements}).',
    },
    fix: {
      en: 'Have the impact assessment say so, or forbid linking the two.',
      sw: 'Tathmini ya athari ieleze hivyo, au kataza kuyaunganisha.',
      fr: 'Que l’analyse d’impact le dise, ou interdisez de relier les deux.',
    },
  },
} as const
