import {
  IconArrowsSplit2,
  IconCircleCheck,
  IconCircleDashed,
  IconHelpCircle,
  IconScale,
  IconUsers,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DecisionKind, RecordRef, ShownField } from '../../../../src/identity/people/schema.ts'
import type { ProposalState, Verdict } from '../../../../src/identity/review/schema.ts'
import { useFormat } from '../../parts/format.ts'
import { type Names, useNames } from '../../parts/names.ts'
import { Mark, type Tone } from '../../parts/StatusMark.tsx'
import type { Certainty } from './known.ts'

const surest = 0.999
const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** A code of the registry by the country's list, which writes codes in small letters and with hyphens. */
export function codeOfRegistry(names: Names, list: string, code: string): string {
  const named = names.code(list, code)
  return named === code ? names.code(list, code.toLowerCase().replaceAll('_', '-')) : named
}

export function useShownText(): (field: Pick<ShownField, 'element' | 'value'>) => string {
  const names = useNames()
  const format = useFormat()
  return ({ element, value }) => {
    const text = value ?? ''
    const list = names.elementOf(element)?.codeList
    if (list !== undefined) {
      const named = codeOfRegistry(names, list, text)
      return named === text.toLowerCase().replaceAll('_', '-') ? text : named
    }
    return dayPattern.test(text) ? format.day(text) : text
  }
}

export function useProgrammeName(): (code: string) => string {
  const names = useNames()
  return (code) => {
    const named = codeOfRegistry(names, 'programme', code)
    return named === code.toLowerCase() ? code : named
  }
}

/** Counties are the areas of stewards. */
export function useAreaName(): (code: string) => string {
  const names = useNames()
  return (code) => names.code('county', code)
}

export function HiddenValue() {
  const { t } = useTranslation()
  return (
    <span className="k-masked" title={t('identity.hidden')} aria-label={t('identity.hidden')} role="img">
      ••••••
    </span>
  )
}

export function Value({ field }: { field: ShownField | undefined }) {
  const { t } = useTranslation()
  const text = useShownText()
  if (field?.masked === true) return <HiddenValue />
  if ((field?.value ?? '') === '') return <span className="k-sub">{t('value.none')}</span>
  return <span className="k-wrap">{field === undefined ? '' : text(field)}</span>
}

/** Where a record lies, and its number there. */
export function RecordName({ of: { source, record } }: { of: RecordRef }) {
  const names = useNames()
  return (
    <span className="k-wrap">
      {names.system(source)} <span className="k-code">{record}</span>
    </span>
  )
}

const stateMarks: Record<ProposalState, { tone: Tone; icon: TablerIcon }> = {
  open: { tone: 'calm', icon: IconCircleDashed },
  second: { tone: 'warn', icon: IconUsersGroup },
  disputed: { tone: 'bad', icon: IconScale },
  decided: { tone: 'good', icon: IconCircleCheck },
  withdrawn: { tone: 'calm', icon: IconCircleCheck },
}

export function ProposalMark({ state }: { state: ProposalState }) {
  const { t } = useTranslation()
  const { tone, icon } = stateMarks[state]
  return (
    <Mark tone={tone} icon={icon}>
      {t(`reviewStates.${state}`)}
    </Mark>
  )
}

const certaintyMarks: Record<Certainty, { tone: Tone; icon: TablerIcon }> = {
  likely: { tone: 'warn', icon: IconUsers },
  unclear: { tone: 'calm', icon: IconHelpCircle },
  unlikely: { tone: 'calm', icon: IconArrowsSplit2 },
}

export function CertaintyMark({ certainty }: { certainty: Certainty }) {
  const { t } = useTranslation()
  const { tone, icon } = certaintyMarks[certainty]
  return (
    <Mark tone={tone} icon={icon}>
      {t(`certainties.${certainty}`)}
    </Mark>
  )
}

const decisionIcons: Record<DecisionKind | Verdict, TablerIcon> = {
  link: IconUsers,
  'must-link': IconUsers,
  merge: IconUsers,
  'not-link': IconArrowsSplit2,
  'cannot-link': IconArrowsSplit2,
  unmerge: IconArrowsSplit2,
  'cannot-tell': IconHelpCircle,
}

export function DecisionMark({ kind, undone = false }: { kind: DecisionKind | Verdict; undone?: boolean }) {
  const { t } = useTranslation()
  return (
    <span className={undone ? 'k-undone' : undefined}>
      <Mark tone="calm" icon={decisionIcons[kind]}>
        {t(`linkDecisions.${kind}`)}
      </Mark>
    </span>
  )
}

/** How sure, in words that never say more than is known: no model is sure to the last. */
export function useShare(): (probability: number) => string {
  const { locale } = useFormat()
  const shown = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return (probability) => {
    if (probability > surest) return `> ${shown.format(surest)}`
    return probability < 1 - surest ? `< ${shown.format(1 - surest)}` : shown.format(probability)
  }
}

/** Signed, as an analyst reads it: +7.4. */
export function useBits(): (bits: number) => string {
  const { locale } = useFormat()
  const shown = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  return (bits) => shown.format(bits)
}
