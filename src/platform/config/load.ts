import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type Config, type SettingName, settings } from './settings.ts'

export const defaultConfigFile = 'kiungo.yaml'

export interface ConfigSources {
  /** Named on the command line: must exist. Without it `kiungo.yaml` is read where there is one. */
  readonly file?: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** From the command line; they win over the environment, which wins over the file. */
  readonly flags?: Readonly<Partial<Record<SettingName, unknown>>>
}

const names = Object.keys(settings) as SettingName[]

/** Reads and checks all settings; every fault is told at once, each with the sentence that mends it. */
export function loadConfig(sources: ConfigSources): Result<Config> {
  const faults: string[] = []
  const inFile = readFile(sources.file, faults)
  const given = new Set<SettingName>()
  const values: Partial<Record<SettingName, unknown>> = {}
  for (const name of names) {
    const found = sources.flags?.[name] ?? fromEnvironment(name, sources.env, faults) ?? inFile[name]
    if (found !== undefined) given.add(name)
    const read = found === undefined ? ok(settings[name].fallback) : settings[name].read(found)
    if (read.ok) values[name] = read.value
    else faults.push(`${name} (${settings[name].env}) ${read.problem}${shown(name, found)}`)
  }
  if (faults.length === 0) faults.push(...contradictions(values as Config, given))
  return faults.length === 0 ? ok(completed(values as Config)) : fail(refusal(faults))
}

function readFile(named: string | undefined, faults: string[]): Partial<Record<string, unknown>> {
  const file = named ?? defaultConfigFile
  if (!existsSync(file)) {
    if (named !== undefined) faults.push(`the file ${named} does not exist`)
    return {}
  }
  let content: unknown
  try {
    content = parse(readFileSync(file, 'utf8'), { maxAliasCount: 10 })
  } catch (error) {
    // Behind the colon the parser quotes the file, which may hold a secret.
    faults.push(`${file} is not YAML: ${error instanceof Error ? error.message.split(/[\n:]/)[0] : ''}`)
    return {}
  }
  if (content === null) return {}
  if (typeof content !== 'object' || Array.isArray(content)) {
    faults.push(`${file} must be a list of \`setting: value\` lines`)
    return {}
  }
  for (const key of Object.keys(content)) {
    if (!names.some((name) => name === key)) faults.push(`${file}: there is no setting ${key}${nearest(key)}`)
  }
  return content as Record<string, unknown>
}

/** A secret may lie in a file that the environment names, as container platforms mount them. */
function fromEnvironment(name: SettingName, env: ConfigSources['env'], faults: string[]): string | undefined {
  const setting = settings[name]
  const direct = env[setting.env]
  const file = setting.secret ? env[`${setting.env}_FILE`] : undefined
  if (file === undefined) return direct === '' ? undefined : direct
  if (direct !== undefined && direct !== '') {
    faults.push(`${name}: set either ${setting.env} or ${setting.env}_FILE, not both`)
    return undefined
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    faults.push(`${name}: the file named by ${setting.env}_FILE does not exist or cannot be read`)
    return undefined
  }
}

const shown = (name: SettingName, found: unknown) =>
  settings[name].secret ? '' : `, not ${JSON.stringify(found)?.slice(0, 100)}`

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost'])

/** Settings that are each valid and together are not safe or not complete. */
function contradictions(config: Config, given: ReadonlySet<SettingName>): string[] {
  const faults: string[] = []
  const beyondThisMachine = config.databaseUrl !== '' || !loopbackHosts.has(config.host)
  if (beyondThisMachine && !given.has('demo')) {
    faults.push('demo must be said (true or false) when host or databaseUrl is set: the demo lets anyone sign in')
  }
  if (config.metricsAccess === 'token' && config.metricsToken === '') {
    faults.push('metricsToken (KIUNGO_METRICS_TOKEN) must be set when metricsAccess is token')
  }
  return faults
}

function completed(config: Config): Config {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  const publicUrl = config.publicUrl === '' ? `http://${host}:${config.port}` : config.publicUrl.replace(/\/$/, '')
  return { ...config, publicUrl, allowClientSecret: config.allowClientSecret && config.demo }
}

function nearest(key: string): string {
  const wanted = key.toLowerCase().replace(/[^a-z]/g, '')
  const close = names.find((name) => {
    const known = name.toLowerCase()
    return known.includes(wanted) || wanted.includes(known)
  })
  return close === undefined ? '' : ` (did you mean ${close}?)`
}

const refusal = (faults: readonly string[]): Problem => ({
  code: 'platform.invalid-configuration',
  status: 500,
  message: `the configuration is refused: ${faults.join('; ')}`,
  fix: 'Mend each of these and start again; docs/configuration.md describes every setting.',
})
