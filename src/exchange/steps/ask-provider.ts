import type { Service } from '../../federation/schema.ts'
import type { Result } from '../../kernel/result.ts'
import { type Exchange, type Findings, stop } from '../exchange.ts'
import type { ProviderAnswer, ProviderFailure, ProviderQuestion } from '../plugin.ts'
import type { ExchangeWorld } from '../world.ts'

/** Step 5. The system is asked and waited for: until its own time limit or the message's deadline, whichever is first. */
export async function askProvider(exchange: Exchange, world: ExchangeWorld): Promise<Findings> {
  const { service, signal } = exchange
  if (world.directory.system(service.system)?.status !== 'active') {
    return stop('unavailable', 'exchange.system-suspended', { system: service.system })
  }
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), service.timeoutMs)
  const passOn = (): void => limit.abort()
  signal.addEventListener('abort', passOn, { once: true })
  if (signal.aborted) limit.abort()
  try {
    return await takeTurn(exchange, world, limit.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', passOn)
  }
}

async function takeTurn(exchange: Exchange, world: ExchangeWorld, limit: AbortSignal): Promise<Findings> {
  const { service } = exchange
  const endTurn = await world.turns.take(service.system, limit)
  if (endTurn === undefined) {
    const code = limit.aborted ? 'exchange.provider-timeout' : 'exchange.provider-busy'
    return stop('unavailable', code, { system: service.system })
  }
  const asking = world.connector(service).ask(questionOf(exchange), limit)
  // The turn lasts as long as the system is busy with it, also when we no longer wait.
  asking.then(endTurn, endTurn)
  const answer = await Promise.race([asking, aborted(limit)])
  return answer.ok ? { providerAnswer: answer.value } : failure(answer.problem, service)
}

function questionOf({ request, params, decision, message }: Exchange): ProviderQuestion {
  return {
    consumer: message.caller.member,
    params: params ?? {},
    condition: request.condition,
    sort: request.sort,
    page: { size: Math.min(request.page.size, decision?.maxRecords ?? 0), number: request.page.number },
    elements: decision?.fields.map(({ element }) => element) ?? [],
  }
}

/** A connector that does not heed its signal must not hold the asker. */
function aborted(signal: AbortSignal): Promise<Result<ProviderAnswer, ProviderFailure>> {
  const late = { ok: false, problem: { kind: 'timeout', detail: 'no answer in time' } } as const
  if (signal.aborted) return Promise.resolve(late)
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(late), { once: true }))
}

function failure({ kind }: ProviderFailure, { id, system, conditions }: Service): Findings {
  switch (kind) {
    case 'unavailable':
      return stop('unavailable', 'exchange.provider-unavailable', { system })
    case 'timeout':
      return stop('unavailable', 'exchange.provider-timeout', { system })
    case 'rate-limited':
      return stop('unavailable', 'exchange.provider-rate-limited', { system })
    case 'malformed':
      // Who cannot exist is not there; the asker is told, as it may be a slip of the pen.
      return stop('no-record', 'exchange.identifier-malformed', { system })
    case 'ambiguous':
      // Of whom of them it is asked nobody can say, and that there are several is all that is told.
      return stop('no-record', 'exchange.identifier-ambiguous', { system })
    case 'refused':
      // A system that takes conditions refuses one that it cannot evaluate; any other refuses Kiungo itself.
      if (conditions === 'any') return stop('refused', 'exchange.condition-refused', { service: id })
      return stop('unavailable', 'exchange.provider-refused', { system })
    case 'nonsense':
      return stop('invalid', 'exchange.provider-nonsense', { system })
  }
}
