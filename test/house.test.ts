// The rules of the house that a machine can check; ARCHITECTURE.md says why they are.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { filesUnder, root } from '../scripts/tool.ts'

/** A file imports only from its own room and from rooms before it in this list. */
const rooms = [
  'kernel',
  'standards',
  'platform',
  'ledger',
  'federation',
  'semantics',
  'agreements',
  'exchange',
  'registry',
  'identity',
  'compliance',
  'delivery',
  'oversight',
  'planning',
  'learning',
  'conformance',
  'cli',
]
/** All that a plugin or a country pack may import from the house, besides the kernel and the standards' wire forms. */
const pluginSurface = 'src/exchange/plugin.ts'
/** What runs in a browser as well as on the server: the kernel, verification, decisions, and the nouns. */
const sharedWithConsole = /^src\/(?:kernel|ledger|agreements)\/|^src\/[a-z]+\/(?:[a-z]+\/)?(?:schema|messages)\.ts$/

const fileLinesLimit = 400
const functionLinesLimit = 70

const isTest = (file: string) => file.endsWith('.test.ts') || file.startsWith('test/')
const isGenerated = (file: string) => file.includes('.generated.')
const isSource = (path: string) => /\.(?:ts|tsx|mjs)$/.test(path) && !isGenerated(path)

const files = filesUnder(['src', 'plugins', 'countries', 'console', 'scripts', 'bench', 'test'], isSource)
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

const imports = /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(?\s*['"]([^'"]+)['"]/g

/** Files of the project that a file imports. */
function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(imports)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((path) => path.startsWith('.'))
    .map((path) => join(dirname(file), path))
}

const roomOf = (file: string) => /^src\/([a-z]+)\//.exec(file)?.[1]

/** Why a file may not import another, or undefined. */
function objection(file: string, imported: string): string | undefined {
  const [top = '', kind = '', name = ''] = file.split('/')
  if (top === 'plugins' || top === 'countries') {
    const own = top === 'plugins' ? [`plugins/${kind}/${name}/`] : [`countries/${kind}/`]
    // Beside the plugins of a kind lie the parts that they have in common.
    const inCommon = top === 'plugins' && new RegExp(`^plugins/${kind}/[^/]+$`).test(imported)
    const allowed =
      ['src/kernel/', 'src/standards/', pluginSurface, ...own].some((path) => imported.startsWith(path)) || inCommon
    return allowed ? undefined : 'only the kernel, the standards, the plugin surface and its own folder'
  }
  if (top === 'console') {
    const allowed = imported.startsWith('console/') || sharedWithConsole.test(imported)
    return allowed ? undefined : 'only the console and what runs in browsers too'
  }
  const room = roomOf(file)
  // Files directly in src/ put the house together; bench, scripts and tests stand outside it.
  if (room === undefined || room === 'cli') return undefined
  const target = roomOf(imported)
  if (target === undefined) return 'rooms only: what lies outside is handed in'
  return rooms.indexOf(target) <= rooms.indexOf(room)
    ? undefined
    : `rooms up to its own, and ${target} comes after ${room}`
}

test('imports point to the rooms before', () => {
  const wrong = files
    .filter((file) => !isTest(file))
    .flatMap((file) => importsOf(file).map((imported) => ({ file, imported, why: objection(file, imported) })))
    .filter(({ why }) => why !== undefined)
    .map(({ file, imported, why }) => `${file} imports ${imported}; it may import ${why}`)
  assert.deepEqual(wrong, [])
})

test('every room is known and introduces itself', () => {
  const found = new Set(files.map(roomOf).filter((room) => room !== undefined))
  assert.deepEqual(
    [...found].filter((room) => !rooms.includes(room)),
    [],
    'a room that has no rank',
  )
  assert.deepEqual(
    [...found].filter((room) => !existsSync(join(root, 'src', room, 'README.md'))),
    [],
    'no README.md',
  )
})

test('no file is longer than a person reads at once', () => {
  const long = files
    .map((file) => `${file}: ${textOf(file).split('\n').length - 1}`)
    .filter((line) => Number(line.split(': ')[1]) > fileLinesLimit)
  assert.deepEqual(long, [])
})

/** Relies on the formatter: a function ends at the first brace that stands as far left as its beginning. */
function longFunctions(file: string): string[] {
  const lines = textOf(file).split('\n')
  return lines.flatMap((line, from) => {
    const indent = /^\s*/.exec(line)?.[0] ?? ''
    if (!/\{$/.test(line) || !/\bfunction\b|=> \{$|^\s+(?:async |static |override )*[\w#]+\(.*\{$/.test(line)) return []
    if (/^\s*(?:if|for|while|switch|catch)\b/.test(line)) return []
    const to = lines.findIndex((other, i) => i > from && other.startsWith(`${indent}}`))
    return to - from > functionLinesLimit ? [`${file}:${from + 1}: ${to - from} lines`] : []
  })
}

test('no function is longer than a screen', () => {
  const source = files.filter((file) => !isTest(file) && !file.startsWith('console/'))
  assert.deepEqual(source.flatMap(longFunctions), [])
})

test('nothing is named for being left over, and nothing only passes on', () => {
  const leftOver = /(?:^|[/.-])(?:utils?|helpers?|common|misc|shared|stuff)(?:[/.-]|$)/
  assert.deepEqual(
    files.filter((file) => leftOver.test(file)),
    [],
  )
  assert.deepEqual(
    files.filter((file) => /(?:^|\/)index\.tsx?$/.test(file)),
    [],
    'a barrel',
  )
  assert.deepEqual(
    files.filter((file) => /^export \*/m.test(textOf(file))),
    [],
    'a barrel',
  )
})
