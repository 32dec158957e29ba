import { type Exchange, equalitiesOf, type Findings, stop } from '../exchange.ts'
import type { ExchangeWorld } from '../world.ts'

/** Step 4. The question's equalities in the provider's own terms. */
export function translateQuestion({ service, request }: Exchange, world: ExchangeWorld): Findings {
  // A system that takes any condition is given it in the dictionary's terms.
  if (service.conditions === 'any') return { params: {} }
  const mapping = world.mapping(service.mapping)
  if (mapping === undefined) throw new Error(`service ${service.id} has no mapping ${service.mapping}`)
  const params = mapping.toProvider(equalitiesOf(request.condition))
  if (params.ok) return { params: params.value }
  return stop('refused', 'exchange.cannot-translate', {
    service: service.id,
    element: String(params.problem.params?.element ?? '?'),
  })
}
