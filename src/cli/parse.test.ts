import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mustBeOk, ok } from '../kernel/result.ts'
import { type Command, exitCodes } from './command.ts'
import { parseArguments } from './parse.ts'

const about = { en: 'a', sw: 'b', fr: 'c' }
const command: Command = {
  name: 'sample',
  about,
  positionals: [{ name: 'FILE', about, required: true }],
  options: [
    { name: 'port', type: 'integer', about },
    { name: 'scale', type: 'number', about },
    { name: 'source', type: 'string', about, repeatable: true },
    { name: 'reset', type: 'boolean', about },
  ],
  examples: [],
  run: async () => ok(exitCodes.ok),
}

const problem = (args: readonly string[]): string => {
  const parsed = parseArguments(command, args)
  return parsed.ok ? 'accepted' : parsed.problem.message
}

test('options are read by their declared types', () => {
  const parsed = mustBeOk(
    parseArguments(command, ['a.json', '--port', '80', '--scale=0.5', '--source', 'x', '--source', 'y', '--reset']),
  )
  assert.deepEqual(parsed.options, { port: 80, scale: 0.5, source: ['x', 'y'], reset: true })
  assert.deepEqual(parsed.positionals, ['a.json'])
})

test('an identifier that begins with a hyphen is an argument, not an option', () => {
  const id = '-3fYk0Zc_8uJ1-Qv7tLxW2sB9nRdH4gM6pKeTaUoIyE'
  const parsed = mustBeOk(parseArguments(command, [id, '--port', '80']))
  assert.deepEqual(parsed, { options: { port: 80 }, positionals: [id] })
  assert.deepEqual(mustBeOk(parseArguments(command, ['--port', '80', '--', id])).positionals, [id])
  assert.match(problem(['a', '-p']), /-p/)
})

test('what was not declared, not given or not of its type is refused by name', () => {
  assert.match(problem(['a', '--prot', '80']), /--prot/)
  assert.match(problem(['a', '--port', '80.5']), /--port takes a integer, not `80\.5`/)
  assert.match(problem(['a', '--scale', '']), /--scale/)
  assert.match(problem([]), /FILE is missing/)
  assert.match(problem(['a', 'b']), /`b` is one argument too many/)
})

test('asking for help is enough, whatever else is missing', () => {
  assert.equal(mustBeOk(parseArguments(command, ['--help'])).options.help, true)
})

test('an argument declared with dots takes any number', () => {
  const many = { ...command, positionals: [{ name: 'FILE...', about, required: true }] }
  assert.deepEqual(mustBeOk(parseArguments(many, ['a', 'b', 'c'])).positionals, ['a', 'b', 'c'])
  assert.equal(parseArguments(many, []).ok, false)
})
