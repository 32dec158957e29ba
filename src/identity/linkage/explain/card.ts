import { fill, type Language } from '../../../kernel/language.ts'
import type { TrainedModel } from '../compare/weights.ts'
import type { RuleYield } from '../engines/contract.ts'
import type { GroupScore } from '../evaluate/groups.ts'
import type { Score } from '../evaluate/score.ts'
import type { SignedModel } from '../model/signed.ts'
import { probabilityOf } from '../train/propose.ts'
import { cardWords as words } from './card-words.ts'
import { levelBars } from './charts.ts'
import type { Block, PlainDocument } from './document.ts'
import { formatNumber, formatShare, sayLevel } from './sentences.ts'
import { fieldWords } from './words.ts'

export interface CardContent {
  readonly signed: SignedModel & { readonly model: TrainedModel }
  /** ISO day of the card. */
  readonly day: string
  /** What a run found by each blocking rule. */
  readonly rules?: readonly RuleYield[]
  readonly accuracy?: {
    /** Name of the data, in the reader's words. */
    readonly data: string
    readonly whole: Score
    readonly groups: readonly GroupScore[]
  }
}

/** What is published of a model, for those whom it concerns: no value of a person is in it. */
export function modelCard(content: CardContent, language: Language): PlainDocument {
  const { signed, day } = content
  const { model } = signed
  const say = sayIn(language)
  const accounts = signed.signatures.map(({ account }) => account).join(', ')
  return {
    title: model.title?.[language] ?? say('title', { id: model.id }),
    language,
    blocks: [
      paragraph(say('version', { version: model.version, digest: signed.digest, day })),
      paragraph(accounts === '' ? say('unsigned') : say('signedBy', { accounts })),
      heading(say('use')),
      paragraph(say('purpose')),
      paragraph(say('notFor')),
      ...data(model, language),
      ...comparisons(model, language),
      ...blocking(model, content.rules, language),
      heading(say('decides')),
      paragraph(thresholds(model, language)),
      ...accuracy(content.accuracy, language),
    ],
  }
}

const heading = (text: string): Block => ({ kind: 'heading', text })
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

const sayIn =
  (language: Language) =>
  (word: keyof typeof words, params: Readonly<Record<string, string | number>> = {}): string =>
    fill(words[word][language], params)

function data({ fields, parameters }: TrainedModel, language: Language): Block[] {
  const say = sayIn(language)
  const { records, pairs } = parameters
  const number = (value: number) => formatNumber(Math.round(value), language)
  return [
    heading(say('data')),
    paragraph(
      say('trained', {
        records: number(records),
        match: number(pairs.match),
        household: number(pairs.household),
        unrelated: number(pairs.unrelated),
      }),
    ),
    {
      kind: 'table',
      caption: say('data'),
      head: [say('field'), say('meaning'), say('columns')],
      rows: fields.map(({ id, kind, from }) => [id, fieldWords[kind][language], from.join(', ')]),
    },
  ]
}

function comparisons(model: TrainedModel, language: Language): Block[] {
  const say = sayIn(language)
  const rows = levelBars(model).map((bar) => {
    const comparison = model.comparisons.find(({ id }) => id === bar.comparison)!
    const given = bar.given === undefined ? '' : ` (${comparison.dependsOn}: ${bar.given})`
    return [
      bar.comparison + given,
      sayLevel(model, comparison, bar.level, language),
      formatShare(bar.match, language),
      formatShare(bar.household, language),
      formatShare(bar.unrelated, language),
      formatNumber(bar.againstUnrelated, language, 1),
    ]
  })
  const head = (['comparison', 'level', 'ofMatch', 'ofHousehold', 'ofUnrelated', 'bits'] as const).map((word) =>
    say(word),
  )
  return [heading(say('compares')), { kind: 'table', caption: say('compares'), head, rows }]
}

function blocking({ blocking: { rules } }: TrainedModel, yields: CardContent['rules'], language: Language): Block[] {
  const say = sayIn(language)
  const number = (value: number | undefined) => (value === undefined ? '' : formatNumber(value, language))
  const rows = rules.map(({ id, columns }) => {
    const found = yields?.find(({ rule }) => rule === id)
    return [columns.join(' + '), number(found?.pairs), number(found?.purged.pairs)]
  })
  return [
    heading(say('finds')),
    paragraph(say('unseen')),
    { kind: 'table', caption: say('finds'), head: [say('rule'), say('pairs'), say('leftOut')], rows },
  ]
}

function thresholds({ thresholds: { link, review, kin } }: TrainedModel, language: Language): string {
  const bits = (value: number) => formatNumber(value, language, 1)
  return sayIn(language)('thresholds', {
    link: bits(link),
    review: bits(review),
    kin: bits(kin),
    probability: formatShare(probabilityOf(link), language),
  })
}

function accuracy(measured: CardContent['accuracy'], language: Language): Block[] {
  const say = sayIn(language)
  if (measured === undefined) return [heading(say('accuracy')), paragraph(say('notMeasured'))]
  const row = (name: string, records: string, { precision, recall, f1 }: Score) => [
    name,
    records,
    ...[precision, recall, f1].map((value) => formatShare(value, language)),
  ]
  const findings = measured.groups
    .filter(({ finding }) => finding !== undefined)
    .map(({ division, group, finding }) =>
      say('finding', {
        group: `${division} ${group}`,
        what: say(finding === 'misses-more' ? 'missesMore' : 'errsMore'),
      }),
    )
  return [
    heading(say('accuracy')),
    paragraph(say('measuredOn', { data: measured.data })),
    {
      kind: 'table',
      caption: say('accuracy'),
      head: [say('group'), say('records'), say('precision'), say('recall'), 'F1'],
      rows: [
        row(say('all'), '', measured.whole),
        ...measured.groups.map((one) => row(`${one.division} ${one.group}`, formatNumber(one.records, language), one)),
      ],
    },
    ...(findings.length === 0 ? [] : [{ kind: 'list', items: findings } as const]),
  ]
}
