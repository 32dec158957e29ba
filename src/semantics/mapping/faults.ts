import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { own } from './path.ts'

/** Something wrong in a file of the vocabulary, by its JSON Pointer. */
export interface Fault {
  readonly pointer: string
  readonly message: string
}

const maxFaults = 20

/** Where and how a value is not of the schema; empty when it is. */
export function shapeFaults(schema: TSchema, value: unknown, at: string): Fault[] {
  return Errors(schema, value)
    .slice(0, maxFaults)
    .map((error) => ({ pointer: `${at}${error.instancePath}`, message: `${error.message}${extraNames(error.params)}` }))
}

function extraNames(params: unknown): string {
  const names = own(params, 'additionalProperties')
  return Array.isArray(names) ? `: ${names.join(', ')}` : ''
}
