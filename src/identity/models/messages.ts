import type { LocalText } from '../../kernel/nouns.ts'

/** What one version of a model does differently from another. */
export const changeMessages = {
  'field-added': {
    en: 'Reads the field {field} ({kind}) from {from}.',
    sw: 'Husoma sehemu {field} ({kind}) kutoka {from}.',
    fr: 'Lit le champ {field} ({kind}) dans {from}.',
  },
  'field-removed': {
    en: 'No longer reads the field {field}.',
    sw: 'Haisomi tena sehemu {field}.',
    fr: 'Ne lit plus le champ {field}.',
  },
  'field-kind': {
    en: 'Takes the field {field} for {to}, before for {from}: it is cleaned differently.',
    sw: 'Huchukua sehemu {field} kuwa {to}, kabla {from}: husafishwa kwa namna nyingine.',
    fr: 'Prend le champ {field} pour {to}, auparavant pour {from} : il est nettoyé autrement.',
  },
  'field-from': {
    en: 'Reads the field {field} from {to}, before from {from}.',
    sw: 'Husoma sehemu {field} kutoka {to}, kabla {from}.',
    fr: 'Lit le champ {field} dans {to}, auparavant dans {from}.',
  },
  'comparison-added': {
    en: 'Compares {comparison}, in {levels} levels.',
    sw: 'Hulinganisha {comparison}, kwa viwango {levels}.',
    fr: 'Compare {comparison}, en {levels} niveaux.',
  },
  'comparison-removed': {
    en: 'No longer compares {comparison}.',
    sw: 'Hailinganishi tena {comparison}.',
    fr: 'Ne compare plus {comparison}.',
  },
  'comparisons-moved': {
    en: 'Its comparisons stand in another order.',
    sw: 'Ulinganisho wake uko kwa mpangilio mwingine.',
    fr: 'Ses comparaisons sont dans un autre ordre.',
  },
  'level-added': {
    en: '{comparison} has a new level {level}.',
    sw: '{comparison} una kiwango kipya {level}.',
    fr: '{comparison} a un nouveau niveau {level}.',
  },
  'level-removed': {
    en: '{comparison} has lost its level {level}.',
    sw: '{comparison} umepoteza kiwango {level}.',
    fr: '{comparison} n’a plus le niveau {level}.',
  },
  'level-changed': {
    en: '{comparison}: the level {level} holds in other cases.',
    sw: '{comparison}: kiwango {level} hushika katika hali nyingine.',
    fr: '{comparison} : le niveau {level} vaut dans d’autres cas.',
  },
  'levels-moved': {
    en: '{comparison}: its levels are tried in another order.',
    sw: '{comparison}: viwango vyake hujaribiwa kwa mpangilio mwingine.',
    fr: '{comparison} : ses niveaux sont essayés dans un autre ordre.',
  },
  'frequencies-on': {
    en: '{comparison}, level {level}: a rare {column} counts for more.',
    sw: '{comparison}, kiwango {level}: {column} adimu huhesabiwa zaidi.',
    fr: '{comparison}, niveau {level} : un {column} rare compte davantage.',
  },
  'frequencies-off': {
    en: '{comparison}, level {level}: rare values count like frequent ones.',
    sw: '{comparison}, kiwango {level}: thamani adimu huhesabiwa sawa na za kawaida.',
    fr: '{comparison}, niveau {level} : les valeurs rares comptent comme les fréquentes.',
  },
  'needs-changed': {
    en: '{comparison} says nothing where one of these is missing: {to}.',
    sw: '{comparison} haisemi kitu pale mojawapo ya hizi inapokosekana: {to}.',
    fr: '{comparison} ne dit rien si l’un de ceux-ci manque : {to}.',
  },
  'null-changed': {
    en: '{comparison} says nothing in other cases than before.',
    sw: '{comparison} haisemi kitu katika hali tofauti na za kabla.',
    fr: '{comparison} ne dit rien dans d’autres cas qu’avant.',
  },
  'depends-on': {
    en: '{comparison} is weighed given what {parent} says.',
    sw: '{comparison} hupimwa kwa kuzingatia {parent}.',
    fr: '{comparison} est pesée compte tenu de {parent}.',
  },
  'depends-off': {
    en: '{comparison} is weighed by itself.',
    sw: '{comparison} hupimwa peke yake.',
    fr: '{comparison} est pesée à elle seule.',
  },
  'rule-added': {
    en: 'Also compares records that agree on {columns}.',
    sw: 'Hulinganisha pia rekodi zinazolingana kwa {columns}.',
    fr: 'Compare aussi les enregistrements qui s’accordent sur {columns}.',
  },
  'rule-removed': {
    en: 'No longer compares records only because they agree on {columns}.',
    sw: 'Hailinganishi tena rekodi kwa sababu tu zinalingana kwa {columns}.',
    fr: 'Ne compare plus des enregistrements pour leur seul accord sur {columns}.',
  },
  'block-bound': {
    en: 'Leaves out blocks of more than {to} pairs, before {from}.',
    sw: 'Huacha makundi ya jozi zaidi ya {to}, kabla {from}.',
    fr: 'Laisse les blocs de plus de {to} paires, auparavant {from}.',
  },
  'threshold-link': {
    en: 'Links from {to} bits on, before from {from}.',
    sw: 'Huunganisha kuanzia biti {to}, kabla {from}.',
    fr: 'Lie à partir de {to} bits, auparavant de {from}.',
  },
  'threshold-review': {
    en: 'Asks a steward from {to} bits on, before from {from}.',
    sw: 'Humuuliza msimamizi kuanzia biti {to}, kabla {from}.',
    fr: 'Interroge un gestionnaire à partir de {to} bits, auparavant de {from}.',
  },
  'threshold-kin': {
    en: 'Wants {to} bits against the household before it links, before {from}.',
    sw: 'Hutaka biti {to} dhidi ya kaya kabla ya kuunganisha, kabla {from}.',
    fr: 'Exige {to} bits contre le ménage pour lier, auparavant {from}.',
  },
  'unique-added': {
    en: 'Takes it that {source} holds nobody twice.',
    sw: 'Huchukulia kuwa {source} haina mtu mara mbili.',
    fr: 'Admet que {source} ne contient personne deux fois.',
  },
  'unique-removed': {
    en: 'Allows that {source} holds somebody twice.',
    sw: 'Hukubali kuwa {source} inaweza kuwa na mtu mara mbili.',
    fr: 'Admet que {source} contienne quelqu’un deux fois.',
  },
  'roster-added': {
    en: 'Takes two records with the same {column} for two people.',
    sw: 'Huchukua rekodi mbili zenye {column} sawa kuwa watu wawili.',
    fr: 'Prend deux enregistrements de même {column} pour deux personnes.',
  },
  'roster-removed': {
    en: 'May link two records with the same {column}.',
    sw: 'Inaweza kuunganisha rekodi mbili zenye {column} sawa.',
    fr: 'Peut lier deux enregistrements de même {column}.',
  },
  trained: {
    en: 'Is trained, on {records} records; about {match} pairs of one person are expected.',
    sw: 'Umefunzwa, kwa rekodi {records}; jozi kama {match} za mtu mmoja zinatarajiwa.',
    fr: 'Est entraîné, sur {records} enregistrements ; environ {match} paires d’une même personne sont attendues.',
  },
  untrained: {
    en: 'Is not trained any more: a run trains it.',
    sw: 'Haujafunzwa tena: uunganishaji huufunza.',
    fr: 'N’est plus entraîné : un rapprochement l’entraîne.',
  },
  retrained: {
    en: 'Has other probabilities: of {records} records ({before} before), with about {match} expected pairs of one person ({matchBefore} before).',
    sw: 'Una uwezekano mwingine: wa rekodi {records} (kabla {before}), na jozi kama {match} za mtu mmoja (kabla {matchBefore}).',
    fr: 'A d’autres probabilités : de {records} enregistrements ({before} avant), avec environ {match} paires attendues d’une même personne ({matchBefore} avant).',
  },
} satisfies Record<string, LocalText>
