import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { sha256Hex } from '../../../../kernel/digest.ts'

/** 64 KiB each: all that a WebAssembly memory of 32 bits can address. */
export const maxPages = 65_536

const flags = [
  ...['-O3', '--noAssert', '--runtime', 'stub'],
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', String(maxPages)],
  ...['--enable', 'simd', '--enable', 'threads'],
]

/**
 * AssemblyScript compiled to a module that works in a memory handed in. Compiled once for each source (most of a
 * second) and kept in `folder` by the digest of the source.
 */
export async function compileKernel(source: string, folder: string): Promise<WebAssembly.Module> {
  const file = join(folder, `kernel-${sha256Hex(flags.join(' ') + source).slice(0, 32)}.wasm`)
  if (existsSync(file)) return new WebAssembly.Module(readFileSync(file))
  const bytes = await compile(source)
  mkdirSync(folder, { recursive: true })
  // Whole or not at all: another process may read it at this moment.
  const written = `${file}.${process.pid}`
  writeFileSync(written, bytes)
  renameSync(written, file)
  return new WebAssembly.Module(bytes)
}

async function compile(source: string): Promise<Uint8Array> {
  // Loaded when there is something to compile: it weighs more than most of the rest.
  const { default: asc } = await import('assemblyscript/asc')
  let bytes: Uint8Array | undefined
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...flags], {
    readFile: (name) => (name === 'kernel.ts' ? source : null),
    writeFile: (_name, contents) => {
      bytes = contents as Uint8Array
    },
    listFiles: () => [],
  })
  // The source is generated: if it does not compile, the generator is wrong.
  if (error !== null || bytes === undefined) throw new Error(`the kernel does not compile: ${stderr.toString()}`)
  return bytes
}
