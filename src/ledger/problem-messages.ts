import type { ProblemMessages } from '../kernel/problem-messages.ts'

/** What the ledger's problems are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  'ledger.overloaded': {
    sw: {
      message: 'zaidi ya maingizo {waitingLimit} yanasubiri leja',
      fix: 'Tuma tena baada ya sekunde chache, na machache kwa mara moja.',
    },
    fr: {
      message: 'plus de {waitingLimit} écritures attendent le registre',
      fix: 'Renvoyez dans quelques secondes, et moins à la fois.',
    },
  },
  'ledger.unavailable': {
    sw: {
      message: 'leja haiwezi kuandika, kwa hiyo hakuna kinachoweza kujibiwa',
      fix: 'Tuma tena; ikiendelea, kagua hifadhidata.',
    },
    fr: {
      message: 'le registre ne peut écrire, donc rien ne peut être répondu',
      fix: 'Renvoyez ; si cela persiste, vérifiez la base de données.',
    },
  },
  'ledger.outcome-unknown': {
    sw: {
      message: 'hifadhidata ilipotea ilipokuwa ikithibitisha, kwa hiyo haijulikani kama ingizo liliandikwa',
      fix: 'Tuma tena kwa kitambulisho kilekile cha ujumbe: kitakuwa na athari moja tu.',
    },
    fr: {
      message: 'la base de données s’est perdue pendant la validation : on ne sait si l’écriture a été faite',
      fix: 'Renvoyez avec le même identifiant de message : il n’a qu’un seul effet.',
    },
  },
  'ledger.rejected': {
    sw: { message: 'kitendo cha {kind} kilikuwepo tayari, kwa hiyo hakuna kilichoandikwa', fix: 'Soma kilichopo.' },
    fr: { message: 'l’acte {kind} existait déjà, donc rien n’a été écrit', fix: 'Lisez ce qui existe.' },
  },
  'ledger.act-failed': {
    sw: {
      message: 'kitendo cha {kind} hakikuweza kuandikwa, kwa hiyo hakimo kwenye leja',
      fix: 'Hili ni kosa la programu: liripoti pamoja na namba ya tukio.',
    },
    fr: {
      message: 'l’acte {kind} n’a pu être écrit, il n’est donc pas au registre',
      fix: 'C’est un défaut du logiciel : signalez-le avec le numéro d’incident.',
    },
  },
  'ledger.closed': {
    sw: { message: 'leja inafungwa', fix: 'Tuma tena baada ya kuwashwa upya.' },
    fr: { message: 'le registre est en cours d’arrêt', fix: 'Renvoyez après le redémarrage.' },
  },
  'ledger.corrupt': {
    sw: {
      message: 'leja iliyohifadhiwa inajipinga yenyewe',
      fix: 'Usiiandikie. Acha hifadhidata ilivyo, na urejeshe nakala rudufu ya mwisho inayothibitika.',
    },
    fr: {
      message: 'le registre conservé se contredit lui-même',
      fix: 'N’y écrivez plus. Laissez la base telle quelle, et restaurez la dernière sauvegarde qui se vérifie.',
    },
  },
  'ledger.no-such-entry': {
    sw: {
      message: 'leja haina ingizo {index}',
      fix: 'Maingizo yanahesabiwa kuanzia 0 hadi ukubwa wa kituo cha ukaguzi cha mwisho ukipunguza moja.',
    },
    fr: {
      message: 'le registre n’a pas d’écriture {index}',
      fix: 'Les écritures sont numérotées de 0 à la taille du dernier point de contrôle moins un.',
    },
  },
  'ledger.no-such-checkpoint': {
    sw: {
      message: 'hakuna kituo cha ukaguzi kilichotiwa saini kwa maingizo {size}',
      fix: 'Tumia ukubwa wa kituo cha ukaguzi ambacho leja hii ilitia saini.',
    },
    fr: {
      message: 'aucun point de contrôle n’a été signé pour {size} écritures',
      fix: 'Prenez la taille d’un point de contrôle que ce registre a signé.',
    },
  },
  'ledger.no-tile': {
    sw: {
      message: 'leja haina kigae hicho, au anwani yake haijaandikwa kwa njia rasmi ya pekee',
      fix: 'Chukua ukubwa kutoka /ledger/checkpoint, na utaje vigae kama C2SP tlog-tiles inavyoelekeza.',
    },
    fr: {
      message: 'le registre n’a pas cette tuile, ou son adresse n’est pas écrite de la seule façon canonique',
      fix: 'Prenez la taille de /ledger/checkpoint, et nommez les tuiles comme C2SP tlog-tiles.',
    },
  },
}
