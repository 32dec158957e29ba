import type { Quad } from '@rdfjs/types'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { conclude } from './conflicts.ts'
import { graphOf } from './graph.ts'
import type { Fault } from './model.ts'
import { knownProfiles, readPolicy } from './read-policy.ts'
import type { PolicyReport } from './report.ts'
import { ruleReport } from './rules.ts'
import { readRequest, readWorld } from './state.ts'

/**
 * Holds one policy against one request in one state of the world, all three as RDF, and reports on every rule. Pure: the
 * same quads give the same report.
 */
export function evaluate(
  policyQuads: Iterable<Quad>,
  requestQuads: Iterable<Quad>,
  stateQuads: Iterable<Quad>,
): Result<PolicyReport, Fault[]> {
  const [policyGraph, stateGraph] = [graphOf(policyQuads), graphOf(stateQuads)]
  const profiles = knownProfiles(stateGraph)
  const policy = readPolicy(policyGraph, (profile) => profiles.has(profile))
  if (!policy.ok) return policy
  const world = readWorld(policyGraph, stateGraph)
  if (!world.ok) return world
  const request = readRequest(graphOf(requestQuads), world.value.now)
  if (!request.ok) return fail(request.problem)
  const setting = { policy: policy.value, request: request.value, world: world.value }
  const rules = policy.value.rules.map((rule) => ruleReport(rule, setting))
  const { uid, kind, conflict } = policy.value
  return ok({
    policy: uid,
    kind,
    conflict,
    request: request.value.id,
    at: new Date(world.value.now.at).toISOString(),
    ...conclude(policy.value, rules),
    rules,
  })
}
