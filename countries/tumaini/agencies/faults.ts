// The fault switch: shows how a caller behaves when a system is down, slow, or answers nonsense.
import type { Answer } from './serve.ts'

export const faultModes = ['ok', 'down', 'slow', 'html', 'wrong-type', 'unknown-code', 'entities', 'truncated'] as const
export type FaultMode = (typeof faultModes)[number]
export type FaultState = { readonly mode: FaultMode; readonly delayMs: number }

const maxDelayMs = 120_000
const defaultDelayMs = 30_000

export const noFault: FaultState = { mode: 'ok', delayMs: defaultDelayMs }

/** The state that a request body asks for, or null when it asks for nonsense. */
export function readFault(body: string): FaultState | null {
  let wish: unknown
  try {
    wish = JSON.parse(body)
  } catch {
    return null
  }
  if (typeof wish !== 'object' || wish === null) return null
  const { mode, delayMs = defaultDelayMs } = wish as { mode?: unknown; delayMs?: unknown }
  const known = faultModes.find((m) => m === mode)
  if (known === undefined || typeof delayMs !== 'number' || !(delayMs >= 1 && delayMs <= maxDelayMs)) return null
  return { mode: known, delayMs }
}

/** How one agency's answers go wrong: replacements in its own text. */
export type Spoil = readonly (readonly [pattern: RegExp, replacement: string])[]
export type Spoils = { readonly wrongType: Spoil; readonly unknownCode: Spoil }

const maintenancePage =
  '<!doctype html><html><head><title>Maintenance</title></head><body><h1>Scheduled maintenance</h1><p>Please come back later.</p></body></html>'

const entityBomb = `<?xml version="1.0"?>
<!DOCTYPE answer [
  <!ENTITY a "aaaaaaaaaa">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
  <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
  <!ENTITY file SYSTEM "file:///etc/hostname">
]>
<answer>&d;&file;</answer>`

export function spoilAnswer(answer: Answer, mode: FaultMode, spoils: Spoils): Answer {
  if (mode === 'html') return { status: 200, type: 'text/html; charset=utf-8', body: maintenancePage }
  if (mode === 'entities') return { status: 200, type: 'text/xml; charset=utf-8', body: entityBomb }
  if (mode === 'truncated') return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) }
  if (mode === 'wrong-type') return { ...answer, body: replaceAll(answer.body, spoils.wrongType) }
  if (mode === 'unknown-code') return { ...answer, body: replaceAll(answer.body, spoils.unknownCode) }
  return answer
}

const replaceAll = (text: string, spoil: Spoil): string =>
  spoil.reduce((body, [pattern, replacement]) => body.replace(pattern, replacement), text)
