import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import type { LocalText } from '../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Kiungo } from '../../main.ts'
import type { Config } from '../../platform/config/settings.ts'
import { stopOnSignals } from '../../platform/shutdown.ts'
import type { Command, ExitCode } from '../command.ts'
import type { Output } from '../output.ts'
import { reset } from '../reset.ts'
import { configOf, configOptions, projectFolder } from '../settings.ts'

const words = {
  console: { en: 'Web console', sw: 'Dashibodi ya wavuti', fr: 'Console web' },
  ready: { en: 'Kiungo is ready: {url}', sw: 'Kiungo iko tayari: {url}', fr: 'Kiungo est prêt : {url}' },
  signIn: {
    en: 'Sign in as {people} (password {password}).',
    sw: 'Ingia kama {people} (nywila {password}).',
    fr: 'Connectez-vous comme {people} (mot de passe {password}).',
  },
  try: { en: 'Three things to try:', sw: 'Mambo matatu ya kujaribu:', fr: 'Trois choses à essayer :' },
  map: {
    en: 'open {url} and look at the country: who asks whom, and what is refused',
    sw: 'fungua {url} uitazame nchi: nani anamuuliza nani, na nini kinakataliwa',
    fr: 'ouvrez {url} et regardez le pays : qui interroge qui, et ce qui est refusé',
  },
  ask: {
    en: 'ask about a person (“{story}”): {command}',
    sw: 'uliza kuhusu mtu (“{story}”): {command}',
    fr: 'interrogez au sujet d’une personne (« {story} ») : {command}',
  },
  verify: {
    en: 'verify the receipts, without any server: {command}',
    sw: 'thibitisha stakabadhi, bila seva yoyote: {command}',
    fr: 'vérifiez les reçus, sans aucun serveur : {command}',
  },
  stop: {
    en: 'Ctrl-C stops everything. The log is in {log}.',
    sw: 'Ctrl-C husimamisha kila kitu. Kumbukumbu za mfumo ziko katika {log}.',
    fr: 'Ctrl-C arrête tout. Le journal technique est dans {log}.',
  },
} satisfies Record<string, LocalText>

export const up: Command = {
  name: 'up',
  about: {
    en: 'start Kiungo, and in the demo its country: database, agencies, console',
    sw: 'anzisha Kiungo, na katika onyesho nchi yake: hifadhidata, mashirika, dashibodi',
    fr: 'démarrer Kiungo, et en démo son pays : base, organismes, console',
  },
  options: [
    ...configOptions(),
    {
      name: 'reset',
      type: 'boolean',
      about: {
        en: 'delete the database, keys and demo country first: everything begins anew',
        sw: 'futa kwanza hifadhidata, funguo na nchi ya onyesho: kila kitu kinaanza upya',
        fr: 'supprimer d’abord la base, les clés et le pays de démonstration : tout recommence',
      },
    },
  ],
  examples: [
    'npm start',
    'npm start -- --scale 0.1 --port 8080',
    'DATABASE_URL=postgresql://… KIUNGO_DEMO=true npm start',
  ],
  run: async (invocation): Promise<Result<ExitCode>> => {
    const { output, options } = invocation
    const config = configOf(invocation)
    if (!config.ok) return config
    if (options.reset === true) {
      const emptied = await reset(config.value)
      if (!emptied.ok) return emptied
    }
    const built = await buildConsole(output)
    if (!built.ok) return built
    // The whole product takes seconds to load on an old machine: only the command that starts it does.
    const { demoLogFile, startKiungo } = await import('../../main.ts')
    const started = await startKiungo({
      config: config.value,
      projectFolder,
      onStarting: (shutdown) => stopOnSignals(process, shutdown),
      onProgress: ({ text, params, finished }) => output.progress(output.say(text, params), finished),
    })
    if (!started.ok) return started
    const { url, demo } = started.value
    output.result(
      { url, ...(demo === undefined ? {} : { demo }) },
      welcome(started.value, { config: config.value, log: demoLogFile(config.value) }, output),
    )
    // Runs until a signal stops it; the process ends there.
    return new Promise(() => undefined)
  },
}

/** Builds the web console when its sources have changed since the last time; an installed product has no sources. */
async function buildConsole(output: Output): Promise<Result<void>> {
  const script = join(projectFolder, 'scripts', 'build-console.ts')
  if (!existsSync(script)) return ok(undefined)
  output.progress(output.say(words.console))
  try {
    await promisify(execFile)(process.execPath, [script], { cwd: projectFolder })
  } catch (error) {
    const reason = String((error as { stderr?: unknown }).stderr ?? error).split('\n')[0] ?? ''
    return fail({
      code: 'cli.console-not-built',
      status: 500,
      message: `the web console could not be built: ${reason}`,
      fix: 'run `npm run build:console` to see the whole message',
    })
  }
  output.progress(output.say(words.console), true)
  return ok(undefined)
}

interface Shown {
  readonly config: Config
  readonly log: string
}

function welcome({ url, demo }: Kiungo, { config, log }: Shown, output: Output): string[] {
  const ready = ['', output.say(words.ready, { url })]
  if (demo === undefined) return ready
  const person = demo.people.find(({ identifiers }) => identifiers['person.national-id'] !== undefined)
  const folder = config.dataFolder === './data' ? '' : ` --data ${config.dataFolder}`
  const address = url === 'http://127.0.0.1:7400' ? '' : ` --url ${url}`
  const command = `./kiungo ask ${person?.identifiers['person.national-id'] ?? ''} --save receipts${address}${folder}`
  const story = person === undefined ? '' : output.say(person.story)
  return [
    ...ready,
    output.say(words.signIn, { people: demo.accounts.join(', '), password: demo.password }),
    '',
    output.say(words.try),
    `  1. ${output.say(words.map, { url })}`,
    `  2. ${output.say(words.ask, { story, command })}`,
    `  3. ${output.say(words.verify, { command: './kiungo verify receipts/*.receipt.json' })}`,
    '',
    output.say(words.stop, { log }),
  ]
}
