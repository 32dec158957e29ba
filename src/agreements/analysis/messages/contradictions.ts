/** What cannot both be meant: within one agreement, and between two of the same parties. */
export const contradictions = {
  'analysis.decision-without-human': {
    says: {
      en: 'Decisions are taken by machine, and no person reviews them.',
      sw: 'Maamuzi hufanywa na mashine, na hakuna mtu anayeyapitia.',
      fr: 'Des décisions sont prises par une machine, et personne ne les réexamine.',
    },
    fix: {
      en: 'Agree that a person reviews each decision, and within how many days it is reconsidered.',
      sw: 'Kubalini kuwa mtu atapitia kila uamuzi, na utafikiriwa upya ndani ya siku ngapi.',
      fr: 'Convenez qu’une personne réexamine chaque décision, et sous combien de jours.',
    },
  },
  'analysis.no-reconsideration': {
    says: {
      en: 'Decisions are taken by machine, and it is not said within how many days they are reconsidered.',
      sw: 'Maamuzi hufanywa na mashine, na haijasemwa yatafikiriwa upya ndani ya siku ngapi.',
      fr: 'Des décisions sont prises par une machine, sans qu’un délai de réexamen soit indiqué.',
    },
    fix: {
      en: 'State the days within which a person may have the decision reconsidered.',
      sw: 'Taja siku ambazo mtu anaweza kuomba uamuzi ufikiriwe upya.',
      fr: 'Indiquez le délai dans lequel la personne peut faire réexaminer la décision.',
    },
  },
  'analysis.no-events': {
    says: {
      en: 'It is to be told of events, and {service} has none.',
      sw: 'Imekubaliwa kuarifiwa matukio, na {service} haina matukio.',
      fr: 'Il est convenu d’être averti d’événements, et {service} n’en a pas.',
    },
    fix: {
      en: 'Agree that it is asked for, or name a service that tells of events.',
      sw: 'Kubalini kuwa taarifa ziombwe, au taja huduma inayoarifu matukio.',
      fr: 'Convenez qu’elle soit interrogée, ou nommez un service qui annonce des événements.',
    },
  },
  'analysis.once-and-repeated': {
    says: {
      en: 'It is agreed as a single disclosure, and {service} as {frequency}.',
      sw: 'Yamekubaliwa kuwa utoaji wa mara moja, na {service} kuwa {frequency}.',
      fr: 'Il est convenu d’une communication unique, et pour {service} de : {frequency}.',
    },
    fix: {
      en: 'Make it an agreement, or have the service answer once.',
      sw: 'Yafanye makubaliano ya kawaida, au huduma ijibu mara moja.',
      fr: 'Faites-en un accord, ou que le service réponde une seule fois.',
    },
  },
  'analysis.onward-against-obligation': {
    says: {
      en: 'An obligation forbids passing it on, and the clause on passing on names: {members}.',
      sw: 'Wajibu unakataza kupitisha taarifa, na kifungu cha kupitisha kinawataja: {members}.',
      fr: 'Une obligation interdit de transmettre, et la clause de transmission nomme : {members}.',
    },
    fix: {
      en: 'Take out the one or the other.',
      sw: 'Ondoa kimojawapo.',
      fr: 'Retirez l’une ou l’autre.',
    },
  },
  'analysis.reidentification-of-pseudonyms': {
    says: {
      en: 'Forms that hide the value are agreed, and so is finding out who is behind them: {elements}.',
      sw: 'Maumbo yanayoficha thamani yamekubaliwa, na pia kutambua wahusika: {elements}.',
      fr: 'Des formes qui cachent la valeur sont convenues, de même que la réidentification des personnes : {elements}.',
    },
    fix: {
      en: 'Forbid re-identification, or agree the value itself and justify it.',
      sw: 'Kataza utambuzi upya, au kubalini thamani yenyewe na muihalalishe.',
      fr: 'Interdisez la réidentification, ou convenez de la valeur elle-même en la justifiant.',
    },
  },
  'analysis.retention-twice': {
    says: {
      en: 'Two rules say how long these are kept: {elements}.',
      sw: 'Kanuni mbili zinaeleza muda wa kuhifadhi hizi: {elements}.',
      fr: 'Deux règles disent combien de temps ceci est conservé : {elements}.',
    },
    fix: {
      en: 'Keep one rule for each element.',
      sw: 'Baki na kanuni moja kwa kila kipengele.',
      fr: 'Ne gardez qu’une règle par élément.',
    },
  },
  'analysis.retention-of-nothing': {
    says: {
      en: 'A retention rule names what is not agreed: {elements}.',
      sw: 'Kanuni ya kuhifadhi inataja kisichokubaliwa: {elements}.',
      fr: 'Une règle de conservation nomme ce qui n’est pas convenu : {elements}.',
    },
    fix: {
      en: 'Correct the names, or take them out.',
      sw: 'Rekebisha majina, au uyaondoe.',
      fr: 'Corrigez les noms, ou retirez-les.',
    },
  },
  'analysis.retention-outlasts-log': {
    says: {
      en: 'What is received is kept for {period}, longer than the log of who read it, {log}.',
      sw: 'Kinachopokelewa huhifadhiwa kwa {period}, zaidi ya kumbukumbu ya waliokisoma, {log}.',
      fr: 'Ce qui est reçu est conservé {period}, plus longtemps que le journal de ceux qui l’ont lu, {log}.',
    },
    fix: {
      en: 'Keep the log at least as long as the data.',
      sw: 'Hifadhi kumbukumbu angalau kwa muda sawa na taarifa.',
      fr: 'Conservez le journal au moins aussi longtemps que les données.',
    },
  },
  'analysis.never-reviewed': {
    says: {
      en: 'The next review, {next}, comes after the agreement has ended, {validUntil}.',
      sw: 'Mapitio yajayo, {next}, ni baada ya makubaliano kuisha, {validUntil}.',
      fr: 'Le prochain réexamen, {next}, vient après la fin de l’accord, {validUntil}.',
    },
    fix: {
      en: 'Set the review before the end.',
      sw: 'Weka mapitio kabla ya mwisho.',
      fr: 'Fixez le réexamen avant la fin.',
    },
  },
  'analysis.onward-to-party': {
    says: {
      en: 'The clause on passing on names a party to the agreement itself: {members}.',
      sw: 'Kifungu cha kupitisha kinamtaja mhusika wa makubaliano yenyewe: {members}.',
      fr: 'La clause de transmission nomme une partie à l’accord lui-même : {members}.',
    },
    fix: {
      en: 'Name third parties only.',
      sw: 'Taja wahusika wengine tu.',
      fr: 'Ne nommez que des tiers.',
    },
  },
  'analysis.forms-differ': {
    says: {
      en: 'Under {other}, between the same parties and for {service}, these are agreed in another form: {elements}.',
      sw: 'Chini ya {other}, kati ya pande zilezile na kwa {service}, hizi zimekubaliwa kwa umbo tofauti: {elements}.',
      fr: 'Au titre de {other}, entre les mêmes parties et pour {service}, ceci est convenu sous une autre forme : {elements}.',
    },
    fix: {
      en: 'Agree one form in both, or end the one that is replaced.',
      sw: 'Kubalini umbo moja katika yote mawili, au sitisha linalobadilishwa.',
      fr: 'Convenez d’une même forme dans les deux, ou mettez fin à celui qui est remplacé.',
    },
  },
  'analysis.volumes-differ': {
    says: {
      en: 'For {service}, {other} allows another volume between the same parties: {theirs}; here: {ours}.',
      sw: 'Kwa {service}, {other} yanaruhusu kiasi tofauti kati ya pande zilezile: {theirs}; hapa: {ours}.',
      fr: 'Pour {service}, {other} permet un autre volume entre les mêmes parties : {theirs} ; ici : {ours}.',
    },
    fix: {
      en: 'Agree the volume of the service in one place.',
      sw: 'Kubalini kiasi cha huduma mahali pamoja.',
      fr: 'Convenez du volume du service en un seul endroit.',
    },
  },
  'analysis.retention-differs': {
    says: {
      en: 'What both agreements release, {other} has kept for another time or ended otherwise: {elements}.',
      sw: 'Vinavyotolewa na makubaliano yote mawili, {other} yanavihifadhi kwa muda au namna tofauti: {elements}.',
      fr: 'Ce que les deux accords communiquent, {other} le fait conserver ou effacer autrement : {elements}.',
    },
    fix: {
      en: 'Agree one rule in both; until then, keep the shorter.',
      sw: 'Kubalini kanuni moja katika yote mawili; hadi hapo, fuata fupi zaidi.',
      fr: 'Convenez d’une même règle ; d’ici là, suivez la plus courte.',
    },
  },
  'analysis.onward-differs': {
    says: {
      en: 'For the same purpose, {other} and this agreement differ on who may receive it further: {members}.',
      sw: 'Kwa kusudi lilelile, {other} na makubaliano haya yanatofautiana kuhusu wanaoweza kupitishiwa: {members}.',
      fr: 'Pour la même finalité, {other} et cet accord divergent sur ceux à qui l’on peut transmettre : {members}.',
    },
    fix: {
      en: 'Agree in both to whom it may go; until then, pass on only what both allow.',
      sw: 'Kubalini katika yote mawili nani apitishiwe; hadi hapo, pitisha tu kinachoruhusiwa na yote mawili.',
      fr: 'Convenez dans les deux de ceux à qui transmettre ; d’ici là, ne transmettez que ce que les deux permettent.',
    },
  },
  'analysis.linkage-differs': {
    says: {
      en: 'For the same purpose, {other} and this agreement differ on what it may be linked with: {datasets}.',
      sw: 'Kwa kusudi lilelile, {other} na makubaliano haya yanatofautiana kuhusu kinachoweza kuunganishwa nacho: {datasets}.',
      fr: 'Pour la même finalité, {other} et cet accord divergent sur ce à quoi l’on peut relier : {datasets}.',
    },
    fix: {
      en: 'Agree in both what it may be linked with; until then, link only with what both allow.',
      sw: 'Kubalini katika yote mawili kinachoweza kuunganishwa; hadi hapo, unganisha tu kinachoruhusiwa na yote mawili.',
      fr: 'Convenez dans les deux de ce à quoi relier ; d’ici là, ne reliez qu’à ce que les deux permettent.',
    },
  },
  'analysis.condition-differs': {
    says: {
      en: 'For the same purpose, one of {other} and this agreement allows what the other forbids: {what}.',
      sw: 'Kwa kusudi lilelile, {other} na makubaliano haya yanapingana; mojawapo linaruhusu: {what}.',
      fr: 'Pour la même finalité, {other} et cet accord se contredisent ; l’un des deux permet : {what}.',
    },
    fix: {
      en: 'Agree the same in both; until then, what one forbids is forbidden.',
      sw: 'Kubalini jambo moja katika yote mawili; hadi hapo, kilichokatazwa na mojawapo kimekatazwa.',
      fr: 'Convenez de même dans les deux ; d’ici là, ce que l’un interdit est interdit.',
    },
  },
} as const
