import type { Composition, CompositionGraph } from './schema.ts'

/** The composition as a picture: who serves what to the consumer, by which numbers it fits together, who else is on a way. */
export function graphOf({ consumer, profiles, onward }: Composition): CompositionGraph {
  const edges = new Map<string, CompositionGraph['edges'][number]>()
  const add = (kind: CompositionGraph['edges'][number]['kind'], from: string, to: string, agreement: string): void => {
    const key = `${kind} ${from} ${to}`
    const known = edges.get(key)?.agreements ?? []
    edges.set(key, { from, to, kind, agreements: known.includes(agreement) ? known : [...known, agreement] })
  }
  for (const { answers } of profiles) {
    for (const { provider, service, agreement } of answers) {
      add('serves', `member ${provider}`, `service ${service}`, agreement)
      add('answers', `service ${service}`, `member ${consumer}`, agreement)
    }
  }
  for (const { answers, keys } of profiles) {
    for (const { service, agreement, keys: own } of answers) {
      for (const key of own) if (keys.includes(key)) add('joins', `service ${service}`, `key ${key}`, agreement)
    }
  }
  for (const { members, agreements } of onward) {
    for (const [i, agreement] of agreements.entries()) {
      const [from, to] = [members[i], members[i + 1]]
      if (from !== undefined && to !== undefined) add('onward', `member ${from}`, `member ${to}`, agreement)
    }
  }
  const named = new Set([`member ${consumer}`, ...[...edges.values()].flatMap(({ from, to }) => [from, to])])
  return { nodes: [...named].map(nodeOf), edges: [...edges.values()] }
}

function nodeOf(id: string): CompositionGraph['nodes'][number] {
  const [kind = '', name = ''] = id.split(' ')
  if (kind !== 'member' && kind !== 'service' && kind !== 'key') throw new Error(`${id} is no node`)
  return { id, kind, name }
}
