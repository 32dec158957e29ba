// What is measured on the files of runs is what the rules say that are worked out pair by pair in memory.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { withDatabase } from '../encode/duckdb.ts'
import { probabilityOf } from '../train/propose.ts'
import { calibrate, saidFrom } from './calibration.ts'
import { compareRunFiles, namedOfGroup } from './compared.ts'
import { scoreGroupsOfPairs } from './groups.ts'
import { measureLabelled } from './labelled.ts'
import { bestOf, curveOf, type JudgedPairs, scoreAt } from './pairs.ts'
import { measurePeople } from './people.ts'
import { compareLinkage } from './test-comparison.ts'
import * as reference from './test-reference.ts'
import { nameOf, type SmallRun, writeSmallRun } from './test-run-files.ts'

const everyone = 12
const arbitraryPairs = fc.uniqueArray(
  fc.record({
    ends: fc.uniqueArray(fc.nat(everyone - 1), { minLength: 2, maxLength: 2 }),
    weight: fc.integer({ min: -3, max: 12 }).map((weight) => weight / 2),
    linked: fc.boolean(),
  }),
  { maxLength: 14, selector: ({ ends }) => ends.toSorted((x, y) => x - y).join() },
)

/** Some of the records in some order, each in a cluster, and pairs of these. */
const smallRun: fc.Arbitrary<SmallRun> = fc
  .tuple(
    fc.oneof(
      fc.constant(Array.from({ length: everyone }, (_, i) => i)),
      fc.shuffledSubarray(Array.from({ length: everyone }, (_, i) => i)),
    ),
    fc.array(fc.nat(5), { minLength: everyone, maxLength: everyone }),
    arbitraryPairs,
  )
  .map(([numbers, clusters, pairs]) => ({
    records: numbers.map((number) => ({ number, cluster: clusters[number]! })),
    pairs: pairs
      .filter(({ ends }) => ends.every((end) => numbers.includes(end)))
      .map(({ ends: [a = 0, b = 0], weight, linked }) => ({ a, b, weight, linked })),
  }))

const nobodyWatches = () => undefined
const onFiles = { numRuns: 20 }

async function withFolder(t: TestContext, use: (database: DuckDBConnection, folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-measured-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  await withDatabase({ threads: 1, memoryMiB: 100, spillFolder: folder }, (database) => use(database, folder))
}

/** Over the numbers of all records, those of neither run left out. */
function referenceOf(first: SmallRun, second: SmallRun) {
  const known = Array.from({ length: everyone }, (_, i) => i).filter((number) =>
    [first, second].some(({ records }) => records.some((record) => record.number === number)),
  )
  const side = ({ records, pairs }: SmallRun) => {
    const clusterOf = new Map(records.map(({ number, cluster }) => [number, cluster]))
    const linked = pairs.filter((pair) => pair.linked)
    return {
      cluster: known.map((number) => clusterOf.get(number) ?? -1),
      a: linked.map(({ a }) => known.indexOf(a)),
      b: linked.map(({ b }) => known.indexOf(b)),
    }
  }
  const told = compareLinkage(side(first), side(second))
  const nameAt = (place: number) => nameOf(known[place]!).join(' ')
  return { told, nameAt }
}

const named = (parts: readonly (readonly (readonly string[])[])[]) =>
  parts.map((part) => part.map((ref) => ref.join(' ')).sort()).sort()

test('law: two runs are compared on their files as they are in memory', async (t) => {
  await withFolder(t, async (database, folder) => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')]
    const both = fc.oneof(
      fc.tuple(smallRun, smallRun),
      smallRun.map((run) => [run, run] as const),
    )
    await fc.assert(
      fc.asyncProperty(both, async ([one, other]) => {
        await writeSmallRun(database, first, one)
        await writeSmallRun(database, second, other)
        const { told, nameAt } = referenceOf(one, other)
        const found = await compareRunFiles(database, { first, second }, 100, nobodyWatches)
        assert.deepEqual([found.records, found.pairs], [told.records, told.pairs])
        for (const [change, { groups, records }] of Object.entries(found.clusters)) {
          const expected = told.groups.filter((group) => group.change === change)
          assert.deepEqual([groups, records], [expected.length, expected.flatMap((group) => group.first.flat()).length])
        }
        const alone = (side: 'first' | 'second') =>
          found.linkedByOne
            .filter((pair) => pair.side === side)
            .map((pair) =>
              [pair.first, pair.second]
                .map((ref) => ref.join(' '))
                .sort()
                .join('|'),
            )
            .sort()
        const expectedAlone = (pairs: typeof told.onlyFirst) =>
          pairs.map((pair) => pair.map(nameAt).sort().join('|')).sort()
        assert.deepEqual(alone('first'), expectedAlone(told.onlyFirst))
        assert.deepEqual(alone('second'), expectedAlone(told.onlySecond))
        for (const pair of found.linkedByOne) {
          const theirs = (pair.side === 'first' ? other : one).pairs.find(
            ({ a, b }) =>
              [nameOf(a), nameOf(b)]
                .map((ref) => ref.join(' '))
                .sort()
                .join('|') ===
              [pair.first, pair.second]
                .map((ref) => ref.join(' '))
                .sort()
                .join('|'),
          )
          assert.deepEqual([pair.otherWeight, pair.reason], [theirs?.weight, theirs === undefined ? undefined : 'weak'])
        }
        const groups = (list: readonly { change: string; first: string[][]; second: string[][] }[]) =>
          list.map((group) => JSON.stringify(group)).sort()
        assert.deepEqual(
          groups(
            found.divided.map((group) => ({
              change: group.change,
              first: named(group.first),
              second: named(group.second),
            })),
          ),
          groups(
            told.groups
              .filter(({ change }) => change !== 'same')
              .map(({ change, ...parts }) => ({
                change,
                first: named(parts.first.map((part) => part.map((place) => [nameAt(place)]))),
                second: named(parts.second.map((part) => part.map((place) => [nameAt(place)]))),
              })),
          ),
        )
        const sizes = found.divided.map(({ records }) => records)
        assert.deepEqual(
          sizes,
          sizes.toSorted((x, y) => y - x),
          'largest first',
        )
      }),
      onFiles,
    )
  })
})

test('of a group without end only a part is named, and its size is told', async (t) => {
  await withFolder(t, async (database, folder) => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')]
    const numbers = Array.from({ length: 400 }, (_, number) => number)
    await writeSmallRun(database, first, { records: numbers.map((number) => ({ number, cluster: 0 })), pairs: [] })
    await writeSmallRun(database, second, {
      records: numbers.map((number) => ({ number, cluster: number % 40 })),
      pairs: [],
    })
    const { divided } = await compareRunFiles(database, { first, second }, 100, nobodyWatches)
    const [group] = divided
    assert.deepEqual([divided.length, group?.change, group?.records], [1, 'split', 400])
    assert.deepEqual(
      group?.first.map((part) => part.length),
      [namedOfGroup.records],
    )
    assert.deepEqual(
      group?.second.map((part) => part.length),
      Array(namedOfGroup.parts).fill(10),
    )
    const few = await compareRunFiles(database, { first, second }, 0, nobodyWatches)
    assert.deepEqual([few.divided, few.linkedByOne, few.clusters.split.records], [[], [], 400])
  })
})

const close = (one: unknown, other: unknown, what?: string) =>
  assert.deepEqual(
    JSON.parse(JSON.stringify(one), (_, value) => (typeof value === 'number' ? Number(value.toFixed(9)) : value)),
    JSON.parse(JSON.stringify(other), (_, value) => (typeof value === 'number' ? Number(value.toFixed(9)) : value)),
    what,
  )

function assertJudged(found: JudgedPairs, expected: reference.EachJudged) {
  const curve = reference.curveOf(expected)
  assert.deepEqual(curveOf(found, 1_000), curve)
  assert.deepEqual(bestOf(found), reference.bestOf(curve))
  for (const threshold of [-9, -1, 0.5, 2, 3, 99]) {
    assert.deepEqual(scoreAt(found, threshold), reference.scoreAt(expected, threshold))
  }
  close(calibrate(found), reference.calibrate(expected))
  const said = (threshold: number) => {
    const from = Array.from(expected.weight).filter((weight) => weight >= threshold)
    return from.length === 0 ? 1 : from.reduce((sum, weight) => sum + probabilityOf(weight), 0) / from.length
  }
  const thresholds = [99, ...found.weight, -99]
  close(saidFrom(found, thresholds), thresholds.map(said))
}

test('law: a run is measured against people on its files as it is in memory', async (t) => {
  await withFolder(t, async (database, folder) => {
    const truth = fc.array(fc.record({ person: fc.nat(4), known: fc.boolean(), sex: fc.constantFrom('f', 'm', '') }), {
      ...{ minLength: everyone, maxLength: everyone },
    })
    await fc.assert(
      fc.asyncProperty(smallRun, truth, async (run, people) => {
        await writeSmallRun(database, folder, run)
        const named = people.flatMap(({ person, known, sex }, number) => {
          const [source, record] = nameOf(number)
          return known ? [{ source, record, person: `p${person}`, groups: [sex, String(number % 3)] }] : []
        })
        const asked = { divisions: ['sex', 'third'], people: named }
        const found = await measurePeople(database, folder, asked, nobodyWatches)
        const known = run.records.filter(({ number }) => people[number]!.known)
        const [clusters, persons] = [
          known.map(({ cluster }) => cluster),
          known.map(({ number }) => people[number]!.person),
        ]
        const place = (number: number) => known.findIndex((record) => record.number === number)
        const pairs = run.pairs.filter(({ a, b }) => place(a) >= 0 && place(b) >= 0)
        assert.equal(found.known, known.length)
        close(found.clusters, reference.scoreClusters(clusters, persons))
        const judged = {
          a: pairs.map(({ a }) => place(a)),
          b: pairs.map(({ b }) => place(b)),
          weight: pairs.map(({ weight }) => weight),
        }
        assertJudged(found.pairs, reference.judge(judged, persons))
        const groupsOf = (name: string, of: (number: number) => string) =>
          reference.scoreGroups({ name, groupOf: known.map(({ number }) => of(number)) }, clusters, persons)
        assert.deepEqual(found.groups, [
          ...groupsOf('sex', (number) => people[number]!.sex),
          ...groupsOf('third', (number) => String(number % 3)),
        ])
      }),
      onFiles,
    )
  })
})

test('law: a run is measured against labelled pairs on its files as it is in memory', async (t) => {
  await withFolder(t, async (database, folder) => {
    await fc.assert(
      fc.asyncProperty(smallRun, arbitraryPairs, async (run, labels) => {
        await writeSmallRun(database, folder, run)
        const ref = (number = 0) => ({ source: nameOf(number)[0], record: nameOf(number)[1] })
        const labelled = labels.map(({ ends: [a, b], linked: same }) => ({ first: ref(a), second: ref(b), same }))
        const found = await measureLabelled(database, folder, labelled, nobodyWatches)
        const clusterOf = new Map(run.records.map(({ number, cluster }) => [number, cluster]))
        const known = labels.flatMap(({ ends: [a = 0, b = 0], linked: same }, place) => {
          if (!clusterOf.has(a) || !clusterOf.has(b)) return []
          const kept = run.pairs.find((pair) => [pair.a, pair.b].every((end) => end === a || end === b))
          return [{ place, same, linked: clusterOf.get(a) === clusterOf.get(b), weight: kept?.weight }]
        })
        assert.deepEqual(
          [...found.known.places],
          known.map(({ place }) => place),
        )
        assert.deepEqual(
          [...found.known.linked],
          known.map(({ linked }) => Number(linked)),
        )
        const pairs = known.map(({ linked, same }, i) => ({ i, j: i, linked, same }))
        const [whole] = scoreGroupsOfPairs({ name: '', groupOf: known.map(() => '') }, pairs)
        const { right = 0, wrong = 0, missed = 0 } = whole ?? {}
        assert.deepEqual([found.asLinked.right, found.asLinked.wrong, found.asLinked.missed], [right, wrong, missed])
        const kept = known.flatMap(({ weight, same }) => (weight === undefined ? [] : [{ weight, same }]))
        assertJudged(found.pairs, {
          ...{ weight: kept.map(({ weight }) => weight), same: kept.map(({ same }) => Number(same)) },
          all: known.filter(({ same }) => same).length,
        })
      }),
      onFiles,
    )
  })
})
