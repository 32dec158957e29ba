import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../kernel/problem.ts'
import type { PostgresBinaries } from './embedded-binaries.ts'
import type { ClusterPlaces } from './embedded-cluster.ts'

/** PostgreSQL's files differ between major versions; it would refuse them with a line in its log. */
export function otherMajor(places: ClusterPlaces, { version }: PostgresBinaries): Problem | undefined {
  const file = join(places.cluster, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  const major = version.split('.')[0]
  if (found === undefined || found === major) return undefined
  return {
    code: 'platform.embedded-postgres-other-major',
    status: 503,
    message: `the data folder is of PostgreSQL ${found}, this version of Kiungo brings PostgreSQL ${major}`,
    fix: 'Make a backup with the version of Kiungo that wrote the folder, and restore it with this one into a new folder.',
  }
}

export const cannotPrepare = (places: ClusterPlaces, error: unknown): Problem => ({
  code: 'platform.embedded-postgres-not-prepared',
  status: 503,
  message: `the embedded PostgreSQL cannot be prepared: ${error instanceof Error ? error.message : String(error)}`,
  fix: `Check that ${places.folder} belongs to the user who starts Kiungo (always start it as the same one) and that the disk has room.`,
})

export function logTail(places: ClusterPlaces): string {
  if (!existsSync(places.logFile)) return ''
  return readFileSync(places.logFile, 'utf8').trim().split('\n').slice(-3).join(' | ')
}

export const didNotStart = (places: ClusterPlaces): Problem => ({
  code: 'platform.embedded-postgres-failed',
  status: 503,
  message: `the embedded PostgreSQL did not start: ${logTail(places)}`,
  fix: `Read ${places.logFile}; check free disk space and the rights of ${places.folder}, then start again.`,
})
