import type { ProviderFailure } from '../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../src/kernel/result.ts'
import { type HttpAnswer, nonsense } from './http-call.ts'

const maxDepth = 32
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON of an answer, its depth bounded; an HTML page with status 200 is not an answer. */
export function parseJson(answer: HttpAnswer): Result<unknown, ProviderFailure> {
  if (answer.contentType !== 'application/json' && !answer.contentType.endsWith('+json')) {
    return fail(nonsense(`HTTP ${answer.status} with ${mediaType(answer.contentType)} where JSON was expected`))
  }
  try {
    const text = utf8.decode(answer.body)
    if (depthOf(text) > maxDepth) return fail(nonsense(`JSON nested more than ${maxDepth} deep`))
    return ok(JSON.parse(text))
  } catch {
    return fail(nonsense('not well-formed JSON'))
  }
}

/** The media type as it may stand in a log: the provider wrote it. */
const mediaType = (type: string): string => (/^[a-z0-9.+/-]{1,60}$/.test(type) ? type : 'no media type')

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (inString) {
      if (char === 0x5c) i++
      else if (char === 0x22) inString = false
    } else if (char === 0x22) inString = true
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (char === 0x7d || char === 0x5d) depth--
  }
  return deepest
}
