import type { Problem } from '../../kernel/problem.ts'
import type { BackupSchema } from './backup-format.ts'
import { TarError } from './tar.ts'

export function knownProblem(error: unknown, file: string): Problem | undefined {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof TarError) return damaged(file, error.message)
  if (code?.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') return damaged(file, 'it is not complete')
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return unreadable(file, code)
  // 42501 insufficient_privilege: session_replication_role is for superusers.
  if (code === '42501') return notSuperuser
  // Class 22: the archive's rows are not rows of these tables.
  return code?.startsWith('22') ? damaged(file, 'a row does not fit its table') : undefined
}

export const damaged = (file: string, what: string): Problem => ({
  code: 'platform.backup-damaged',
  status: 422,
  message: `${file} is not a whole backup: ${what}`,
  fix: 'Nothing was changed. Fetch the file again from where it is kept, or use an older backup.',
})

const unreadable = (file: string, code: string): Problem => ({
  code: 'platform.backup-unreadable',
  status: 404,
  message: `${file} cannot be read (${code})`,
  fix: 'Check its path and rights.',
})

export const notEmpty: Problem = {
  code: 'platform.restore-target-not-empty',
  status: 409,
  message: 'the database already holds tables',
  fix: 'Restore into a new data folder, or say that what is there may be replaced.',
}

const notSuperuser: Problem = {
  code: 'platform.restore-needs-superuser',
  status: 403,
  message: 'restoring turns triggers off, which this database user may not do',
  fix: 'Use the backup tools of your PostgreSQL server; this restore is for the embedded database.',
}

export function otherSchema(backup: BackupSchema, found: Omit<BackupSchema, 'format' | 'createdAt'>): Problem {
  const last = (state: Pick<BackupSchema, 'migrations' | 'jobsVersion'>) =>
    `${state.migrations.at(-1)?.file ?? 'no migration'} (jobs ${state.jobsVersion})`
  return {
    code: 'platform.backup-of-another-version',
    status: 409,
    message: `the backup was made at ${last(backup)}, this version of Kiungo is at ${last(found)}`,
    fix: 'Restore with the version of Kiungo that made the backup, then upgrade.',
  }
}
