import { Check } from 'typebox/value'
import type { Directory } from '../federation/directory.ts'
import type { Service } from '../federation/schema.ts'
import type { Connector, ConnectorContext, OpenConnector } from './plugin.ts'

export interface ConnectorsWorld {
  readonly directory: Pick<Directory, 'system'>
  readonly kinds: ReadonlyMap<string, Connector>
  /** A credential of a system by name. */
  readonly secret: (system: string, name: string) => string | undefined
  readonly now: () => Date
  readonly node: NonNullable<ConnectorContext['node']>
}

export interface OpenConnectors {
  of(service: Service): OpenConnector
  close(): Promise<void>
}

/** Connectors opened when they are first needed, one for each service, and anew when its declaration has changed. */
export function createConnectors(world: ConnectorsWorld): OpenConnectors {
  const open = new Map<string, { declared: Service; address: string; connector: OpenConnector }>()

  return {
    of(service) {
      const system = world.directory.system(service.system)
      if (system === undefined) throw new Error(`service ${service.id} is of an unknown system ${service.system}`)
      const known = open.get(service.id)
      // Declarations are reloaded as a whole: the same object has not changed, another one may not have either.
      if (known !== undefined && known.declared === service && known.address === system.address) return known.connector
      if (known !== undefined && known.address === system.address && sameOperation(known.declared, service)) {
        open.set(service.id, { ...known, declared: service })
        return known.connector
      }
      const connector = openOne(service, { kind: system.connector, address: system.address }, world)
      open.set(service.id, { declared: service, address: system.address, connector })
      // What is under way ends with an error of its own; nobody else gets the old connector.
      known?.connector.close().catch(() => undefined)
      return connector
    },
    async close() {
      await Promise.allSettled([...open.values()].map(({ connector }) => connector.close()))
      open.clear()
    },
  }
}

const sameOperation = (a: Service, b: Service): boolean => JSON.stringify(a.operation) === JSON.stringify(b.operation)

function openOne(service: Service, { kind, address }: { kind: string; address: string }, world: ConnectorsWorld) {
  const connector = world.kinds.get(kind)
  if (connector === undefined) throw new Error(`no connector of the kind ${kind}, which ${service.system} needs`)
  if (!Check(connector.settings, service.operation)) {
    throw new Error(`the operation of ${service.id} does not fit the settings of the ${kind} connector`)
  }
  return connector.open({
    system: { id: service.system, address },
    operation: service.operation,
    secret(name) {
      const found = world.secret(service.system, name)
      if (found === undefined) throw new Error(`no secret ${name} is set for the system ${service.system}`)
      return found
    },
    now: world.now,
    node: world.node,
  })
}
