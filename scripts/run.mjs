// Starts any Kiungo command or project tool with nothing installed but Node 20 and npm: installs the locked packages
// when they are missing or changed, provides Node 24 where the host's is older, then hands over.
// Runs on the host's own Node, so it uses nothing newer than Node 20 and no packages.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const leastNodeMajor = 24
const installLockStaleMs = 15 * 60_000

const say = (line) => process.stderr.write(`kiungo: ${line}\n`)

/**
 * Whether what npm last installed in the folder (it keeps a record) is what the lock file asks for, and is still there: a
 * record can be older or newer than the folders beside it where several copies of the project share it by a link.
 */
function installed(folder) {
  const record = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const found = packagesOf(record)
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      // npm leaves out optional packages of other machines.
      path === '' ||
      (found[path] === undefined
        ? optional === true
        : found[path].version === version && existsSync(join(folder, path))),
  )
}

function install(folder, what) {
  if (installed(folder)) return
  const lock = join(root, '.cache', 'installing')
  mkdirSync(dirname(lock), { recursive: true })
  takeTurn(lock)
  try {
    if (installed(folder)) return
    say(`installing ${what} (once) ...`)
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    // Not `npm ci`: it fails where a registry lacks an optional package of another machine. `--no-save` keeps to the lock
    // file and leaves it as it is.
    const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const done = spawnSync(npm, args, { cwd: folder, stdio: ['ignore', 2, 2] })
    if (done.status !== 0) {
      say(`npm could not install ${what}. Check that the npm registry can be reached, then run the same command again.`)
      process.exit(1)
    }
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Two commands started together must not install over each other. A lock whose process is gone is ignored. */
function takeTurn(lock) {
  const started = Date.now()
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}`, { flag: 'wx' })
      return
    } catch {
      if (!held(lock) || Date.now() - started > installLockStaleMs) rmSync(lock, { force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
    }
  }
}

function held(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0)
    return true
  } catch {
    return false
  }
}

/** Path of a Node new enough to run TypeScript as it is: the host's own, or the one from runtime/. */
function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) >= leastNodeMajor) return process.execPath
  const runtime = join(root, 'runtime')
  install(runtime, `Node ${leastNodeMajor}, because this host has ${process.versions.node}`)
  const binary = join(runtime, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(binary)) return binary
  say(
    `there is no packaged Node for ${process.platform}-${process.arch}: install Node ${leastNodeMajor} or newer and run the same command again.`,
  )
  process.exit(1)
}

const node = nodeBinary()
install(root, 'packages')

const [first, ...rest] = process.argv.slice(2)
const script =
  first === '--tool'
    ? [join(root, 'scripts', `${rest[0]}.ts`), ...rest.slice(1)]
    : [join(root, 'src', 'cli', 'main.ts'), ...process.argv.slice(2)]
const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...script], {
  // The channel lets the child notice when this process is killed outright and stop by itself.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: {
    ...process.env,
    PATH: `${dirname(node)}:${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
    NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'),
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // Ctrl-C already reaches the child through the terminal's process group.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
}
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
