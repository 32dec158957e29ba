import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyKind, keyKinds, readRing, rotateKey } from '../../federation/key-ring.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import { fail, type Result } from '../../kernel/result.ts'
import { done } from '../calling.ts'
import type { Command, ExitCode, Invocation } from '../command.ts'
import { table } from '../output.ts'
import { configOf, configOptions } from '../settings.ts'

const words = {
  kind: { en: 'KIND', sw: 'AINA', fr: 'SORTE' },
  kid: { en: 'KEY ID', sw: 'KITAMBULISHO', fr: 'IDENTIFIANT' },
  use: { en: 'USE', sw: 'MATUMIZI', fr: 'USAGE' },
  since: { en: 'SINCE', sw: 'TANGU', fr: 'DEPUIS' },
  file: { en: 'FILE', sw: 'FAILI', fr: 'FICHIER' },
  current: { en: 'current', sw: 'ya sasa', fr: 'actuelle' },
  previous: { en: 'previous', sw: 'ya awali', fr: 'précédente' },
  rotated: {
    en: 'The {kind} key is now {kid}. What the previous one signed or was sent is taken as long as its file is there.',
    sw: 'Ufunguo wa {kind} sasa ni {kid}. Kilichosainiwa au kutumwa kwa uliopita kinakubaliwa mradi faili lake lipo.',
    fr: 'La clé {kind} est désormais {kid}. Ce que la précédente a signé ou reçu est accepté tant que son fichier existe.',
  },
} satisfies Record<string, LocalText>

export const keys: Command = {
  name: 'keys',
  about: {
    en: 'list the keys of this node, or rotate one: keys rotate --kind signing',
    sw: 'orodhesha funguo za nodi hii, au badilisha mmoja: keys rotate --kind signing',
    fr: 'lister les clés de ce nœud, ou en renouveler une : keys rotate --kind signing',
  },
  positionals: [
    {
      name: 'ACTION',
      about: {
        en: 'list (unless told) or rotate',
        sw: 'list (bila kusema) au rotate',
        fr: 'list (par défaut) ou rotate',
      },
      required: false,
    },
  ],
  options: [
    {
      name: 'kind',
      type: 'string',
      value: 'KIND',
      about: {
        en: 'key to rotate: signing (Ed25519), rs256 or encryption',
        sw: 'ufunguo wa kubadilisha: signing (Ed25519), rs256 au encryption',
        fr: 'clé à renouveler : signing (Ed25519), rs256 ou encryption',
      },
    },
    ...configOptions('data'),
  ],
  examples: ['kiungo keys', 'kiungo keys rotate --kind encryption'],
  async run(invocation) {
    const config = configOf(invocation)
    if (!config.ok) return config
    const folder = join(config.value.dataFolder, 'keys')
    if (!existsSync(join(folder, 'node.pem'))) {
      return fail({
        code: 'cli.no-keys',
        status: 404,
        message: `${folder} holds no keys of a node`,
        fix: 'name its data folder with --data; its keys are made when it starts for the first time',
      })
    }
    const [action = 'list'] = invocation.positionals
    if (action === 'list') return list(folder, invocation)
    const kind = keyKinds.find((one) => one === invocation.options.kind)
    if (action === 'rotate' && kind !== undefined) return rotate(folder, kind, invocation)
    return fail({
      code: 'cli.usage',
      status: 400,
      message: action === 'rotate' ? `--kind is one of ${keyKinds.join(', ')}` : `there is no action ${action}`,
      fix: 'see: kiungo keys --help',
    })
  },
}

function list(folder: string, { output }: Invocation): Result<ExitCode> {
  const ring = readRing(folder)
  if (!ring.ok) return ring
  const found = keyKinds.flatMap((kind) =>
    ring.value[kind].map(({ kid, file }, place) => ({
      kind,
      kid,
      use: place === 0 ? ('current' as const) : ('previous' as const),
      since: statSync(join(folder, file)).mtime.toISOString().slice(0, 10),
      file,
    })),
  )
  const headings = (['kind', 'kid', 'use', 'since', 'file'] as const).map((name) => output.say(words[name]))
  const rows = found.map(({ kind, kid, use, since, file }) => [kind, kid, output.say(words[use]), since, file])
  output.result({ keys: found }, table(headings, rows))
  return done
}

async function rotate(folder: string, kind: KeyKind, { output }: Invocation): Promise<Result<ExitCode>> {
  const rotated = await rotateKey(folder, kind, new Date())
  if (!rotated.ok) return rotated
  const { kid } = rotated.value
  output.result({ kind, kid }, [output.say(words.rotated, { kind, kid })])
  return done
}
