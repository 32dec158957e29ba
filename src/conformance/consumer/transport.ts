/** One bounded HTTP call to a server under test. Never throws for what the server does; follows no redirect. */
import { Agent, request as send } from 'undici'
import { fail, ok, type Result } from '../../kernel/result.ts'

export interface HttpCall {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpReply {
  readonly status: number
  /** In lower case, without parameters. */
  readonly contentType: string
  readonly text: string
}

export interface NoReply {
  readonly kind: 'unreachable' | 'timeout' | 'too-large'
  readonly detail: string
}

/** How calls leave: by the command line as they are, by a node through its guarded way out. */
export interface Transport {
  call(call: HttpCall): Promise<Result<HttpReply, NoReply>>
  close(): Promise<void>
}

export const replyBytesLimit = 8_000_000
const connectTimeoutMs = 5_000

export function openTransport(timeoutMs: number): Transport {
  const agent = new Agent({ connect: { timeout: connectTimeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
  return {
    async call({ url, method, headers, body }) {
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const answer = await send(url, { method, headers, body: body ?? null, dispatcher: agent, signal })
        const chunks: Buffer[] = []
        let bytes = 0
        for await (const chunk of answer.body) {
          bytes += (chunk as Buffer).length
          if (bytes > replyBytesLimit) {
            answer.body.on('error', () => undefined).destroy()
            return fail({ kind: 'too-large', detail: `more than ${replyBytesLimit} bytes` })
          }
          chunks.push(chunk as Buffer)
        }
        const type = [answer.headers['content-type'] ?? ''].flat()[0] ?? ''
        const text = Buffer.concat(chunks).toString('utf8')
        return ok({ status: answer.statusCode, contentType: mediaType(type), text })
      } catch (error) {
        if (signal.aborted) return fail({ kind: 'timeout', detail: `no answer within ${timeoutMs} ms` })
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'connection failed'
        return fail({ kind: 'unreachable', detail: code })
      }
    },
    close: () => agent.destroy(),
  }
}

export const mediaType = (header: string): string => (header.toLowerCase().split(';')[0] ?? '').trim()
