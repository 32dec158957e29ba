import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, ok, type Result } from '../../../../../kernel/result.ts'

/** Spark's own command line: under SPARK_HOME, which comes first, or on PATH. */
export function findSpark(environment: Readonly<Record<string, string | undefined>>): Result<string> {
  const { SPARK_HOME: home, PATH: path = '' } = environment
  const folders = home === undefined || home === '' ? path.split(delimiter) : [join(home, 'bin')]
  const found = folders.map((folder) => join(folder, 'spark-sql')).find(canRun)
  if (found !== undefined) return ok(found)
  return fail({
    code: 'identity.spark-missing',
    status: 503,
    message: 'Apache Spark was not found: no spark-sql under SPARK_HOME or on PATH',
    fix: 'Install Spark 4 and Java 17 (docs/guides/linkage-on-spark.md), and set SPARK_HOME to its folder',
  })
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
