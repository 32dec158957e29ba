import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** Whether this process is the server of this cluster, and not another program that got its number. */
export const serves = (pid: number, cluster: string): boolean => alive(pid) && commandOf(pid).includes(cluster)

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** SIGKILL; one that has just ended by itself is as good as killed. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** In a container whose first process reaps nobody, a killed server stays in the table without running. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/\(.*\)/, ''))
  } catch {
    return false
  }
}

/**
 * The server that runs on this cluster. A `postmaster.pid` whose process is gone, or is another program that got the
 * same number after a reboot (usual in containers), is removed: PostgreSQL itself would refuse to start over the latter.
 */
export function runningServer(cluster: string): number | undefined {
  const pidFile = join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return undefined
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (Number.isInteger(pid) && pid > 0 && serves(pid, cluster)) return pid
  rmSync(pidFile, { force: true })
  return undefined
}

/** The server and every process it has made. Each of them leads a process group of its own (where /proc tells). */
export function processesOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return [pid, ...children.trim().split(' ').filter(Boolean).map(Number)]
  } catch {
    return [pid]
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  }
}
