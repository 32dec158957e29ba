import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from '../../kernel/canonical-json.ts'

/** What a partner's server was sent. */
export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly [key: string]: Json }
  readonly at: number
}

/** A partner's server, which answers as the test wants. */
export interface Receiver {
  readonly port: number
  readonly url: string
  readonly received: Received[]
  answer: (response: ServerResponse, received: Received) => void
  close(): void
}

export const acknowledges = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"ack":true}')
}

export async function openReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = []
  const server: Server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const one = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text), at: Date.now() }
    received.push(one)
    receiver.answer(response, one)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const { port: taken } = server.address() as AddressInfo
  const receiver: Receiver = {
    port: taken,
    url: `http://127.0.0.1:${taken}/callback`,
    received,
    answer: acknowledges,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return receiver
}
