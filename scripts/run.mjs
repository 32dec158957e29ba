// Starts any Kiungo command or project tool with nothing installed but Node 20 and npm: installs the locked packages
// when they are missing or changed, provides Node 24 where the host's is older, then hands over.
// Runs on the host's own Node, so it uses nothing newer than Node 20 and no packages.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const leastNodeMajor = 24
const installLockStaleMs = 15 * 60_000

const say = (line) => process.stderr.write(`kiungo: ${line}\n`)

/** Digest of a lock file; a stamp with this digest says that its packages are in place. */
function lockDigest(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
}

function installed(folder) {
  const stamp = join(folder, 'node_modules', '.kiungo-installed')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockDigest(folder)
}

function install(folder, what) {
  if (installed(folder)) return
  const lock = join(root, '.cache', 'installing')
  mkdirSync(dirname(lock), { recursive: true })
  waitForOtherInstall(lock)
  if (installed(folder)) return
  writeFileSync(lock, `${process.pid}`)
  try {
    say(`installing ${what} (once) ...`)
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const done = spawnSync(npm, args, { cwd: folder, stdio: ['ignore', 2, 2] })
    if (done.status !== 0) {
      say(`npm could not install ${what}. Check that the npm registry can be reached, then run the same command again.`)
      process.exit(1)
    }
    writeFileSync(join(folder, 'node_modules', '.kiungo-installed'), lockDigest(folder))
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Two commands started together must not run `npm ci` over each other. A lock whose process is gone is ignored. */
function waitForOtherInstall(lock) {
  const started = Date.now()
  while (existsSync(lock) && Date.now() - started < installLockStaleMs) {
    try {
      process.kill(Number(readFileSync(lock, 'utf8')), 0)
    } catch {
      return
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
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
