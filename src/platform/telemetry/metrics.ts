import { collectDefaultMetrics, Registry } from 'prom-client'

/** One registry per application; its process measurements included. */
export function createMetrics(): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}
