import assert from 'node:assert/strict'
import test from 'node:test'
import { createLogger } from './logger.ts'

function logged(act: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  act(createLogger('info', { write: (line) => lines.push(line) }))
  return lines.join('')
}

test('personal data and secrets logged by mistake are blotted out', () => {
  const text = logged((logger) =>
    logger.info(
      { person: { surname: 'Mwangi' }, request: { body: 'secret-1', headers: { authorization: 'Bearer x' } } },
      'a',
    ),
  )
  assert.doesNotMatch(text, /Mwangi|secret-1|Bearer x/)
})

test('an error of the database is logged without the values it quotes', () => {
  const error = Object.assign(new Error('invalid input syntax for type date: "1950-13-01"'), {
    code: '22007',
    routine: 'DateTimeParseError',
    detail: 'Key (national_id)=(123456789) already exists.',
  })
  const text = logged((logger) => logger.error({ err: error }, 'failed'))
  assert.doesNotMatch(text, /1950-13-01|123456789/)
  assert.match(text, /22007.*DateTimeParseError/)
})
