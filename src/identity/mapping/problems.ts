import type { Problem } from '../../kernel/problem.ts'

export const noRoster = (source: string, sources: readonly string[]): Problem => ({
  code: 'identity.no-roster',
  status: 422,
  message: `${source} is no source whose roster is mapped; those are: ${sources.join(', ') || '—'}`,
  fix: 'Hand the file in under the name of one of them, or declare it in linkage/identifiers.yaml of the country.',
  pointer: '/upload',
  params: { source, sources: sources.join(', ') || '—' },
})

export const noMapService: Problem = {
  code: 'identity.no-map-service',
  status: 404,
  message: 'no service of this country tells which identifiers a person has',
  fix: 'Declare one of the connector identity, with operation.answer identifiers, in systems.yaml of the country.',
}
