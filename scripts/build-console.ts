// Builds the web console into console/dist, with every text file compressed beforehand. Does nothing when the sources
// are the same as at the last build.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const consoleFolder = join(root, 'console')
const dist = join(consoleFolder, 'dist')
const stamp = join(dist, '.built')
// The console imports types and host-neutral code from these rooms.
const sourceFolders = ['console/src', 'console/public', 'src/kernel', 'src/ledger', 'src/agreements', 'src/exchange']
const sourceFiles = ['console/index.html', 'console/vite.config.ts', 'package-lock.json']

async function filesUnder(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function sourceDigest(): Promise<string> {
  const found = await Promise.all(sourceFolders.map((folder) => filesUnder(join(root, folder))))
  const files = [...found.flat(), ...sourceFiles.map((file) => join(root, file))].sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update(await readFile(file))
  return hash.digest('hex')
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality))
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
}

/**
 * Returns the folder to serve, built anew only when a source changed. Built aside and put in place at once, because
 * another process may be serving the folder or building it too.
 */
export async function buildConsole(): Promise<string> {
  const digest = await sourceDigest()
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest) return dist
  // To load it takes longer than to see that there is nothing to build.
  const { build } = await import('vite')
  const aside = join(root, '.cache', `console.${process.pid}`)
  await build({ configFile: join(consoleFolder, 'vite.config.ts'), logLevel: 'warn', build: { outDir: aside } })
  const files = await filesUnder(aside)
  await Promise.all(files.filter((file) => /\.(?:js|css|html|svg|json)$/.test(file)).map(compress))
  await writeFile(join(aside, '.built'), digest)
  await rm(dist, { recursive: true, force: true })
  // Who lost the race keeps the winner's build: it is of the same sources.
  await rename(aside, dist).catch(() => rm(aside, { recursive: true, force: true }))
  return dist
}

if (import.meta.main) {
  const started = performance.now()
  const folder = await buildConsole()
  console.log(`console ready in ${folder} (${Math.round(performance.now() - started)} ms)`)
}
