import { parseArgs } from 'node:util'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type Command, commonOptions, type OptionDeclaration, type OptionValue } from './command.ts'

export interface Parsed {
  readonly options: Readonly<Record<string, OptionValue | undefined>>
  readonly positionals: readonly string[]
}

const usage = (command: Command, message: string): { ok: false; problem: Problem } =>
  fail({
    code: 'cli.usage',
    status: 400,
    message,
    fix: `see: kiungo ${command.name} --help`,
  })

/** A digest or key id in base64url may begin with a hyphen; no option is written with one hyphen only. */
const hyphenatedId = /^-[A-Za-z0-9_][A-Za-z0-9_-]{18,}$/

function idsLast(args: readonly string[]): string[] {
  const ids = args.filter((arg) => hyphenatedId.test(arg))
  if (ids.length === 0 || args.includes('--')) return [...args]
  return [...args.filter((arg) => !hyphenatedId.test(arg)), '--', ...ids]
}

/** Reads a command's arguments by its declaration; an unknown or malformed option is a problem, never ignored. */
export function parseArguments(command: Command, args: readonly string[]): Result<Parsed> {
  const declared = [...command.options, ...commonOptions]
  let raw: ReturnType<typeof parseArgs>
  try {
    raw = parseArgs({
      args: idsLast(args),
      allowPositionals: true,
      options: Object.fromEntries(
        declared.map((option) => [
          option.name,
          { type: option.type === 'boolean' ? 'boolean' : 'string', multiple: option.repeatable === true },
        ]),
      ),
    })
  } catch (error) {
    return usage(command, error instanceof Error ? error.message : String(error))
  }
  const options: Record<string, OptionValue | undefined> = {}
  for (const option of declared) {
    const given = raw.values[option.name]
    if (given === undefined) continue
    const value = convert(option, given as string | boolean | string[])
    if (value === undefined) return usage(command, `--${option.name} takes a ${option.type}, not \`${String(given)}\``)
    options[option.name] = value
  }
  if (options.help === true) return ok({ options, positionals: raw.positionals })
  return checkPositionals(command, { options, positionals: raw.positionals })
}

function checkPositionals(command: Command, parsed: Parsed): Result<Parsed> {
  const known = command.positionals ?? []
  const missing = known.find((positional, index) => positional.required && parsed.positionals[index] === undefined)
  if (missing !== undefined) return usage(command, `${missing.name} is missing`)
  if (known.at(-1)?.name.endsWith('...') === true) return ok(parsed)
  const extra = parsed.positionals[known.length]
  return extra === undefined ? ok(parsed) : usage(command, `\`${extra}\` is one argument too many`)
}

function convert(option: OptionDeclaration, given: string | boolean | string[]): OptionValue | undefined {
  if (option.type === 'boolean' || option.type === 'string') return given
  const value = Number(given)
  if (given === '' || !Number.isFinite(value) || (option.type === 'integer' && !Number.isInteger(value)))
    return undefined
  return value
}
