import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../kernel/language.ts'
import type { LocalText } from '../kernel/nouns.ts'
import { commonOptions } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, overviewHelp } from './help.ts'
import { createOutput, table } from './output.ts'

const quiet = { out: () => undefined, err: () => undefined, interactive: false }

test('the overview names every command, and each command’s help every option and argument', () => {
  for (const language of languages) {
    const output = createOutput(quiet, language, false)
    const overview = overviewHelp(commands, output).join('\n')
    for (const command of commands) {
      assert.ok(overview.includes(command.name))
      const help = commandHelp(command, output).join('\n')
      for (const option of [...command.options, ...commonOptions]) assert.ok(help.includes(`--${option.name}`))
      for (const positional of command.positionals ?? []) assert.ok(help.includes(positional.name))
    }
  }
})

test('every text exists in three languages that differ, and every command has an example of itself', () => {
  const differ = (text: LocalText, where: string): void =>
    assert.equal(new Set(languages.map((language) => text[language])).size, 3, where)
  for (const command of commands) {
    differ(command.about, command.name)
    for (const option of command.options) differ(option.about, `${command.name} --${option.name}`)
    assert.ok(command.examples.length > 0, command.name)
  }
})

test('a table’s columns start under one another', () => {
  const lines = table(
    ['ID', 'NAME'],
    [
      ['nida', 'Mamlaka'],
      ['nationalregister', 'x'],
    ],
  )
  assert.deepEqual(lines, [
    'ID                NAME',
    '────────────────  ───────',
    'nida              Mamlaka',
    'nationalregister  x',
  ])
})

test('with --json the result is one document on the standard output, and problems go to both', () => {
  const out: string[] = []
  const err: string[] = []
  const output = createOutput({ out: (s) => out.push(s), err: (s) => err.push(s), interactive: false }, 'sw', true)
  output.progress('half way')
  output.result({ a: 1 }, ['for people'])
  assert.deepEqual(JSON.parse(out.join('')), { a: 1 })
  output.problem({ code: 'x.y', status: 400, message: 'this is wrong', fix: 'do that' })
  assert.match(err.join(''), /Tatizo \[x\.y\]: this is wrong\nCha kufanya: do that/)
})
