import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type Api, openApi } from './api.ts'
import { type ExitCode, exitCodes, type Invocation } from './command.ts'
import { defaultUrl, findCredentials } from './credentials.ts'

/** Runs `work` against the running Kiungo that the invocation names, and closes the connection after it. */
export async function withApi(
  invocation: Invocation,
  work: (api: Api) => Promise<Result<ExitCode>>,
): Promise<Result<ExitCode>> {
  const { options, environment } = invocation
  const url = text(options.url) ?? environment.KIUNGO_URL ?? defaultUrl
  if (!URL.canParse(url)) {
    return fail({
      code: 'cli.usage',
      status: 400,
      message: `\`${url}\` is not an address`,
      fix: `give one like ${defaultUrl}`,
    })
  }
  const origin = new URL(url).origin
  const credentials = findCredentials({
    url: origin,
    client: text(options.client),
    dataFolder: text(options.data) ?? './data',
    environment,
  })
  if (!credentials.ok) return credentials
  const api = openApi(origin, credentials.value, invocation.output.language)
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}

/** The exit code that tells a script what kind of failure it was. */
export function exitCodeOf(problem: Problem): ExitCode {
  if (problem.code === 'cli.usage') return exitCodes.usage
  if (problem.code === 'cli.unreachable') return exitCodes.unreachable
  return problem.status === 401 || problem.status === 403 ? exitCodes.refused : exitCodes.failed
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const done: Result<ExitCode> = ok(exitCodes.ok)
