// The requests that the Digital Convergence Initiative publishes as samples, each put to the operation it is for.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseEnvelope } from './door/admission.ts'
import type { Entry } from './door/entries.ts'
import type { Request } from './door/operation.ts'
import { operations } from './operations.ts'

const samples = join(import.meta.dirname, '../../../../shared/standards/dci-samples')
const registryOf: Readonly<Record<string, string>> = { social: 'sr', crvs: 'crvs', dr: 'dr', fr: 'fr', ibr: 'ibr' }

/** Samples of other operations than a search. */
const operationOf: Readonly<Record<string, string>> = {
  'ibr/1': 'sync/enrollment/updates',
  'ibr/2': 'sync/enrolled',
  'dr/2': 'sync/disabled',
  'dr/4': 'subscribe',
  'fr/3': 'subscribe',
}

/** The file holds a search for disabled persons by mistake: at the farmers' address it is one of another registry. */
const misplaced = ['fr/1', 'fr/2']

function requestAt(registry: string, operation: string): Request {
  const path = `/${registry}/v1.0.0/registry/${operation}`
  const found = operations.find((one) => one.paths.includes(path))
  assert.ok(found !== undefined && found.kind !== 'reception', path)
  return found
}

function faultOf(sample: string, body: unknown): string | undefined {
  const [folder = ''] = sample.split('/')
  const { action, header, registry } = requestAt(registryOf[folder] ?? '', operationOf[sample] ?? 'sync/search')
  const envelope = parseEnvelope(body, { kind: header, words: action.words })
  if (!envelope.ok) return envelope.problem.message
  const read = action.read(envelope.value.message, registry)
  if (!read.ok) return read.problem.message
  assert.equal(read.value.count, envelope.value.header.totalCount, sample)
  const { value } = read.value
  const [entry] = (Array.isArray(value) ? value : []) as readonly Partial<Entry<unknown>>[]
  return entry?.read?.ok === false ? entry.read.problem.message : undefined
}

test('every official sample request that is not an empty placeholder is understood', {
  skip: !existsSync(samples),
}, () => {
  const faults: Record<string, string> = {}
  let understood = 0
  for (const folder of Object.keys(registryOf)) {
    for (const file of readdirSync(join(samples, folder)).filter((name) => name.endsWith('req.json'))) {
      const body = JSON.parse(readFileSync(join(samples, folder, file), 'utf8')) as { message?: unknown }
      if (!body.message) continue
      const sample = `${folder}/${file.replace(/^processflow|req\.json$/g, '')}`
      const fault = faultOf(sample, body)
      if (fault === undefined) understood++
      else faults[sample] = fault
    }
  }
  assert.deepEqual(faults, {
    // It asks for a gender less than m.
    'social/4': '"gender" has no order, so it cannot be compared with lt',
    ...Object.fromEntries(misplaced.map((sample) => [sample, 'reg_type is of another registry than this address'])),
  })
  assert.equal(understood, 20)
})
