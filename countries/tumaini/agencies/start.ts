import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { civilRegister } from './crvs/server.ts'
import { schoolSystem } from './education/server.ts'
import { employmentAuthority } from './employment/server.ts'
import { pensionSystem } from './pension/server.ts'
import { revenueAuthority } from './revenue/server.ts'
import { type Agency, type Running, serve } from './serve.ts'
import { paymentSwitch } from './switch/server.ts'
import { populationRegister } from './tiprs/server.ts'

/** In the order of their ports, from the base port up. */
const systems = {
  tiprs: populationRegister,
  crvs: civilRegister,
  pension: pensionSystem,
  education: schoolSystem,
  revenue: revenueAuthority,
  switch: paymentSwitch,
  employment: employmentAuthority,
} as const satisfies Readonly<Record<string, (folder: string) => Agency>>

export type SystemName = keyof typeof systems
export type Addresses = {
  readonly systems: Readonly<Record<SystemName, string>>
  readonly drops: { readonly drought: string; readonly ngo: string }
}
export type Agencies = { readonly addresses: Addresses; readonly stop: () => Promise<void> }
export type StartOptions = {
  /** A country that the generator has finished. */
  readonly folder: string
  readonly host?: string
  /** The first of seven ports; 0 lets the system choose each. */
  readonly basePort: number
  readonly onReady?: (addresses: Addresses) => void
}

export async function startAgencies(options: StartOptions): Promise<Agencies> {
  const { folder, host = '127.0.0.1', basePort } = options
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`${folder} holds no finished country: generate one first`)
  }
  const running: Running[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((system) => system.stop()))
  }
  try {
    for (const [i, open] of Object.values(systems).entries()) {
      running.push(await serve(open(folder), { host, port: basePort === 0 ? 0 : basePort + i }))
    }
  } catch (error) {
    await stop()
    throw error
  }
  const addresses: Addresses = {
    systems: Object.fromEntries(running.map((s) => [s.name, s.address])) as Record<SystemName, string>,
    drops: { drought: resolve(folder, 'drop/drought'), ngo: resolve(folder, 'drop/ngo') },
  }
  options.onReady?.(addresses)
  return { addresses, stop }
}
