// The plain proxy that the exchange is compared with: Fastify in, undici out, the answer streamed, nothing looked at.
import process from 'node:process'
import fastify from 'fastify'
import { Pool } from 'undici'

const [provider, headers] = process.argv.slice(2) as [string, string]
const pool = new Pool(provider, { connections: 64 })
const added = JSON.parse(headers) as Record<string, string>

const app = fastify({ logger: false })
app.all('/*', async (request, reply) => {
  const {
    statusCode,
    headers: answered,
    body,
  } = await pool.request({
    method: request.method as 'GET',
    path: request.url,
    headers: added,
  })
  reply.code(statusCode).header('content-type', answered['content-type'] ?? 'application/octet-stream')
  return reply.send(body)
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ host: '127.0.0.1', port: 0 }) })}\n`)
