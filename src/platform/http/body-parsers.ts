import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { notUtf8, parseJsonBody } from './json-body.ts'
import { ProblemError } from './problems.ts'

const parsers: Readonly<Record<string, (text: string) => Result<unknown>>> = {
  'application/json': parseJsonBody,
  // RFC 6749 §3.2: token requests are forms.
  'application/x-www-form-urlencoded': parseForm,
  // XML is handed on as text: the protocol that takes it has its own hardened parser.
  'text/xml': ok,
  'application/xml': ok,
  'application/soap+xml': ok,
  'text/csv': ok,
  // Callbacks of servers that name no type for their JSON; only the routes that say so take it.
  'text/plain': parseJsonBody,
}

const files = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.apache.parquet',
]

/** Each route still names the types that it takes; see `consumes`. */
export function registerBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  for (const [type, parse] of Object.entries(parsers)) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
      request.rawBody = bytes
      const parsed = isUtf8(bytes) ? parse(bytes.toString('utf8')) : fail(notUtf8)
      if (parsed.ok) done(null, parsed.value)
      else done(new ProblemError(parsed.problem))
    })
  }
  // A file is handed on as bytes: the route that takes it knows its format, and trusts nothing in it.
  app.addContentTypeParser([...files], { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    request.rawBody = bytes
    done(null, bytes)
  })
}

const formFieldsLimit = 100

function parseForm(text: string): Result<Readonly<Record<string, string>>> {
  const fields: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    // RFC 6749 §3.1: parameters must not be included more than once.
    if (name in fields)
      return fail(badForm('repeated-field', 'a field of the form is given twice', 'Give each field once.'))
    fields[name] = value
  }
  if (Object.keys(fields).length > formFieldsLimit) {
    const problem = badForm('too-many-fields', `the form has more than ${formFieldsLimit} fields`, 'Send fewer fields.')
    return fail({ ...problem, params: { fields: formFieldsLimit } })
  }
  return ok(fields)
}

const badForm = (variant: string, message: string, fix: string): Problem => ({
  code: 'platform.malformed-form',
  variant,
  status: 400,
  message,
  fix,
})
