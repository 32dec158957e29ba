import { readFileSync } from 'node:fs'

/** What a report says that it was made with. */
export const toolName = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return `kiungo ${(JSON.parse(text) as { version: string }).version}`
}
