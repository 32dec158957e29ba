import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../parts/format.ts'
import { Panel } from '../../../parts/Page.tsx'
import { useBits } from '../words.tsx'
import { type ChancesOf, chancesOf, type LevelChances, missing, otherwise } from './chances.ts'
import { type Level, type Model, useColumnWords, useWhenWords } from './condition-words.ts'

type Comparison = Model['comparisons'][number]

/** Each comparison with its levels and, once it is trained, m and u of each: the bars only repeat the numbers. */
export function Comparisons({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('comparisons.title')}>
      <p className="k-sub">{t(model.parameters === undefined ? 'comparisons.untrained' : 'comparisons.text')}</p>
      {model.comparisons.map((comparison) => (
        <OneComparison key={comparison.id} model={model} comparison={comparison} />
      ))}
    </Panel>
  )
}

function OneComparison({ model, comparison }: { model: Model; comparison: Comparison }) {
  const { t } = useTranslation()
  const column = useColumnWords()
  const when = useWhenWords()
  const format = useFormat()
  const { id, needs, nullWhen, dependsOn } = comparison
  const rows = chancesOf(model, id)
  return (
    <section className="k-comparison" aria-labelledby={`comparison-${id}`}>
      <h3 id={`comparison-${id}`}>{id}</h3>
      <p className="k-sub">
        {t('comparisons.needs', { columns: format.list(needs.map(column)) })}
        {nullWhen === undefined ? '' : ` ${t('comparisons.nullWhen', { when: when(nullWhen) })}`}
        {dependsOn === undefined ? '' : ` ${t('comparisons.dependsOn', { comparison: dependsOn })}`}
      </p>
      {rows.length === 0 ? (
        <LevelTable comparison={comparison} />
      ) : (
        rows.map((row) => <LevelTable key={row.given ?? ''} comparison={comparison} row={row} />)
      )}
    </section>
  )
}

function LevelTable({ comparison, row }: { comparison: Comparison; row?: ChancesOf }) {
  const { t } = useTranslation()
  const levels: readonly (Level | undefined)[] = [...comparison.levels, undefined]
  const given = row?.given
  const caption =
    given === undefined
      ? comparison.id
      : t('comparisons.given', { comparison: comparison.dependsOn ?? '', level: levelName(given) })
  const widest = Math.max(1, ...(row?.levels ?? []).map(({ weight }) => Math.abs(weight ?? 0)))
  return (
    <table className="k-levels">
      <caption className={given === undefined ? 'k-caption' : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('comparisons.level')}</th>
          {row === undefined ? null : (
            <>
              <th scope="col">{t('comparisons.m')}</th>
              <th scope="col">{t('comparisons.household')}</th>
              <th scope="col">{t('comparisons.u')}</th>
              <th scope="col">{t('comparisons.weight')}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {levels.map((level, place) => {
          const chances = row?.levels[place]
          return (
            <tr key={level?.id ?? otherwise}>
              <th scope="row">
                <LevelWords level={level} />
              </th>
              {chances === undefined ? null : <Chances chances={chances} widest={widest} />}
            </tr>
          )
        })}
      </tbody>
    </table>
  )

  function levelName(level: string): string {
    if (level === missing) return t('comparisons.missing')
    return level === otherwise ? t('comparisons.otherwise') : level
  }
}

function LevelWords({ level }: { level: Level | undefined }) {
  const { t } = useTranslation()
  const when = useWhenWords()
  const column = useColumnWords()
  if (level === undefined) return t('comparisons.otherwise')
  return (
    <>
      {level.id}
      <span className="k-sub">
        {when(level.when)}
        {level.frequencies === undefined
          ? ''
          : ` · ${t('comparisons.frequencies', { column: column(level.frequencies) })}`}
      </span>
    </>
  )
}

function Chances({
  chances: { match, household, unrelated, weight },
  widest,
}: {
  chances: LevelChances
  widest: number
}) {
  const { t } = useTranslation()
  const bits = useBits()
  return (
    <>
      <Share share={match} kind="match" />
      <Share share={household} kind="household" />
      <Share share={unrelated} kind="unrelated" />
      <td data-label={t('comparisons.weight')}>
        {weight === undefined ? '–' : bits(weight)}
        <WeightBar weight={weight ?? 0} widest={widest} />
      </td>
    </>
  )
}

const headOf = { match: 'm', household: 'household', unrelated: 'u' } as const

function Share({ share, kind }: { share: number; kind: keyof typeof headOf }) {
  const { t } = useTranslation()
  const { locale } = useFormat()
  const shown = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 })
  return (
    <td data-label={t(`comparisons.${headOf[kind]}`)}>
      {shown.format(share)}
      <svg className="k-share" data-kind={kind} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share * 100} height="6" />
      </svg>
    </td>
  )
}

const half = 50

function WeightBar({ weight, widest }: { weight: number; widest: number }) {
  const width = (Math.abs(weight) / widest) * half
  return (
    <svg
      className="k-share"
      data-kind={weight < 0 ? 'against' : 'for'}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect x={weight < 0 ? half - width : half} width={width} height="6" />
      <line x1={half} x2={half} y1="0" y2="6" />
    </svg>
  )
}
