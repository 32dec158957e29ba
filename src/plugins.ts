import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Connector, Protocol } from './exchange/plugin.ts'

/** What the folders of `plugins/` bring. */
export interface Plugins {
  readonly connectors: ReadonlyMap<string, Connector>
  readonly protocols: readonly Protocol[]
}

/** Every folder of `plugins/connectors`, by the kind it declares. Dropping a folder in adds a connector. */
export async function discoverConnectors(pluginsFolder: string): Promise<ReadonlyMap<string, Connector>> {
  const found = await load<{ connector: Connector }>(join(pluginsFolder, 'connectors'), 'connector.ts')
  return new Map(found.map(({ connector }) => [connector.kind, connector]))
}

/** Every folder of `plugins/protocols`. Dropping a folder in adds a front door. */
export async function discoverProtocols(pluginsFolder: string): Promise<readonly Protocol[]> {
  const found = await load<{ protocol: Protocol }>(join(pluginsFolder, 'protocols'), 'protocol.ts')
  return found.map(({ protocol }) => protocol)
}

/** The file of that name in each folder of `folder`, imported, in the order of the folders' names. */
function load<T>(folder: string, name: string): Promise<T[]> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name, name))
    .filter((file) => existsSync(file))
    .sort()
  return Promise.all(files.map((file) => import(pathToFileURL(file).href) as Promise<T>))
}
