import { fileURLToPath } from 'node:url'
import type { Result } from '../kernel/result.ts'
import { loadConfig } from '../platform/config/load.ts'
import type { Config, SettingName } from '../platform/config/settings.ts'
import type { Invocation, OptionDeclaration } from './command.ts'

/** The project's folder, where migrations, plugins and country packs lie. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

interface SettingOption extends OptionDeclaration {
  readonly setting: SettingName
}

const settingOptions: readonly SettingOption[] = [
  {
    name: 'port',
    setting: 'port',
    type: 'integer',
    value: 'PORT',
    about: { en: 'port to listen on', sw: 'mlango wa kusikiliza', fr: 'port d’écoute' },
    default: '7400',
  },
  {
    name: 'host',
    setting: 'host',
    type: 'string',
    value: 'HOST',
    about: {
      en: 'network interface to listen on',
      sw: 'kiolesura cha mtandao cha kusikiliza',
      fr: 'interface réseau d’écoute',
    },
    default: '127.0.0.1',
  },
  {
    name: 'data',
    setting: 'dataFolder',
    type: 'string',
    value: 'FOLDER',
    about: {
      en: 'folder of the database, the keys and the demo country',
      sw: 'folda ya hifadhidata, funguo na nchi ya onyesho',
      fr: 'dossier de la base, des clés et du pays de démonstration',
    },
    default: './data',
  },
  {
    name: 'database-url',
    setting: 'databaseUrl',
    type: 'string',
    value: 'URL',
    about: {
      en: 'an external PostgreSQL, 15 or newer, or DATABASE_URL',
      sw: 'PostgreSQL ya nje, 15 au mpya zaidi, au DATABASE_URL',
      fr: 'un PostgreSQL externe, 15 ou plus récent, ou DATABASE_URL',
    },
    default: 'embedded',
  },
  {
    name: 'scale',
    setting: 'scale',
    type: 'number',
    value: 'SCALE',
    about: {
      en: 'size of the demo country; 1 is 50,000 households',
      sw: 'ukubwa wa nchi ya onyesho; 1 ni kaya 50,000',
      fr: 'taille du pays de démonstration ; 1 vaut 50 000 ménages',
    },
    default: '1',
  },
  {
    name: 'seed',
    setting: 'seed',
    type: 'integer',
    value: 'SEED',
    about: {
      en: 'seed of the demo country: the same seed gives the same people',
      sw: 'mbegu ya nchi ya onyesho: mbegu ileile hutoa watu walewale',
      fr: 'graine du pays de démonstration : la même graine donne les mêmes personnes',
    },
    default: '1',
  },
]

const configOption: OptionDeclaration = {
  name: 'config',
  type: 'string',
  value: 'FILE',
  about: {
    en: 'settings file; docs/configuration.md tells every setting',
    sw: 'faili la mipangilio; docs/configuration.md inaeleza kila mpangilio',
    fr: 'fichier de réglages ; docs/configuration.md décrit chaque réglage',
  },
  default: './kiungo.yaml, if there is one',
}

/** Options that set the settings of the same names; all others come from the file and the environment. */
export const configOptions = (...names: readonly string[]): readonly OptionDeclaration[] => [
  ...settingOptions.filter((option) => names.length === 0 || names.includes(option.name)),
  configOption,
]

export function configOf({ options, environment }: Invocation): Result<Config> {
  const flags = Object.fromEntries(
    settingOptions.flatMap(({ name, setting }) => (options[name] === undefined ? [] : [[setting, options[name]]])),
  )
  const file = typeof options.config === 'string' ? { file: options.config } : {}
  return loadConfig({ ...file, env: environment, flags })
}
