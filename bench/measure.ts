import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import process from 'node:process'

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The machine and the day, as every result must say. */
export function machineLine(): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  const model = cpus()[0]?.model ?? 'unknown processor'
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${model}, ${memory} GiB, Node ${process.version}`
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString())

/** Seconds of processor time that a process and all its descendants have used (Linux). */
export function cpuSeconds(pid: number): number {
  const processes = new Map<number, { parent: number; seconds: number }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      // The name in brackets may hold spaces; the numbers follow the last bracket.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      const ticks = Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])
      processes.set(Number(name), { parent: Number(fields[1]), seconds: ticks / ticksPerSecond })
    } catch {
      // It ended while we looked.
    }
  }
  const total = (id: number): number =>
    (processes.get(id)?.seconds ?? 0) +
    [...processes].filter(([, { parent }]) => parent === id).reduce((sum, [child]) => sum + total(child), 0)
  return total(pid)
}

/** Seconds of processor time of one process alone. */
export function ownCpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
