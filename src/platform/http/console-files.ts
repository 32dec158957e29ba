import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export const hasConsole = (folder: string | undefined): folder is string =>
  folder !== undefined && existsSync(join(folder, 'index.html'))

/** Serves the files of the built console. */
export async function registerConsole(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      // The build puts a digest of the content into the names of assets, so those never change.
      const immutable = path.includes(`${sep}assets${sep}`)
      response.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** The console's page addresses exist only in the browser: who asks for a page where there is none gets the console. */
export function consolePage(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
  return wantsPage ? reply.code(200).sendFile('index.html') : undefined
}
