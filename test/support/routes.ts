import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { type Pack, readPack } from '../../src/cli/pack.ts'
import { demoRoutes } from '../../src/demo.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import { versionOf } from '../../src/main.ts'
import { openModules } from '../../src/modules.ts'
import { loadConfig } from '../../src/platform/config/load.ts'
import type { RouteScope } from '../../src/platform/http/route.ts'
import { createShutdown } from '../../src/platform/shutdown.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'
import { createMetrics } from '../../src/platform/telemetry/metrics.ts'
import { discoverConnectors, discoverProtocols } from '../../src/plugins.ts'
import { root } from './database.ts'

// The same for every caller, and to read and check it takes a second.
let packRead: Pack | undefined

/** Gives the routes of every room and protocol, as a node serves them, to `use`. The database may be empty. */
export async function withEveryRoute<T>(
  pool: pg.Pool,
  use: (scopes: readonly RouteScope[], version: string) => Promise<T>,
): Promise<T> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kiungo-routes-'))
  const logger = createLogger('silent')
  const shutdown = createShutdown({ logger })
  try {
    const config = mustBeOk(loadConfig({ env: {}, flags: { dataFolder } }))
    const plugins = {
      connectors: await discoverConnectors(join(root, 'plugins')),
      protocols: await discoverProtocols(join(root, 'plugins')),
    }
    packRead ??= mustBeOk(await readPack(join(root, 'countries', config.country), plugins))
    const pack = packRead
    const world = { config, pool, pack, ...plugins, logger, metrics: createMetrics(), shutdown }
    const { scopes } = mustBeOk(await openModules(world))
    return await use([...scopes, demoRoutes([])], versionOf(root))
  } finally {
    await shutdown.run('done')
    await rm(dataFolder, { recursive: true, force: true })
  }
}
