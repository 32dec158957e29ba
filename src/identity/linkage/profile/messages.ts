import { fill, type Language } from '../../../kernel/language.ts'
import type { LocalText } from '../../../kernel/nouns.ts'

/** What the wizard says of a file and of the model that it proposes. */
export const profileMessages = {
  'column-empty': {
    en: '{column} is empty and is left out.',
    sw: '{column} ni tupu na imeachwa.',
    fr: '{column} est vide et laissée de côté.',
  },
  'column-constant': {
    en: '{column} has the same value everywhere and tells nobody apart; it is left out.',
    sw: '{column} ina thamani ileile kila mahali na haitofautishi yeyote; imeachwa.',
    fr: '{column} a partout la même valeur et ne distingue personne ; elle est laissée de côté.',
  },
  'column-unknown': {
    en: '{column} is not recognised and is left out. Say what it means if it should count.',
    sw: '{column} haijatambulika na imeachwa. Sema maana yake ikiwa inapaswa kuhesabiwa.',
    fr: '{column} n’est pas reconnue et laissée de côté. Dites ce qu’elle signifie si elle doit compter.',
  },
  'column-guessed': {
    en: '{column} is taken for {kind} by its values alone; check it.',
    sw: '{column} imechukuliwa kuwa {kind} kwa thamani zake tu; ikague.',
    fr: '{column} est prise pour {kind} d’après ses seules valeurs ; vérifiez.',
  },
  'column-often-missing': {
    en: '{column} is filled for {percent} % of the records only.',
    sw: '{column} imejazwa kwa asilimia {percent} tu ya rekodi.',
    fr: '{column} n’est remplie que pour {percent} % des enregistrements.',
  },
  'column-unreadable': {
    en: '{percent} % of the values of {column} cannot be read as {kind}, or say nothing (placeholders, impossible dates); they do not count as agreement.',
    sw: 'Asilimia {percent} ya thamani za {column} haziwezi kusomwa kama {kind}, au hazisemi kitu (za kujaza nafasi, tarehe zisizowezekana); hazihesabiwi kuwa makubaliano.',
    fr: '{percent} % des valeurs de {column} ne se lisent pas comme {kind}, ou ne disent rien (remplissages, dates impossibles) ; elles ne comptent pas comme un accord.',
  },
  'dates-heaped': {
    en: '{percent} % of the dates in {column} fall on 1 January: they are estimates, and agreement on them counts for less.',
    sw: 'Asilimia {percent} ya tarehe za {column} ni 1 Januari: ni za kukadiria, na kukubaliana kwake kuna uzito mdogo.',
    fr: '{percent} % des dates de {column} tombent le 1er janvier : ce sont des estimations, et leur accord compte moins.',
  },
  'column-does-not-fit': {
    en: '{column} is left out: a model compares up to fifteen pieces of evidence.',
    sw: '{column} imeachwa: mpango hulinganisha vipande vya ushahidi hadi kumi na tano.',
    fr: '{column} est laissée de côté : un modèle compare jusqu’à quinze indices.',
  },
  'places-nested': {
    en: '{columns} name one place from wide to narrow and are one piece of evidence.',
    sw: '{columns} hutaja mahali pamoja kutoka papana hadi padogo na ni ushahidi mmoja.',
    fr: '{columns} nomment un même lieu, du plus large au plus étroit, et forment un seul indice.',
  },
  'depends-on': {
    en: '{column} goes with {parent}, so what it says is weighed given what {parent} says.',
    sw: '{column} huendana na {parent}, hivyo ushahidi wake hupimwa kwa kuzingatia {parent}.',
    fr: '{column} va avec {parent} : son indice est pesé compte tenu de {parent}.',
  },
  'large-block': {
    en: 'One value of {rule} is shared by some {records} records; pairs of such a block may be left out.',
    sw: 'Thamani moja ya {rule} ina takriban rekodi {records}; jozi za kundi hilo zinaweza kuachwa.',
    fr: 'Une valeur de {rule} est partagée par environ {records} enregistrements ; les paires d’un tel bloc peuvent être omises.',
  },
  'no-blocking': {
    en: 'No columns bring records together at a cost that can be borne: every column is empty, constant or too coarse.',
    sw: 'Hakuna safu zinazokutanisha rekodi kwa gharama inayovumilika: kila safu ni tupu, ileile au pana mno.',
    fr: 'Aucune colonne ne rapproche des enregistrements à un coût supportable : toutes sont vides, constantes ou trop grossières.',
  },
  'little-evidence': {
    en: 'There is no name, or no birth date and no number: what is left will link strangers. Do not run it unattended.',
    sw: 'Hakuna jina, au hakuna tarehe ya kuzaliwa wala namba: kilichobaki kitaunganisha wasiohusiana. Usiuendeshe bila uangalizi.',
    fr: 'Il n’y a pas de nom, ou ni date de naissance ni numéro : le reste liera des inconnus. Ne le lancez pas sans surveillance.',
  },
} satisfies Record<string, LocalText>

export type NoteCode = keyof typeof profileMessages

export interface ProfileNote {
  readonly code: NoteCode
  readonly params: Readonly<Record<string, string | number>>
}

export const sayNote = ({ code, params }: ProfileNote, language: Language): string =>
  fill(profileMessages[code][language], params)
