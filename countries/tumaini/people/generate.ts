// The whole country from a seed: the true people first, then what each system wrote down about them.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDay } from './dates.ts'
import { chooseDemoPeople } from './demo-people.ts'
import { enrolAll, type Population } from './enrolments.ts'
import { readGeography } from './geography.ts'
import { makeHousehold } from './households.ts'
import { liveLives, registrar } from './lives.ts'
import type { Household } from './model.ts'
import { readNames } from './names.ts'
import { type FileSummary, Output } from './output.ts'
import { ibrProgrammes, openPayOffice } from './payments.ts'
import { readProgrammes } from './programmes.ts'
import { streams } from './random.ts'
import { planRegistry, registeredHouseholds } from './registry.ts'
import type { World } from './site.ts'
import { openTruth, writePersons } from './truth.ts'
import { writeCivilRegister } from './write-civil.ts'
import { writeConsortium } from './write-consortium.ts'
import { writeDisabilityRecords } from './write-disability.ts'
import { writeEmployment } from './write-employment.ts'
import { writeFarmers } from './write-farmers.ts'
import { writeDroughtPayrolls, writePensioners } from './write-programmes.ts'
import { writeBenefits, writeHouseholds, writePersonRows } from './write-registry.ts'
import { writeSchools } from './write-schools.ts'
import { writePopulationRegister, writeTaxpayers } from './write-state.ts'
import { writeSwitch } from './write-switch.ts'

/** Raised whenever the same seed gives other files. */
export const generatorVersion = 4
export const defaultAsOf = '2026-11-01'
export const householdsAtScaleOne = 50_000
export const minScale = 0.001
export const maxScale = 10

export type Manifest = {
  readonly generatorVersion: number
  readonly seed: string
  readonly scale: number
  readonly asOf: string
  readonly counts: {
    readonly households: number
    readonly persons: number
    readonly rows: Readonly<Record<string, number>>
  }
  readonly files: Readonly<Record<string, FileSummary>>
}
export type Progress = { readonly step: string; readonly done: number; readonly of: number }
export type GenerateOptions = {
  readonly seed: string
  readonly scale: number
  /** Reference day, `yyyy-mm-dd`: every age and event is relative to it. */
  readonly asOf?: string
  readonly folder: string
  readonly onProgress?: (progress: Progress) => void
}
export type Generated = { readonly manifest: Manifest; readonly reused: boolean }

export async function generateCountry(options: GenerateOptions): Promise<Generated> {
  const { scale, folder } = options
  if (!(scale >= minScale && scale <= maxScale)) throw new RangeError(`scale must be ${minScale} to ${maxScale}`)
  const known = readManifest(folder)
  if (known !== null && isFor(known, options)) return { manifest: known, reused: true }
  // The manifest goes first and comes back last: a folder without one is unfinished work.
  rmSync(join(folder, 'manifest.json'), { force: true })
  const parts = [
    'registry',
    'truth',
    'drop',
    'tiprs',
    'crvs',
    'pension',
    'education',
    'revenue',
    'employment',
    'switch',
  ]
  for (const part of parts) {
    rmSync(join(folder, part), { recursive: true, force: true })
  }
  mkdirSync(folder, { recursive: true })
  const report = options.onProgress ?? (() => {})
  const population = makePopulation(options, report)
  const output = new Output(folder)
  await writeCountry(output, population, report)
  return { manifest: writeManifest(output, population, options), reused: false }
}

export function readManifest(folder: string): Manifest | null {
  const path = join(folder, 'manifest.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : null
}

const isFor = (manifest: Manifest, options: GenerateOptions): boolean =>
  manifest.generatorVersion === generatorVersion &&
  manifest.seed === options.seed &&
  manifest.scale === options.scale &&
  manifest.asOf === (options.asOf ?? defaultAsOf)

function makePopulation(options: GenerateOptions, report: (progress: Progress) => void): Population {
  const world: World = {
    asOf: parseDay(options.asOf ?? defaultAsOf),
    geography: readGeography(),
    names: readNames(),
    streams: streams(options.seed),
  }
  const count = Math.round(householdsAtScaleOne * options.scale)
  const register = registrar()
  const households: Household[] = []
  for (let i = 0; i < count; i++) {
    const household = makeHousehold(world, i)
    liveLives(world, household, register)
    households.push(household)
    if (i % 10_000 === 0) report({ step: 'people', done: i, of: count })
  }
  const registered = new Set(registeredHouseholds(world, households))
  return { world, scale: options.scale, programmes: readProgrammes(), households, registered }
}

async function writeCountry(
  output: Output,
  population: Population,
  report: (progress: Progress) => void,
): Promise<void> {
  const truth = openTruth(output)
  const enrolments = enrolAll(population)
  const plan = planRegistry(population, enrolments)
  const stillPaid = new Set(
    enrolments.filter((e) => e.status === 'active' && e.person.died !== null).map((e) => e.person),
  )
  const held = enrolments.filter((e) => ibrProgrammes.has(e.programme.code))
  const office = openPayOffice(population.world, population.programmes, held)
  const job = { output, truth, population, plan, enrolments, office, stillPaid }
  const steps: readonly [string, () => void | Promise<void>][] = [
    ['true people', () => writePersons(output, population.households)],
    ['social registry', () => writeHouseholds(job)],
    ['social registry people', () => writePersonRows(job)],
    ['benefits', () => writeBenefits(job)],
    ['disability certificates', () => writeDisabilityRecords(job)],
    ['farmers', () => writeFarmers(job)],
    ['population register', () => writePopulationRegister(job)],
    ['civil register', () => writeCivilRegister(job)],
    ['schools', () => writeSchools(job)],
    ['taxpayers', () => writeTaxpayers(job)],
    ['employment', () => writeEmployment(job)],
    ['pensions', () => writePensioners(job)],
    ['drought payrolls', () => writeDroughtPayrolls(job)],
    ['payment switch', () => writeSwitch(job)],
    ['consortium workbook', () => writeConsortium(job)],
    ['demo people', () => output.file('demo-people.json').raw(`${JSON.stringify(chooseDemoPeople(job), null, 2)}\n`)],
  ]
  for (const [i, [step, run]] of steps.entries()) {
    report({ step, done: i, of: steps.length })
    await run()
  }
  output.close()
}

function writeManifest(output: Output, population: Population, options: GenerateOptions): Manifest {
  const files = Object.fromEntries(Object.entries(output.files).sort(([a], [b]) => (a < b ? -1 : 1)))
  const manifest: Manifest = {
    generatorVersion,
    seed: options.seed,
    scale: options.scale,
    asOf: options.asOf ?? defaultAsOf,
    counts: {
      households: population.households.length,
      persons: population.households.reduce((sum, h) => sum + h.members.length, 0),
      rows: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, file.rows])),
    },
    files,
  }
  const path = join(options.folder, 'manifest.json')
  writeFileSync(`${path}.part`, `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(`${path}.part`, path)
  return manifest
}
