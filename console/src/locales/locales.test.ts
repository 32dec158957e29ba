import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { languages } from '../../../src/kernel/language.ts'

const source = join(import.meta.dirname, '..')
type Tree = { readonly [key: string]: string | Tree }

const texts = (language: string): ReadonlyMap<string, string> =>
  new Map(flat(JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8')) as Tree))

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  )
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }))

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort()

describe('the console’s texts', () => {
  const english = texts('en')
  for (const language of languages) {
    it(`has the same keys in ${language} as in English, none empty`, () => {
      const found = texts(language)
      assert.deepEqual([...found.keys()].sort(), [...english.keys()].sort())
      assert.deepEqual(
        [...found].filter(([, text]) => text.trim() === ''),
        [],
      )
    })

    it(`puts the same values into a text in ${language} as in English`, () => {
      const found = texts(language)
      for (const [key, text] of english) assert.deepEqual(placeholders(found.get(key) ?? ''), placeholders(text), key)
    })
  }

  it('has no text that no page shows', () => {
    const all = files.map(({ text }) => text).join('\n')
    const unused = [...english.keys()].filter((key) => {
      const parents = key
        .split('.')
        .slice(0, -1)
        .map((_, end, parts) => `${parts.slice(0, end + 1).join('.')}.`)
      return (
        !all.includes(`'${key}'`) &&
        !all.includes(`="${key}"`) &&
        !parents.some((parent) => all.includes(`\`${parent}\${`) || all.includes(`'${parent}'`))
      )
    })
    assert.deepEqual(unused, [])
  })

  it('leaves no English hard-wired in a page', () => {
    const wired = files.flatMap(({ file, text }) =>
      [
        ...text.matchAll(/(?<!=)>\s*([A-Z][a-z]+[^<>{}=;()]*)</g),
        ...text.matchAll(/(?:aria-label|label|title|placeholder)="([^"]+)"/g),
      ]
        .map(([, words]) => `${file}: ${words?.trim()}`)
        .filter((found) => !found.endsWith(': Kiungo')),
    )
    assert.deepEqual(wired, [])
  })
})
