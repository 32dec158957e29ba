import { IconAlertTriangle, IconCircleCheck, IconShieldCheck, type TablerIcon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SourceAnswer } from '../../../../../src/exchange/schema.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { FieldValue } from '../../../parts/FieldValue.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { ReceiptCheck } from '../../../parts/ReceiptCheck.tsx'
import { Mark, type Tone } from '../../../parts/StatusMark.tsx'
import { useSession } from '../../../session/session.ts'
import { NoAnswer } from '../../ask/NoAnswer.tsx'
import { useBits } from '../words.tsx'
import { bases, type FoundIdentifier, identifiersIn, type Level, levelsDown } from './found-identifiers.ts'

/** What the map answered: each identifier with how sure it is and what that rests on; or why there is nothing. */
export function FoundIdentifiers({ answer }: { answer: SourceAnswer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { may } = useSession()
  const found = identifiersIn(answer.records)
  return (
    <>
      {answer.status === 'answered' ? <Found answer={answer} found={found} /> : <Nothing answer={answer} />}
      <p className="k-sub">
        {answer.asOf === undefined ? null : t('ask.asOf', { time: format.instant(answer.asOf) })}
        {may('exchange.read') ? (
          <>
            {' · '}
            <Link to="/exchanges/$id" params={{ id: answer.exchangeId }}>
              {t('ask.stepByStep')}
            </Link>
          </>
        ) : null}
      </p>
      <ReceiptCheck receipt={answer.receipt} exchangeId={answer.exchangeId} />
    </>
  )
}

function Nothing({ answer }: { answer: SourceAnswer }) {
  const { t } = useTranslation()
  if (answer.status !== 'no-record') return <NoAnswer answer={answer} />
  return <p>{answer.message ?? t('identifiersAcross.none')}</p>
}

function Found({ answer, found }: { answer: SourceAnswer; found: readonly FoundIdentifier[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  if (found.length === 0) return <p>{t('identifiersAcross.none')}</p>
  return (
    <>
      <DataTable
        caption={t('identifiersAcross.title')}
        rows={found}
        rowKey={({ element, value }) => `${element} ${value}`}
        columns={[
          { key: 'system', header: t('identifiersAcross.system'), cell: ({ system }) => names.system(system) },
          {
            key: 'type',
            header: t('identifiersAcross.type'),
            cell: ({ type }) => names.code('identifier-type', type),
          },
          {
            key: 'value',
            header: t('identifiersAcross.identifier'),
            cell: ({ element, value }) => (
              <span className="k-wrap">
                <FieldValue element={element} value={value} form={answer.forms[element]} />
              </span>
            ),
          },
          { key: 'sure', header: t('identifiersAcross.sure'), cell: (row) => <HowSure of={row} /> },
          { key: 'since', header: t('identifiersAcross.since'), cell: ({ since }) => format.day(since) },
        ]}
      />
      <Levels />
    </>
  )
}

const levelMarks: Record<Level, { tone: Tone; icon: TablerIcon }> = {
  high: { tone: 'good', icon: IconShieldCheck },
  substantial: { tone: 'calm', icon: IconCircleCheck },
  low: { tone: 'warn', icon: IconAlertTriangle },
}

function HowSure({ of: { level, basis, weight } }: { of: FoundIdentifier }) {
  const { t } = useTranslation()
  const bits = useBits()
  const known = bases.find((one) => one === basis)
  return (
    <>
      {level === undefined ? null : <LevelMark level={level} />}
      <div className="k-sub">
        {known === undefined ? basis : t(`identifierBases.${known}`)}
        {weight === undefined ? null : ` ${t('identifiersAcross.weight', { bits: bits(weight) })}`}
      </div>
    </>
  )
}

function LevelMark({ level }: { level: Level }) {
  const names = useNames()
  const { tone, icon } = levelMarks[level]
  return (
    <Mark tone={tone} icon={icon}>
      {names.code('assurance-level', level)}
    </Mark>
  )
}

function Levels() {
  const { t } = useTranslation()
  return (
    <details className="k-details">
      <summary>{t('identifiersAcross.levels')}</summary>
      <p className="k-sub">{t('identifiersAcross.weakest')}</p>
      <ul className="k-levels">
        {levelsDown.map((level) => (
          <li key={level}>
            <LevelMark level={level} /> <span>{t(`identifierLevels.${level}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
