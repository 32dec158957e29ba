import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { seedPacks } from '../agreements/law/store.ts'
import { digestOf } from '../kernel/digest.ts'
import { ok, type Result } from '../kernel/result.ts'
import { readRulePack } from './rule-pack-file.ts'
import { fingerprintOf, remember } from './seed.ts'

/**
 * Brings the law of every country in the folder: an exchange across a border answers to two. The files are read again
 * only when one of them has changed. What a legal officer imported stays.
 */
export async function seedLaw(pool: pg.Pool, countriesFolder: string): Promise<Result<number>> {
  const files = await lawFiles(countriesFolder)
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  const fingerprint = digestOf(texts)
  if ((await fingerprintOf(pool, 'law')) === fingerprint) return ok(0)
  const values: unknown[] = []
  for (const file of files) {
    const value = await readRulePack(file)
    if (!value.ok) return value
    values.push(value.value)
  }
  const client = await pool.connect()
  try {
    await client.query('begin')
    const seeded = await seedPacks(client, values)
    if (seeded.ok) await remember(client, 'law', fingerprint)
    await client.query(seeded.ok ? 'commit' : 'rollback')
    return seeded
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** `<country>/law/*.yaml`, in one order. */
async function lawFiles(countriesFolder: string): Promise<readonly string[]> {
  const countries = (await readdir(countriesFolder)).sort()
  const found: string[] = []
  for (const country of countries) {
    const folder = join(countriesFolder, country, 'law')
    const names = await readdir(folder).catch(() => [])
    found.push(
      ...names
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => join(folder, name)),
    )
  }
  return found
}
