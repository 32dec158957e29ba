import type { LocalText } from '../kernel/nouns.ts'
import { type Command, commonOptions, type OptionDeclaration } from './command.ts'
import type { Output } from './output.ts'

const words = {
  tagline: {
    en: 'Kiungo: what a country runs so that its social-protection systems act as one.',
    sw: 'Kiungo: mfumo unaounganisha mifumo ya hifadhi ya jamii ya nchi ifanye kazi kama mmoja.',
    fr: 'Kiungo : ce qu’un pays utilise pour que ses systèmes de protection sociale agissent comme un seul.',
  },
  usage: { en: 'Usage', sw: 'Matumizi', fr: 'Utilisation' },
  commands: { en: 'Commands', sw: 'Amri', fr: 'Commandes' },
  command: { en: 'COMMAND', sw: 'AMRI', fr: 'COMMANDE' },
  options: { en: 'options', sw: 'chaguo', fr: 'options' },
  arguments: { en: 'Arguments', sw: 'Hoja', fr: 'Arguments' },
  optionsHeading: { en: 'Options', sw: 'Chaguo', fr: 'Options' },
  examples: { en: 'Examples', sw: 'Mifano', fr: 'Exemples' },
  otherwise: { en: 'otherwise', sw: 'vinginevyo', fr: 'sinon' },
  exit: {
    en: 'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused or not verified, 4 not reachable.',
    sw: 'Misimbo ya kutoka: 0 imefanyika, 1 imeshindwa, 2 matumizi yasiyo sahihi, 3 imekataliwa au haikuthibitishwa, 4 haifikiki.',
    fr: 'Codes de sortie : 0 fait, 1 échec, 2 mauvaise utilisation, 3 refusé ou non vérifié, 4 injoignable.',
  },
  more: {
    en: 'More on one command: kiungo COMMAND --help',
    sw: 'Zaidi kuhusu amri moja: kiungo AMRI --help',
    fr: 'Plus sur une commande : kiungo COMMANDE --help',
  },
} satisfies Record<string, LocalText>

const aligned = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

/** Help of the whole command line, derived from the declarations. */
export function overviewHelp(commands: readonly Command[], output: Output): string[] {
  return [
    output.say(words.tagline),
    '',
    `${output.say(words.usage)}: kiungo ${output.say(words.command)} [${output.say(words.options)}]`,
    '',
    `${output.say(words.commands)}:`,
    ...aligned(commands.map((command) => [command.name, output.say(command.about)])),
    '',
    output.say(words.more),
    output.say(words.exit),
  ]
}

/** Help of one command, derived from its declaration. */
export function commandHelp(command: Command, output: Output): string[] {
  const positionals = command.positionals ?? []
  const shown = positionals.map((positional) => (positional.required ? positional.name : `[${positional.name}]`))
  const options = [...command.options, ...commonOptions]
  return [
    output.say(command.about),
    '',
    `${output.say(words.usage)}: ${['kiungo', command.name, ...shown].join(' ')} [${output.say(words.options)}]`,
    ...(positionals.length === 0
      ? []
      : ['', `${output.say(words.arguments)}:`, ...aligned(positionals.map((p) => [p.name, output.say(p.about)]))]),
    '',
    `${output.say(words.optionsHeading)}:`,
    ...aligned(options.map((option) => [optionSyntax(option), optionText(option, output)])),
    '',
    `${output.say(words.examples)}:`,
    ...command.examples.map((example) => `  ${example}`),
    '',
    output.say(words.exit),
  ]
}

const optionSyntax = (option: OptionDeclaration): string =>
  option.type === 'boolean' ? `--${option.name}` : `--${option.name} ${option.value ?? option.type.toUpperCase()}`

const optionText = (option: OptionDeclaration, output: Output): string =>
  option.default === undefined
    ? output.say(option.about)
    : `${output.say(option.about)} (${output.say(words.otherwise)} ${option.default})`
