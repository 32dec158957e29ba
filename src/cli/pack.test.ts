import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { root } from '../../test/support/database.ts'
import { bindingExample, exampleStanding } from '../agreements/example.ts'
import { decide } from '../agreements/rules/decide.ts'
import { mustBeOk } from '../kernel/result.ts'
import { discoverConnectors } from '../plugins.ts'
import { type ViewName, views } from '../registry/views.ts'
import { readPack } from './pack.ts'

const tumaini = join(root, 'countries/tumaini')

const connectors = await discoverConnectors(join(root, 'plugins'))

test('the demo country is without fault, down to the settings of every connector', async () => {
  const pack = mustBeOk(await readPack(tumaini, { connectors }))
  assert.equal(pack.members.length, 13)
  assert.equal(pack.systems.length, 15)
  assert.equal(pack.services.length, 29)
  assert.ok(pack.agreements.length >= 15)
})

test('a pack says how its names and numbers are cleaned, and a nickname in two lines is a fault', async (t) => {
  const { linkage } = mustBeOk(await readPack(tumaini))
  assert.equal(linkage.nicknames.get('hadija'), 'khadija')
  assert.equal(linkage.rules.nationalId?.checkDigit, 'luhn')
  const folder = copyOf(t)
  edit(folder, 'linkage/nicknames.yaml', '[john, yohana', '[john, yohana, pete')
  assert.match(fixOf(await readPack(folder)), /linkage\/nicknames\.yaml#\/names\/\d+: the name pete is in line/)
})

test('the same pack has the same digest, and another declaration another', async (t) => {
  const first = mustBeOk(await readPack(tumaini))
  assert.equal(mustBeOk(await readPack(tumaini)).digest, first.digest)
  const folder = copyOf(t)
  edit(folder, 'purposes.yaml', 'Check of life status', 'Check of life')
  assert.notEqual(mustBeOk(await readPack(folder)).digest, first.digest)
})

test('all faults are told at once, each with its file, its place and what mends it', async (t) => {
  const folder = copyOf(t)
  edit(folder, 'members.yaml', 'kind: regulator', 'kind: overlord')
  edit(folder, 'country.yaml', 'Africa/Nairobi', 'Africa/Atlantis')
  const shapes = await readPack(folder)
  assert.match(fixOf(shapes), /members\.yaml#\/members\/8\/kind: /)

  edit(folder, 'members.yaml', 'kind: overlord', 'kind: regulator')
  edit(folder, 'systems.yaml', 'member: moe', 'member: nobody')
  edit(folder, 'systems.yaml', 'mapping: tiprs.person', 'mapping: tiprs.nothing')
  edit(folder, 'agreements/crs-moe-births.yaml', 'purposes: [school-support]', 'purposes: [curiosity]')
  edit(folder, 'agreements/crs-moe-births.yaml', 'element: birth.date', 'element: death.cause')
  edit(folder, 'agreements/crs-moe-births.yaml', 'validFrom: 2026-01-01', 'validFrom: 2026-02-31')
  edit(folder, 'accounts.yaml', 'secret: dss-demo-secret', '')
  edit(folder, 'secrets.yaml', '{ token: emis-demo-token }', '{ other: emis-demo-token }')
  const told = fixOf(await readPack(folder))
  for (const place of [
    /country\.yaml#\/timeZone: there is no time zone Africa\/Atlantis\. Use/,
    /systems\.yaml#\/systems\/3\/member: there is no member nobody/,
    /systems\.yaml#\/services\/0\/mapping: there is no mapping tiprs\.nothing/,
    /agreements\/crs-moe-births\.yaml#\/purposes\/0: there is no purpose curiosity/,
    /agreements\/crs-moe-births\.yaml#\/services\/0\/fields\/1\/element: crvs\.birth never answers with death\.cause/,
    /agreements\/crs-moe-births\.yaml#\/validFrom: .*day of the calendar/,
    /accounts\.yaml#\/clients\/1\/secret: /,
    /secrets\.yaml#\/secrets\/emis\/token: is missing/,
  ]) {
    assert.match(told, place)
  }
})

test('broken YAML and a missing file are faults like others', async (t) => {
  const folder = copyOf(t)
  writeFileSync(join(folder, 'purposes.yaml'), 'purposes: [\n')
  rmSync(join(folder, 'members.yaml'))
  const told = fixOf(await readPack(folder))
  assert.match(told, /purposes\.yaml: /)
  assert.match(told, /members\.yaml: cannot be read/)
})

test('an operation that its connector does not take is a fault', async (t) => {
  const folder = copyOf(t)
  edit(folder, 'systems.yaml', 'operation: { records: household }', 'operation: { records: everything }')
  assert.match(fixOf(await readPack(folder, { connectors })), /\/operation: is not what/)
})

test('the agreements tell their stories', async () => {
  const pack = mustBeOk(await readPack(tumaini))
  const members = new Map(pack.members.map((member) => [member.id, member]))
  const broader = (id: string): string[] => {
    const above = pack.purposes.find((purpose) => purpose.id === id)?.broader
    return above === undefined ? [id] : [id, ...broader(above)]
  }
  const ask = (id: string, used = 0) => {
    const declared = pack.agreements.find(({ agreement }) => agreement.id === id)
    const service = declared?.agreement.services[0]
    assert.ok(declared !== undefined && service !== undefined, id)
    const { agreement, status, signedBy } = declared
    const binding = bindingExample(agreement)
    const signatures = binding.signatures.filter(({ member }) => signedBy?.includes(member) ?? true)
    const { provider, consumer } = agreement
    return decide(
      {
        consumer,
        provider,
        service: service.service,
        purpose: agreement.purposes[0] ?? '',
        agreement: id,
        acceptPartial: true,
        askBy: service.askBy.slice(0, 1),
      },
      {
        consumer: members.get(consumer),
        provider: members.get(provider),
        agreements: [
          {
            ...binding,
            signatures,
            standing: exampleStanding(status),
            usage: { lastMinute: used, today: used, thisMonth: used },
          },
        ],
        broaderPurposes: new Map(pack.purposes.map((purpose) => [purpose.id, broader(purpose.id)])),
        country: pack.country.code,
        time: '10:00',
        classificationOf: (element) => pack.vocabulary.elements.get(element)?.element.classification,
      },
      '2026-11-23',
    )
  }
  const refused: Record<string, string> = {
    'moe-dss-school-attendance': 'G2',
    'nida-ngoc-identity': 'G2',
    'crs-ndma-deaths': 'G2',
    'dss-ndma-pension': 'G2',
    'moe-ngoc-attendance': 'G2',
    'ncpd-ndma-certificates': 'G1',
    'nea-moe-apprentices': 'G2',
    'nsps-ngoc-referral': 'G6',
  }
  for (const {
    agreement: { id },
  } of pack.agreements) {
    const decision = ask(id)
    assert.equal(decision.refusedAt, refused[id], id)
    const expected = id in refused ? 'deny' : id === 'nsps-ndma-registry' ? 'partial' : 'permit'
    assert.equal(decision.outcome, expected, id)
  }
  assert.equal(ask('tra-nsps-means-pilot', 5).refusedAt, 'G10')
})

test('no agreement releases the cause of a death or a score as it is', async () => {
  const pack = mustBeOk(await readPack(tumaini))
  const fields = pack.agreements.flatMap(({ agreement }) => agreement.services.flatMap((service) => service.fields))
  assert.equal(fields.filter(({ element }) => element === 'death.cause').length, 0)
  assert.deepEqual(
    [...new Set(fields.filter(({ element }) => element === 'household.score').map(({ release }) => release))],
    ['band'],
  )
})

test('the registry speaks of elements that the dictionary has, and can be asked by all that is agreed', async () => {
  const pack = mustBeOk(await readPack(tumaini))
  for (const { attributes } of Object.values(views)) {
    for (const element of attributes.keys()) assert.ok(pack.vocabulary.elements.has(element), element)
  }
  // What the registry does not hold itself is found through the identity map.
  const linked = new Set(pack.linkage.identifiers.identifiers.map(({ element }) => element))
  for (const { id, operation, askBy } of pack.services) {
    const view = views[operation.records as ViewName]
    if (view === undefined) continue
    const agreed = pack.agreements.flatMap(({ agreement }) =>
      agreement.services.filter(({ service }) => service === id),
    )
    for (const element of [...askBy.flat(), ...agreed.flatMap((clause) => clause.askBy)]) {
      assert.ok(view.attributes.has(element) || linked.has(element), `${id} by ${element}`)
    }
  }
})

function copyOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-pack-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of readdirSync(tumaini)) {
    if (name !== 'people' && name !== 'agencies') cpSync(join(tumaini, name), join(folder, name), { recursive: true })
  }
  return folder
}

/** One occurrence only: a test that changes nothing would prove nothing. */
function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  assert.ok(text.includes(from), `${file} has no "${from}"`)
  writeFileSync(path, text.replace(from, to))
}

function fixOf(result: Awaited<ReturnType<typeof readPack>>): string {
  assert.equal(result.ok, false)
  return result.ok ? '' : result.problem.fix
}
