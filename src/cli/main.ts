// Entry of the command line. Everything it can do is declared in commands.ts.
import process from 'node:process'
import { type languages, negotiateLanguage } from '../kernel/language.ts'
import { exitCodeOf } from './calling.ts'
import { type ExitCode, exitCodes } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, overviewHelp } from './help.ts'
import { createOutput, type Streams } from './output.ts'
import { parseArguments } from './parse.ts'

const streams: Streams = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
}

/** The language asked for with --lang, otherwise that of the terminal. */
function languageOf(args: readonly string[]): (typeof languages)[number] {
  const at = args.indexOf('--lang')
  const asked = at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length)
  const terminal = process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? 'en'
  return negotiateLanguage((asked ?? terminal).replace('_', '-').split('.')[0])
}

/** A name may be of two words, and the first of them a command itself: `agreements check`. */
const commandOf = (args: readonly string[]) =>
  commands
    .filter(({ name }) => name.split(' ').every((word, place) => args[place] === word))
    .sort((a, b) => b.name.length - a.name.length)[0]

async function main(args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args
  const output = createOutput(streams, languageOf(args), rest.includes('--json'))
  if (name === undefined || name === '--help' || name === 'help') {
    output.result({ commands: commands.map((command) => command.name) }, overviewHelp(commands, output))
    return name === undefined ? exitCodes.usage : exitCodes.ok
  }
  const command = commandOf(args)
  if (command === undefined) {
    output.problem({
      code: 'cli.usage',
      status: 400,
      message: `there is no command \`${name}\``,
      fix: `choose one of: ${commands.map((known) => known.name).join(', ')}`,
    })
    return exitCodes.usage
  }
  const parsed = parseArguments(command, args.slice(command.name.split(' ').length))
  if (parsed.ok && parsed.value.options.help === true) {
    output.result({ command: command.name, options: command.options }, commandHelp(command, output))
    return exitCodes.ok
  }
  const result = parsed.ok
    ? await command.run({ ...parsed.value, environment: process.env, output })
    : { ok: false as const, problem: parsed.problem }
  if (result.ok) return result.value
  output.problem(result.problem)
  return exitCodeOf(result.problem)
}

process.exitCode = await main(process.argv.slice(2))
// The bootstrap's channel must not keep a finished command alive.
if (process.connected) process.disconnect()
